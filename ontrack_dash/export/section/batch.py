"""The sections of many centres into a folder: file by file, so that a run that was broken off goes on where it was."""

import fcntl
import hashlib
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO

from ontrack_dash import section
from ontrack_dash.export.section import template, word
from ontrack_dash.export.section.forms import FORMS
from ontrack_dash.export.section.origin import describe
from ontrack_dash.i18n import Words
from ontrack_dash.settings import Settings
from ontrack_dash.store import authored
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY

MANIFEST, LOCK = "manifest.jsonl", ".lock"
# In seconds: between two looks at whether a folder is free.
PAUSE = 0.2
PREFIXES = {"bg": "samoocenka", "en": "self-assessment"}
# The folders of the product that decide what a file says and how it looks.
MAKERS = ("definitions", "export", "locales", "section")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Result:
    """What came of a run: how many files it made, how many stood there already, and the names of all."""

    made: int
    kept: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """What all files of a run have in common."""

    build: Build
    settings: Settings
    year: int
    words: Words
    forms: tuple[str, ...]

    def name(self, licence: str, form: str) -> str:
        """Return the name of a file."""
        return file_name(licence, self.year, self.words.lang, form)

    def key(self, licence: str, form: str) -> str:
        """Return a digest of everything a file is made from: with the same one it need not be made again."""
        texts = authored.texts(self.settings, licence, self.year)
        measures = authored.measures(self.settings, licence, (self.year - 1, self.year))
        build = (self.build.number, self.build.created_at.isoformat())
        kind = template.current(self.build, self.words) if form == "docx" else b""
        made_of = (licence, self.year, self.words.lang, build, sorted(texts.items()), measures, _digest(kind))
        return _digest(f"{made_of}|{_makers()}".encode())

    def make(self, licence: str, forms: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Put a section together once and return it in each of these forms."""
        viewer = section.viewer_of(AGENCY, licence)
        facts = section.compose(self.build, self.settings, licence, self.year, viewer=viewer)
        written, about = section.write(facts, self.words), describe(facts, self.words)
        for form in forms:
            yield form, FORMS[form](facts, written, self.words, about)


def file_name(licence: str, year: int, lang: str, form: str) -> str:
    """Name the file of a section; what a licence has beside letters and digits cannot lead out of its folder."""
    return f"{PREFIXES[lang]}-{re.sub('[^0-9A-Za-z]', '_', licence)}-{year}.{form}"


@contextmanager
def alone(folder: Path, wait: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Let one run at a time work in a folder: two would take each other's half-made files.

    Whoever comes second waits; `wait` is called meanwhile and may raise, which ends the waiting.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        while not _take(lock):
            wait()
            time.sleep(PAUSE)
        yield


def write_all(
    build: Build,
    settings: Settings,
    licences: Sequence[str],
    year: int,
    words: Words,
    folder: Path,
    forms: Sequence[str] = tuple(FORMS),
    progress: Progress | None = None,
) -> Result:
    """Write the sections the agency sees into a folder; one that is there and would come out the same is kept.

    Where another run may work in the same folder, do it `alone`.

    `progress` hears of every centre and may raise, which ends the run: what is written stays, and the next run goes
    on from there. A file is there whole or not at all.

    Raises:
        BrokenTemplateError: the agency's template cannot be filled.
    """
    order = Order(build, settings, year, words, tuple(forms))
    folder.mkdir(parents=True, exist_ok=True)
    known = _read_manifest(folder)
    if "docx" in forms:
        word.ready(build, words)
    made, names = 0, []
    for done, licence in enumerate(licences):
        if progress:
            progress(done, len(licences))
        made += _write_one(order, licence, folder, known)
        names += [order.name(licence, form) for form in forms]
    if progress:
        progress(len(licences), len(licences))
    return Result(made, len(names) - made, tuple(names))


def zip_folder(folder: Path, target: Path) -> None:
    """Pack the sections of a folder into one file, which is there whole or not at all; nothing else is packed."""
    draft = target.with_name(f".{target.name}.tmp")
    # Each of the files is packed already.
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as pack:
        for name in sorted(_read_manifest(folder)):
            if (folder / name).exists():
                pack.write(folder / name, name)
    draft.replace(target)


def drop_left(folder: Path, names: Iterable[str]) -> None:
    """Remove the sections an earlier run made of centres that are gone: those of the same kind as `names`, but none."""
    kept = set(names)
    kinds = {_kind(name) for name in kept}
    for name in _read_manifest(folder):
        if name not in kept and _kind(name) in kinds:
            (folder / name).unlink(missing_ok=True)


def _kind(name: str) -> str:
    """Return what the names of files of one language, year and form have in common."""
    return re.sub(r"-\w+-(\d+\.\w+)$", r"-\1", name)


def _take(lock: IO[str]) -> bool:
    """Take the lock where it is free; it dies with its process."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write_one(order: Order, licence: str, folder: Path, known: dict[str, str]) -> int:
    """Write the files of a centre that are missing or made from something else, and return how many."""
    keys = {form: order.key(licence, form) for form in order.forms}
    wanted = [
        form
        for form, key in keys.items()
        if known.get(name := order.name(licence, form)) != key or not (folder / name).exists()
    ]
    for form, content in order.make(licence, wanted) if wanted else ():
        name = order.name(licence, form)
        draft = folder / f".{name}.tmp"
        draft.write_bytes(content)
        draft.replace(folder / name)
        known[name] = keys[form]
        with (folder / MANIFEST).open("a", encoding="utf-8") as manifest:
            manifest.write("\n" + json.dumps([name, keys[form]]))
    return len(wanted)


def _read_manifest(folder: Path) -> dict[str, str]:
    """Return name → key of every file; of a line that was broken off, as of a file nobody noted, nothing is known."""
    path, known = folder / MANIFEST, dict[str, str]()
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            name, key = map(str, json.loads(line))
        except (ValueError, TypeError):
            continue
        if name == Path(name).name:
            known[name] = key
    return known


@lru_cache
def _makers() -> str:
    """Return a digest of the product itself: another version may write the same section otherwise."""
    root = files("ontrack_dash")
    return _digest(b"".join(_digest(content).encode() for name in MAKERS for content in _contents(root / name)))


def _contents(folder: Traversable) -> Iterator[bytes]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _contents(item) if item.name != "__pycache__" else ()
        else:
            yield item.read_bytes()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
