"""Kinds of measures rated by criteria the reader weights: the product's own method, said as such."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from ontrack_dash import effectiveness
from ontrack_dash.export import tracking_measures as tables
from ontrack_dash.figures import Figure, tracking_measures
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_tracking
from ontrack_dash.ui import charts, choices, european, facts
from ontrack_dash.ui.european import View

NAME = "criteria"
ENTRIES = 200


def show(view: View) -> None:
    """Draw the weights, and what they make of the measures: text, bars and table."""
    words = view.words
    st.header(words.t("europe.effect"), anchor=False)
    badge = f":orange-badge[{words.t('europe.effect_badge')}]"
    st.markdown(f"{badge} {words.t('europe.effect_lead', best=effectiveness.BEST)}")
    weights = _weights()
    rated = effectiveness.rate(weights)
    left, right = st.columns([2, 3], gap="large")
    with left:
        _offer(weights, words)
    with right:
        st.html(f'<p class="od-said od-own">{escape(of_tracking.say_rating(rated, weights, words))}</p>')
        figure, alt = _draw(key=f"{view.key}|{weights}", _view=view, _rated=rated)
        st.plotly_chart(figure, theme=None, key=f"chart.{view.page}.measures", config=charts.CONFIG, alt=alt)
        charts.explain(words, "tracking_measures")
    table = tables.rated(weights, words)
    st.subheader(table.title, anchor=False)
    st.html(facts.table(table, words))
    european.offer(view, "measures", table)


def show_systems(view: View) -> None:
    """Draw what kind of measure each of the systems is."""
    words, table = view.words, tables.placed(_weights(), view.words, view.countries)
    st.subheader(table.title, anchor=False)
    st.html(facts.table(table, words))
    st.caption(words.t("europe.effect_systems_note"))
    european.offer(view, "kinds", table)


def show_reasons(view: View) -> None:
    """Draw the reason of every score, with the source of the fact it leans on."""
    table = tables.reasons(view.words)
    with st.expander(table.title):
        st.html(facts.table(table, view.words))
        european.offer(view, "reasons", table)


def _weights() -> dict[str, int]:
    """Return what the reader said, or a link says, and the usual weights where that is no weight of every criterion."""
    said = choices.listed(NAME)
    known = {str(weight) for weight in range(effectiveness.HEAVIEST + 1)}
    if len(said) == len(effectiveness.CRITERIA) and set(said) <= known:
        return dict(zip(effectiveness.CRITERIA, map(int, said), strict=True))
    return effectiveness.usual_weights()


def _offer(weights: Mapping[str, int], words: Words) -> None:
    st.markdown(words.t("europe.effect_weights", heaviest=effectiveness.HEAVIEST))
    for name, weight in weights.items():
        st.session_state[_key(name)] = weight
        st.slider(words.t(f"europe.criterion_name.{name}"), 0, effectiveness.HEAVIEST, key=_key(name), on_change=_keep)
    if weights != effectiveness.usual_weights():
        st.button(words.t("europe.effect_equal"), type="tertiary", on_click=choices.forget, args=((NAME,),))


def _keep() -> None:
    given = {name: int(st.session_state[_key(name)]) for name in effectiveness.CRITERIA}
    is_usual = given == effectiveness.usual_weights()
    choices.choose(NAME, "" if is_usual else choices.SEPARATOR.join(map(str, given.values())))


def _key(name: str) -> str:
    return f"widget.{NAME}.{name}"


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _draw(key: str, _view: View, _rated: pd.DataFrame) -> tuple[Figure, str]:  # noqa: ARG001
    systems: dict[str, list[str]] = {}
    for system in effectiveness.SYSTEMS:
        kind = effectiveness.kind_of(system)
        if kind:
            systems.setdefault(kind.id, []).append(system)
    leaders = effectiveness.leaders(_rated)
    figure = tracking_measures.draw(_rated, _view.words, systems=systems, leaders=leaders, mode=_view.mode)
    return figure, tracking_measures.describe(_rated, _view.words, systems=systems)
