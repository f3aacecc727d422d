"""The product's own figures beside those of Eurostat, and how the two definitions differ."""

from html import escape

import streamlit as st

from ontrack_dash import tracking
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.export import abroad
from ontrack_dash.ui import data, european, facts, filters, guarding, trend, viewer
from ontrack_dash.ui.european import View
from ontrack_dash.ui.scene import Scene


def show(view: View) -> None:
    """Draw the indicator that comes nearest to Eurostat's, where data were imported, and the difference in words."""
    words = view.words
    st.header(words.t("europe.beside"), anchor=False)
    scene = _scene(view)
    if scene is None:
        st.info(words.t("europe.beside_empty"), icon=":material/info:")
    else:
        trend.show(scene, abroad.OWN)
        st.html(_origin(scene))
    table = abroad.differences(words)
    st.subheader(table.title, anchor=False)
    st.html(facts.table(table, words))
    european.offer(view, "definitions", table)


def _scene(view: View) -> Scene | None:
    """Return the whole country, one kind of course: kinds are never put together."""
    build, who = data.current_build(), viewer.current()
    if build is None:
        return None
    contents = data.contents(build)
    guarding.ensure(build, who, view.words)
    return Scene(view.page, build, contents, who, view.words, filters.resolve(("kind",), build, who, contents))


def _origin(scene: Scene) -> str:
    """Say which kind of course the figures are of, and where those of Eurostat were taken from."""
    words = scene.words
    said = f"{words.t('dimension.kind')}: {words.label('kind', scene.where['kind'])}."
    address, day = tracking.origin(INDICATORS[abroad.OWN].reference or "")
    return f'<p class="od-origin">{escape(said)} {facts.source(address, day, words)}</p>'
