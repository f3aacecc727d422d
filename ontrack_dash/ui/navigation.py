"""The pages a viewer may open, and ways between them."""

from urllib.parse import urlencode

import streamlit as st

from ontrack_dash import addresses
from ontrack_dash.i18n import Words
from ontrack_dash.ui import viewer
from ontrack_dash.viewers import Viewer

# No icons: the browser would fetch the icon of the open page from the network, for its tab.
PAGES, FOR_IMPORT = addresses.PAGES, addresses.FOR_IMPORT
FIRST = "overview"
OPEN = "open"


def offer(words: Words, who: Viewer) -> st.Page:
    """Draw the list of pages and return the one that was asked for; a page that is not listed cannot be reached."""
    page = st.navigation(
        [
            st.Page(path_of(page), title=words.t(f"page.{page}.title"), url_path=page, default=page == FIRST)
            for page in PAGES
            if page != FOR_IMPORT or viewer.may_import(who)
        ]
    )
    st.session_state[OPEN] = page.url_path or FIRST
    return page


def current() -> str:
    """Return the page that is open."""
    return str(st.session_state.get(OPEN, FIRST))


def path_of(page: str) -> str:
    """Return the file of a page."""
    return f"pages/{page}.py"


def address_of(name: str, page: str, code: str) -> str:
    """Return the address, relative to any page, that opens a page under this view's choices and one more."""
    path = "." if page == FIRST else page
    return f"{path}?{urlencode({**st.query_params.to_dict(), name: code})}"


def go_to(page: str) -> None:
    """Open another page."""
    st.switch_page(path_of(page))
