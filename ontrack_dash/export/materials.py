"""Everything that is handed out, in one place: questionnaires, letters, register and handbook, singly and packed."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from ontrack_dash import handbook
from ontrack_dash.export import handbook as books
from ontrack_dash.export.tools import Material, edition_of, letters, materials
from ontrack_dash.export.tools.edition import edition
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS, LICENCE, Given

HANDBOOK = "handbook"
CONTENTS = "contents"


def everything(words: Words, given: Given | None = None) -> Iterator[Material]:
    """Yield every file in a language; `given` is what a centre knows beforehand (see `instruments.prepare`)."""
    yield from materials(words, given)
    for form, make in books.FORMS.items():
        title = words.t(f"handbook.form.{form}")
        yield Material(HANDBOOK, form, books.name_file(words, form), title, partial(make, words))


def say_edition(material: Material, words: Words) -> str:
    """Return version, date and licence of a file in one line."""
    if material.group in INSTRUMENTS:
        return edition_of(INSTRUMENTS[material.group], words)
    if material.group == HANDBOOK:
        return handbook.edition(words)
    return edition(letters.VERSION, letters.DATE, words)


def newest() -> date:
    """Return the day of the newest material."""
    return max(handbook.DATE, letters.DATE, *(instrument.date for instrument in INSTRUMENTS.values()))


def name_pack(languages: Sequence[Words]) -> str:
    """Return what an archive is called."""
    return f"ontrack_{'_'.join(words.lang for words in languages)}_{newest():%Y%m%d}.zip"


def pack(languages: Sequence[Words], given: Given | None = None) -> bytes:
    """Return all files in these languages as one archive, with a list of what is in it."""
    stream, day = io.BytesIO(), newest()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(languages, given):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def write_all(folder: Path, languages: Sequence[Words]) -> Iterator[Path]:
    """Write all files in these languages into a folder, each into that of its group; yield each path when written."""
    for name, content in _files(languages, None):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield path


def _files(languages: Sequence[Words], given: Given | None) -> Iterator[tuple[str, bytes]]:
    for words in languages:
        for material in everything(words, given):
            yield _place(material, words), material.make()
        yield f"{words.lang}/{CONTENTS}_{words.lang}.txt", _list(words).encode("utf-8-sig")


def _place(material: Material, words: Words) -> str:
    return f"{words.lang}/{material.group}/{material.file_name}"


def _list(words: Words) -> str:
    """Return what every file is, and its edition."""
    own = words.t("kit.own", page=words.t("page.import_data.title"))
    lines = [words.t("kit.contents_title"), f"{words.t('tool.about.licence')}: {LICENCE}", own, ""]
    listed = [
        f"{_place(material, words)}\t{material.title}\t{say_edition(material, words)}" for material in everything(words)
    ]
    return "\r\n".join([*lines, *listed, ""])
