"""Immutable builds: the next one is made beside the current one and swapped in whole."""

import fcntl
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from ontrack_dash.catalogue import RULES
from ontrack_dash.store import connection, marts
from ontrack_dash.store.errors import NothingToUndoError

# Beside a build, says that a saved view is frozen to it, and that it was taken back.
PINNED, UNDONE = ".pinned", ".undone"


@dataclass(frozen=True)
class Build:
    """One published state of the data; the number is cache key, freshness stamp and undo."""

    number: int
    path: Path
    parent: int | None
    created_at: datetime
    is_demo: bool


def current(data: Path) -> Build | None:
    """Return the published build, or None when nothing was imported yet."""
    pointer = _folder(data) / "current"
    number = int(pointer.read_text()) if pointer.exists() else 0
    return _describe(data, number) if number else None


def publish(
    data: Path,
    change: Callable[[duckdb.DuckDBPyConnection], None],
    *,
    is_demo: bool = False,
    from_empty: bool = False,
    instead: bool = False,
) -> Build:
    """Make the next build from the current one, change it, check it and swap it in.

    Whatever fails, and wherever the process dies, readers keep the build they had. `instead` makes the new build
    take the place of the current one, so that undo passes over it.

    Raises:
        AssertionFailedError: the changed data break an invariant.
    """
    with _writing(data):
        base = None if from_empty else current(data)
        number = _highest(data) + 1
        draft = _path(data, number).with_suffix(".tmp")
        if base:
            shutil.copyfile(base.path, draft)
        try:
            with connection.write(draft) as cursor:
                marts.create_raw_tables(cursor)
                change(cursor)
                _stamp(cursor, number, _parent(current(data), instead=instead), is_demo=is_demo)
                marts.rebuild(cursor)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        draft.replace(_path(data, number))
        _point(data, number)
        _drop_old(data)
        return _describe(data, number)


def undo(data: Path) -> Build | None:
    """Return to the build before the current one; None when that was the empty beginning.

    What was undone is never shown again, to whatever view it was frozen.

    Raises:
        NothingToUndoError: nothing is published, or the earlier build is no longer kept.
    """
    with _writing(data):
        build = current(data)
        if build is None or (build.parent and not _path(data, build.parent).exists()):
            raise NothingToUndoError
        # First marked, then left: wherever the process dies, no address leads to what was undone. Whatever was made
        # since the parent was undone before, or is the same data counted anew.
        for number in _numbers(data):
            if number > (build.parent or 0):
                _path(data, number).with_suffix(UNDONE).touch()
        _point(data, build.parent or 0)
        return current(data)


def find(data: Path, number: int) -> Build | None:
    """Return a build one may look at: the published one, or one that somebody's view is frozen to.

    None where it is no longer kept, was undone or corrected since, or was counted by another version of the product.
    """
    published = current(data)
    if published and number == published.number:
        return published if _is_counted(published) else None
    if not _is_pinned(data, number) or not _path(data, number).exists():
        return None
    build = _describe(data, number)
    return build if _is_counted(build) else None


def pin(data: Path, numbers: Collection[int]) -> None:
    """Keep these builds whatever is imported after them; those pinned before and not named go with their time."""
    wanted = {_pin(data, number) for number in numbers if _path(data, number).exists()}
    if wanted == set(_folder(data).glob(f"*{PINNED}")):
        return
    with _writing(data):
        for marker in _folder(data).glob(f"*{PINNED}"):
            marker.unlink()
        for marker in wanted:
            # While the lock was waited for, an import may have dropped it.
            if marker.with_suffix(".duckdb").exists():
                marker.touch()


def refresh(data: Path) -> Build | None:
    """Rebuild the marts when this version of the product counts differently from the one that made them."""
    build = current(data)
    if build is None or _is_counted(build):
        return build
    return publish(data, lambda _: None, is_demo=build.is_demo, instead=True)


def _is_counted(build: Build) -> bool:
    """Tell whether this version of the product counts as the one did that made the build."""
    with connection.read(build.path) as cursor:
        made_by = cursor.execute("SELECT fingerprint FROM build_info").fetchone()
    return bool(made_by and made_by[0] == marts.fingerprint())


def _is_pinned(data: Path, number: int) -> bool:
    """Tell whether a view is frozen to a build that was not undone."""
    return _pin(data, number).exists() and not _path(data, number).with_suffix(UNDONE).exists()


def _parent(build: Build | None, *, instead: bool) -> int | None:
    if build is None:
        return None
    return build.parent if instead else build.number


def _folder(data: Path) -> Path:
    return data / "builds"


def _path(data: Path, number: int) -> Path:
    return _folder(data) / f"build-{number:05d}.duckdb"


def _pin(data: Path, number: int) -> Path:
    return _path(data, number).with_suffix(PINNED)


def _numbers(data: Path) -> list[int]:
    return sorted(int(path.stem.removeprefix("build-")) for path in _folder(data).glob("build-*.duckdb"))


def _highest(data: Path) -> int:
    return max(_numbers(data), default=0)


@contextmanager
def _writing(data: Path) -> Iterator[None]:
    """Let one process at a time write; the lock dies with its process, and so do half-made builds."""
    _folder(data).mkdir(parents=True, exist_ok=True)
    with (_folder(data) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in _folder(data).glob("*.tmp*"):
            leftover.unlink()
        yield


def _stamp(cursor: duckdb.DuckDBPyConnection, number: int, parent: int | None, *, is_demo: bool) -> None:
    cursor.execute("DELETE FROM build_info")
    cursor.execute(
        "INSERT INTO build_info VALUES (?, ?, ?, ?, ?)",
        [number, parent, datetime.now(UTC).replace(tzinfo=None), is_demo, marts.fingerprint()],
    )


def _describe(data: Path, number: int) -> Build:
    path = _path(data, number)
    return _read_description(path, path.stat().st_mtime_ns, number)


@lru_cache
def _read_description(path: Path, _written: int, number: int) -> Build:
    """Read what a build says of itself, once as long as the file is the same: a build never changes."""
    with connection.read(path) as cursor:
        row = cursor.execute("SELECT parent, created_at, is_demo FROM build_info").fetchone()
    if row is None:
        raise FileNotFoundError(path)
    return Build(number=number, path=path, parent=row[0], created_at=row[1], is_demo=row[2])


def _point(data: Path, number: int) -> None:
    pointer = _folder(data) / "current"
    draft = pointer.with_suffix(".tmp")
    draft.write_text(str(number))
    draft.replace(pointer)


def _drop_old(data: Path) -> None:
    for number in _numbers(data)[: -RULES["builds"]["kept"]]:
        if _is_pinned(data, number):
            continue
        # Beside a build lies what is made from it (its guard).
        for path in _folder(data).glob(f"{_path(data, number).stem}.*"):
            connection.forget(path)
            path.unlink()
