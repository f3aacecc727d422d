"""The pages there are, and what their addresses may hold beside the language and the viewer."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ontrack_dash.fields import load_definition


@dataclass(frozen=True)
class Page:
    """What a page is made of; the meanings stand in `definitions/pages.toml`."""

    id: str
    filters: tuple[str, ...] = ()
    subject: str = ""
    pools: bool = False
    headline: tuple[str, ...] = ()
    charted: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    splits: tuple[str, ...] = ()
    slides: tuple[str, ...] = ()


def _page(name: str, table: Mapping[str, Any]) -> Page:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Page(name, **values)


PAGES: Mapping[str, Page] = MappingProxyType(
    {name: _page(name, table) for name, table in load_definition("pages").items()}
)
FOR_IMPORT, FOR_SHOWING = "import_data", "present"
# What can be kept as a view and shown to a room.
SHOWABLE = tuple(page for page in PAGES if page not in (FOR_IMPORT, FOR_SHOWING))
# Every filter a page can have.
FILTERS = tuple(dict.fromkeys(name for page in PAGES.values() for name in page.filters if name != "centre"))
# What a page of comparison is asked for beside its filters.
COMPARED = ("pool", "spread", "weights", "against", "beside", "mix")
# What the page of reports is asked for: the report year, and which reports it lists.
REPORTED = ("report", "filed")
# What the page about other countries is asked for: whom it shows, and what weighs how much.
ABROAD = ("country", "criteria")
# Which step of the handbook is read.
READ = ("step",)
# The page of tools: its part, the questionnaire and the letter in view, the plan's cohort and numbers.
TOOLS = ("part", "files", "questionnaire", "letter", "cohort", "numbers", "effort")
# What the page of pilots is asked for: whose evaluations, of which tool, on what.
PILOTED = ("pilot_tool", "pilot_round", "pilot_country", "criterion")
# What a view of a page is made of.
PARAMETERS = ("indicator", "split", "centre", *READ, *TOOLS, *ABROAD, *PILOTED, *REPORTED, *COMPARED, *FILTERS)
# What the page for a room is asked for: the run and its slide, the page it was made of, the ground, the seconds until
# it turns by itself, whether this is the window of notes and of which window.
PRESENTED = ("run", "slide", "shown", "theme", "turn", "notes", "room")
