"""The file slides are made from: the agency's own where it has one, checked before anything in it is believed."""

import io
import zipfile
import zlib
from pathlib import Path

from lxml import etree
from pptx import Presentation as Open
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.presentation import Presentation

from ontrack_dash.catalogue import RULES
from ontrack_dash.export.slides.powerpoint import blank, traces
from ontrack_dash.export.slides.powerpoint.problems import BrokenTemplateError
from ontrack_dash.i18n import Words

# Beside the builds, first found first taken.
FOLDER, NAMES = "templates", ("slides.pptx", "slides.potx")
TYPES = "[Content_Types].xml"
# What a template and a slide show call themselves, beside a presentation; otherwise they are the same.
LIKE_PRESENTATIONS = (CONTENT_TYPE.PML_TEMPLATE_MAIN, CONTENT_TYPE.PML_SLIDESHOW_MAIN)
# What runs or carries programs; none of it has a place in slides.
ACTIVE = (b"macroenabled", b"vbaproject", b"activex", b"oleobject", b"application/vnd.ms-office.vba")
UNREADABLE = (
    PackageNotFoundError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, LookupError, ValueError, TypeError,
    AttributeError, RuntimeError, EOFError, OSError,
)  # fmt: skip


def own_template(data: Path) -> Path | None:
    """Return where the agency's own template lies in a folder of data, if it has one."""
    places = [data / FOLDER / name for name in NAMES]
    return next((place for place in places if place.is_file()), None)


def find_problem(template: bytes | Path, words: Words) -> str:
    """Say what is wrong with a template and how to mend it; nothing where nothing is."""
    try:
        open_template(template, words)
    except BrokenTemplateError as error:
        return str(error)
    return ""


def open_template(template: bytes | Path | None, words: Words) -> Presentation:
    """Return a presentation without slides, to put slides into.

    Raises:
        BrokenTemplateError: no presentation, too large, with macros or links to other files, or without a title.
    """
    if template is None:
        return Open(io.BytesIO(blank.content(words.lang)))
    try:
        content = template.read_bytes() if isinstance(template, Path) else template
        presentation = Open(io.BytesIO(_checked(content, words)))
        traces.forget(presentation)
        _check(presentation, words)
        blank.word_notes(presentation, words)
    except UNREADABLE as error:
        raise BrokenTemplateError("unreadable", words) from error
    return presentation


def _checked(content: bytes, words: Words) -> bytes:
    """Return the template as a presentation; nothing is unpacked before its size is known."""
    limits = RULES["files"]
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        members = file.infolist()
        unpacked = sum(member.file_size for member in members)
        if len(members) > limits["most_members"] or unpacked > limits["largest_template_mb"] << 20:
            raise BrokenTemplateError("too_large", words, megabytes=limits["largest_template_mb"])
        if len({member.filename for member in members}) < len(members):
            raise ValueError("the same member twice")
        types = file.read(TYPES)
        if any(name in types.lower() for name in ACTIVE):
            raise BrokenTemplateError("active", words)
        return _as_presentation(file, types)


def _as_presentation(file: zipfile.ZipFile, types: bytes) -> bytes:
    """Pack anew with the type of a presentation, which is all that sets a template apart."""
    for kind in LIKE_PRESENTATIONS:
        types = types.replace(kind.encode(), CONTENT_TYPE.PML_PRESENTATION_MAIN.encode())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(TYPES, types)
        for member in file.namelist():
            if member != TYPES:
                packed.writestr(member, file.read(member))
    return stream.getvalue()


def _check(presentation: Presentation, words: Words) -> None:
    """Refuse what takes from outside or has no title; a master without a theme is no presentation."""
    presentation.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    parts = list(presentation.part.package.iter_parts())
    if any(map(traces.is_linked, parts)):
        raise BrokenTemplateError("linked", words)
    if any(map(traces.is_active, parts)):
        raise BrokenTemplateError("active", words)
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    if not any(shape.placeholder_format.type in blank.TITLES for layout in layouts for shape in layout.placeholders):
        raise BrokenTemplateError("no_title", words)
