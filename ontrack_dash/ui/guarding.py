"""Before anybody but the agency looks at a build: what may be published of it, found once, with progress."""

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.store import guard
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import data
from ontrack_dash.viewers import Viewer


def ensure(build: Build, viewer: Viewer, words: Words) -> None:
    """Wait until the guard of the build stands; the agency needs none."""
    if viewer.role != "agency":
        _prepare(key=data.key_of(build), _build=build, _words=words)


# Kept for good: a build never changes, so neither does its guard.
@st.cache_resource(show_spinner=False, max_entries=data.BUILDS)
def _prepare(key: str, _build: Build, _words: Words) -> None:  # noqa: ARG001
    if guard.is_ready(_build.path):
        return
    bar = st.progress(0.0, text=_words.t("app.protecting"))
    guard.prepare(_build.path, lambda done, of: bar.progress(done / of, text=_words.t("app.protecting")))
    bar.empty()
