"""A centre against what its own mix of professions and courses lets expect."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ontrack_dash import comparisons, section
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.figures.marks import SHARES
from ontrack_dash.i18n import Words
from ontrack_dash.ui import choices, guarding, markup
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene
from ontrack_dash.viewers import Viewer

ENTRIES = 500
NAME = "mix"
# The filters under which a section gives an expected value too.
OF_SECTION = frozenset({"centre", "year", "kind"})

Row = Mapping[Any, Any]


def open_place() -> DeltaGenerator:
    """Return the place of the benchmark on the page."""
    return st.container()


def show(scene: Scene, indicator: str, place: DeltaGenerator) -> None:
    """Say what the mix lets expect and how far the centre is from it; others are told who may see that.

    Last on the page, which is whole while what is published of the country is found.
    """
    if INDICATORS[indicator].kind in SHARES:
        with place:
            _show(scene, indicator)


def _show(scene: Scene, indicator: str) -> None:
    words = scene.words
    st.header(words.t("comparison.mix_title", indicator=words.t(f"indicator.{indicator}.name")), anchor=False)
    if scene.viewer.role != "agency" and scene.viewer.licence != scene.where.get("centre"):
        st.info(words.t("comparison.mix_closed"))
        return
    st.toggle(words.t("comparison.mix_oblast"), **choices.bind_switch(NAME))
    ask, with_oblast = scene.ask((indicator,)), choices.chosen(NAME) == choices.ON
    guarding.ensure(scene.build, _eyes(scene, with_oblast=with_oblast)[0], words)
    key = f"{scene.key}|{ask}|{with_oblast}"
    sentence, table, shows = _render(key=key, _scene=scene, _ask=ask, _with_oblast=with_oblast)
    st.markdown(markup.plain(sentence))
    if table:
        st.html(table)
        st.caption(f"{shows} {words.t('comparison.mix_shows_not')}")


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _render(key: str, _scene: Scene, _ask: Ask, _with_oblast: bool) -> tuple[str, str, str]:  # noqa: ARG001
    words = _scene.words
    for viewer in _eyes(_scene, with_oblast=_with_oblast):
        rows = comparisons.case_mix(
            _scene.build.path, _ask.ids[0], _ask.codes, viewer=viewer, with_oblast=_with_oblast
        ).to_dict("records")
        if rows and not pd.isna(rows[0]["expected"]):
            same = _name_cells(viewer, words, with_oblast=_with_oblast)
            shows = words.t("comparison.mix_shows", same=same)
            return _say(rows[0], same, words), markup.pairs(_list(rows[0], words)), shows
    return words.t("comparison.mix_nothing"), "", ""


def _eyes(scene: Scene, *, with_oblast: bool) -> tuple[Viewer, ...]:
    """Return for whom the mix is worked out, the first who can be told anything: the centre, where its section says it.

    Agency and centre have that section before them when they meet. Where it says nothing, or the question is narrower
    than any it answers, the agency reads what it sees itself.
    """
    if with_oblast or {name for name, _ in scene.filters} - OF_SECTION:
        return (scene.viewer,)
    return tuple(dict.fromkeys((section.viewer_of(scene.viewer, scene.where["centre"]), scene.viewer)))


def _name_cells(viewer: Viewer, words: Words, *, with_oblast: bool) -> str:
    """Name what the others have in common with the centre: what of it is published, where it is for its eyes."""
    cells = "oblast" if with_oblast else "all" if viewer.role == "agency" else "published"
    return words.t(f"comparison.mix_same.{cells}")


def _say(row: Row, same: str, words: Words) -> str:
    is_above, is_below = row["difference_low"] > 0, row["difference_high"] < 0
    return words.t(
        f"comparison.mix_{'above' if is_above else 'below' if is_below else 'alike'}",
        value=words.percent(row["value"]),
        same=same,
        benchmark=words.percent(row["benchmark"]),
        difference=words.points(row["difference"]),
    )


def _list(row: Row, words: Words) -> list[tuple[str, str]]:
    persons = words.plural("app.persons", int(row["n"]))
    span = words.t(
        "ui.change_between", low=words.points(row["difference_low"]), high=words.points(row["difference_high"])
    )
    ratio = words.t("ui.change_between", low=words.number(row["ratio_low"], 2), high=words.number(row["ratio_high"], 2))
    texts = {
        "value": f"{words.percent(row['value'])} ({words.interval(row['low'], row['high'])}, {persons})",
        "expected": words.t(
            "comparison.mix_expected", share=words.percent(row["benchmark"]), expected=words.number(row["expected"], 1),
            persons=persons,
        ),
        "difference": f"{words.points(row['difference'])} ({span})",
        "ratio": f"{words.number(row['ratio'], 2)} ({ratio})",
        "contribution": words.t("comparison.mix_contribution", share=words.percent(row["contribution"])),
        "coarser": words.t("comparison.mix_coarser", share=words.percent(row["coarser"])),
    }  # fmt: skip
    if not row["coarser"] > 0:
        del texts["coarser"]
    return [(words.t(f"comparison.mix.{name}"), text) for name, text in texts.items()]
