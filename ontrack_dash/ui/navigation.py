"""The pages a viewer may open, and ways between them."""

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.ui import viewer
from ontrack_dash.viewers import Viewer

# No icons: the browser would fetch the icon of the open page from the network, for its tab.
PAGES = (
    *("overview", "centre", "profession", "years", "compare"),
    *("self_assessment", "europe", "tools", "pilot", "import_data", "methods"),
)
FIRST = "overview"
FOR_IMPORT = "import_data"


def offer(words: Words, who: Viewer) -> st.Page:
    """Draw the list of pages and return the one that was asked for; a page that is not listed cannot be reached."""
    return st.navigation(
        [
            st.Page(path_of(page), title=words.t(f"page.{page}.title"), url_path=page, default=page == FIRST)
            for page in PAGES
            if page != FOR_IMPORT or viewer.may_import(who)
        ]
    )


def path_of(page: str) -> str:
    """Return the file of a page."""
    return f"pages/{page}.py"


def go_to(page: str) -> None:
    """Open another page."""
    st.switch_page(path_of(page))
