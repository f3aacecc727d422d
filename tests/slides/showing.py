"""Views of every page, so that every slide there is gets composed."""

from ontrack_dash import addresses
from ontrack_dash.runs import View
from ontrack_dash.slides import slides_of
from tests.pages.world import PROFESSIONS

BIG = "9999120002"
# What a page is about, and what gives its slides something to show.
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "centre": (("centre", BIG),),
    "profession": (("profession", PROFESSIONS[0]),),
    "years": (("split", "sex"),),
}


def views() -> tuple[View, ...]:
    """Return one view a page that shows all it can."""
    return tuple(View(page, page, ADDRESSES.get(page, ()), slides=slides_of(page)) for page in addresses.SHOWABLE)
