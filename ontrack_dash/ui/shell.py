"""What stands around every page, and what happens once a process."""

import gc
import importlib
import pkgutil
from importlib.resources import files

import streamlit as st

from ontrack_dash import ui
from ontrack_dash.ui import choices, errors, language, navigation, style, viewer

BEGUN = "begun"
# A file of our own: a Material symbol would be fetched from the network by the browser.
ICON = str(files("ontrack_dash.ui") / "icon.svg")


@st.cache_resource(show_spinner=False)
def freeze_imports() -> None:
    """Import every block and take all that is loaded out of garbage collection, once a process.

    Streamlit collects after every run; with the libraries of this product loaded that is most of a warm run's time.
    """
    for module in pkgutil.iter_modules(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


def begin() -> st.Page:
    """Set up a run, draw the sidebar and return the page that was asked for."""
    st.set_page_config(layout="wide", page_icon=ICON)
    freeze_imports()
    choices.read_address()
    words = language.current()
    language.announce(words)
    style.apply()
    page = navigation.offer(words, viewer.current())
    with st.sidebar:
        language.offer()
        viewer.offer(words)
    st.session_state[BEGUN] = True
    return page


def run() -> None:
    """Draw what stands around a page, and the page."""
    with errors.shown_kindly():
        begin().run()


def ensure_begun() -> None:
    """Do the work of `app.py` where Streamlit ran a page by itself.

    Until `st.navigation` was called once in a process, a link to a page runs the file of that page instead.
    """
    if not st.session_state.pop(BEGUN, False):
        run()
        st.stop()
