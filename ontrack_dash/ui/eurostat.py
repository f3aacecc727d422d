"""Eurostat's figures of the seven countries over years, with their flags and breaks, and the European targets."""

from functools import lru_cache
from html import escape

import streamlit as st

from ontrack_dash import tracking
from ontrack_dash.export import eurostat as tables
from ontrack_dash.figures import Figure, countries
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_tracking
from ontrack_dash.ui import charts, european, facts
from ontrack_dash.ui.european import View

ENTRIES = 100
KIND = "countries"
FLAGS = ("b", "u", "d")


def show(view: View, dataset: str) -> None:
    """Draw one table of Eurostat: what it says of Bulgaria and of the target, the chart or its table, its source."""
    words, table = view.words, tracking.eurostat(dataset, view.countries)
    st.header(words.t(f"europe.eurostat.{dataset}"), anchor=False)
    has_home = (table["geo"] == tracking.HOME).any()
    sentences = (
        of_tracking.say_reliability(dataset, words) if has_home else "",
        of_tracking.say_target(table, dataset, words),
    )
    address, day = tracking.origin(dataset)
    said = escape(" ".join(filter(None, sentences)))
    st.html(f'<p class="od-said">{said} {facts.source(address, day, words)}</p>')
    body = st.container()
    with st.container(horizontal=True, vertical_alignment="center", key=f"tools-{view.page}-{dataset}"):
        form = charts.choose_form(words, view.page, dataset)
        european.offer_files(view, dataset, tables.eurostat(dataset, words, view.countries))
    with body:
        show_form = _show_table if form == charts.TABLE else _show_figure
        show_form(view, dataset)


def _show_table(view: View, dataset: str) -> None:
    st.html(_table(dataset, view.words.lang, view.countries))
    st.caption(_explain_flags(view.words))


def _show_figure(view: View, dataset: str) -> None:
    left, right = st.columns([3, 1], gap="large")
    with left:
        figure, alt = _draw(key=f"{view.key}|{dataset}", _view=view, _dataset=dataset)
        st.plotly_chart(figure, theme=None, key=f"chart.{view.page}.{dataset}", config=charts.CONFIG, alt=alt)
    with right:
        charts.explain(view.words, KIND)
        st.caption(_explain_flags(view.words))


def show_targets(view: View) -> None:
    """Draw the targets of the European Union."""
    words, table = view.words, tables.targets(view.words)
    st.header(table.title, anchor=False)
    st.html(facts.table(table, words))
    st.caption(words.t("reference.targets.source"))
    european.offer(view, "targets", table)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _draw(key: str, _view: View, _dataset: str) -> tuple[Figure, str]:  # noqa: ARG001
    table = tracking.eurostat(_dataset, _view.countries)
    target = tracking.target(_dataset).value
    return countries.draw(table, _view.words, target=target, mode=_view.mode), countries.describe(table, _view.words)


@lru_cache
def _table(dataset: str, lang: str, chosen: tuple[str, ...]) -> str:
    words = Words(lang)
    return facts.table(tables.by_year(dataset, words, chosen), words)


def _explain_flags(words: Words) -> str:
    said = (f"{words.t(f'figure.flag.{flag}')} – {words.t(f'reference.eurostat.flag.{flag}')}" for flag in FLAGS)
    return f"{'; '.join(said)}."
