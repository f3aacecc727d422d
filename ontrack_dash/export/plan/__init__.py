"""A plan of tracking to take away: as calendar, as workbook and as Word document."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from ontrack_dash.export.plan import calendar, grids, word, workbook
from ontrack_dash.i18n import Words
from ontrack_dash.plans import Plan

__all__ = ["FORMS", "grids", "name_file"]

# Form, which is the ending of its file → what makes it; the moment is when the file is made.
FORMS: Mapping[str, Callable[[Plan, Words, datetime], bytes]] = MappingProxyType(
    {"ics": calendar.make, "docx": word.make, "xlsx": workbook.make}
)


def name_file(plan: Plan, words: Words, form: str) -> str:
    """Return what the file of a form is called."""
    return "_".join(filter(None, ("plan", str(plan.cohort), plan.licence, words.lang))) + f".{form}"
