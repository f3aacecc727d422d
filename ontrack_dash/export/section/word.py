"""A section as a Word document, from the agency's own template where there is one."""

import struct
from functools import lru_cache

from ontrack_dash.export.about import About
from ontrack_dash.export.section import chart, context, fragments, template
from ontrack_dash.export.section.context import NOTHING
from ontrack_dash.export.section.parts import PARTS
from ontrack_dash.export.section.prepared import KEPT, Prepared, prepare
from ontrack_dash.export.section.problems import BrokenTemplateError
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Part, Section, Table, Written
from ontrack_dash.store.builds import Build


def make(section: Section, written: Written, words: Words, about: About) -> bytes:
    """Return the section as Word document.

    Raises:
        BrokenTemplateError: the agency's template cannot be filled.
    """
    prepared = ready(section.build, words)
    drawn = chart.picture(written, words) if prepared.has_chart and written.dots else None
    placed = fragments.picture(written.chart_alt, _size(drawn), prepared.looks) if drawn else NOTHING
    own = context.own_parts(section, written, words)
    return prepared.fill(context.fill(written, prepared.looks, own, about.source, placed), drawn)


def find_problem(build: Build, words: Words) -> str:
    """Say what is wrong with the agency's template and how to mend it; nothing where nothing is."""
    try:
        ready(build, words)
    except BrokenTemplateError as error:
        return str(error)
    return ""


def ready(build: Build, words: Words) -> Prepared:
    """Return the template in use, ready to be filled.

    Raises:
        BrokenTemplateError: it cannot be filled.
    """
    return _tried(template.current(build, words), words.lang)


@lru_cache(maxsize=KEPT)
def _tried(content: bytes, lang: str) -> Prepared:
    """Make a template ready and fill it with a section that has everything and with one that has nothing."""
    prepared = prepare(content, Words(lang))
    table = Table("1", ("1",), (("1",),), (False,), "1")
    everything = tuple(Part(part, "1", ("1",), ("1",), table) for part in PARTS)
    for parts in (everything, ()):
        written = Written(lang, "1", "1", "1", (("1", "1"),), parts, "1", "1", "1", (), "1")
        own = context.everything(prepared.looks, written)
        prepared.fill(context.fill(written, prepared.looks, own, "1", NOTHING), None)
    return prepared


def _size(picture: bytes) -> tuple[int, int]:
    """Return width and height in pixels, which every PNG says in its first chunk."""
    width, height = struct.unpack(">II", picture[16:24])
    return width, height
