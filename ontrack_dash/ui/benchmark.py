"""A centre against what its own mix of professions and courses lets expect."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import comparisons
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.figures.marks import SHARES
from ontrack_dash.i18n import Words
from ontrack_dash.ui import choices, markup
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene

ENTRIES = 500
NAME = "mix"

Row = Mapping[Any, Any]


def show(scene: Scene, indicator: str) -> None:
    """Say what the mix lets expect and how far the centre is from it; others are told who may see that."""
    if INDICATORS[indicator].kind not in SHARES:
        return
    words = scene.words
    st.header(words.t("comparison.mix_title", indicator=words.t(f"indicator.{indicator}.name")), anchor=False)
    if scene.viewer.role != "agency" and scene.viewer.licence != scene.where.get("centre"):
        st.info(words.t("comparison.mix_closed"))
        return
    st.toggle(words.t("comparison.mix_oblast"), **choices.bind_switch(NAME))
    ask, with_oblast = scene.ask((indicator,)), choices.chosen(NAME) == choices.ON
    same = _name_cells(scene, with_oblast=with_oblast)
    sentence, table = _render(key=f"{scene.key}|{ask}|{with_oblast}", _scene=scene, _ask=ask, _with_oblast=with_oblast)
    st.markdown(markup.plain(sentence))
    if table:
        st.html(table)
        st.caption(f"{words.t('comparison.mix_shows', same=same)} {words.t('comparison.mix_shows_not')}")


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _render(key: str, _scene: Scene, _ask: Ask, _with_oblast: bool) -> tuple[str, str]:  # noqa: ARG001
    words = _scene.words
    rows = comparisons.case_mix(
        _scene.build.path, _ask.ids[0], _ask.codes, viewer=_scene.viewer, with_oblast=_with_oblast
    ).to_dict("records")
    if not rows or pd.isna(rows[0]["expected"]):
        return words.t("comparison.mix_nothing"), ""
    same = _name_cells(_scene, with_oblast=_with_oblast)
    return _say(rows[0], same, words), markup.pairs(_list(rows[0], words))


def _name_cells(scene: Scene, *, with_oblast: bool) -> str:
    """Name what the others have in common with the centre: what of it is published, where a centre looks."""
    cells = "oblast" if with_oblast else "all" if scene.viewer.role == "agency" else "published"
    return scene.words.t(f"comparison.mix_same.{cells}")


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
