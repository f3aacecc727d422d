"""What both forms of the handbook share: its front page in words, and how its tables lie on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from ontrack_dash import handbook
from ontrack_dash.export.section import widths
from ontrack_dash.handbook import Section, Step, Table
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Table as Written


@dataclass(frozen=True)
class Front:
    """What stands before the first step."""

    title: str
    subtitle: str
    edition: str
    notes: tuple[str, ...]
    contents: str


def front(words: Words) -> Front:
    """Return the words of the front page."""
    notes = tuple(words.t(f"handbook.{name}") for name in ("own", "reading", "example_note"))
    return Front(
        words.t("handbook.title"),
        words.t("handbook.subtitle"),
        handbook.edition(words),
        notes,
        words.t("handbook.contents"),
    )


def title(step: Step, words: Words) -> str:
    """Return the heading of a step."""
    return words.t("handbook.step_title", number=step.number, title=step.title)


def is_listed(section: Section) -> bool:
    """Tell whether a section stands in the contents: what every step ends with is found without them."""
    return section.id not in handbook.CLOSING


def share_line(table: Table) -> Sequence[float]:
    """Return the part of the line each column of a table takes."""
    return widths.widths(_written(table))


def is_kept(table: Table) -> bool:
    """Tell whether a table stays on one page."""
    return widths.is_short(_written(table))


def _written(table: Table) -> Written:
    return Written(table.title, table.header, table.rows, table.right, table.notes)
