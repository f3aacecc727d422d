"""Which indicator the charts of a page show, and how it is split."""

from collections.abc import Sequence

import streamlit as st

from ontrack_dash.ui import choices
from ontrack_dash.ui.choices import ALL
from ontrack_dash.ui.scene import Scene

WIDTH, NARROW = 420, 280


def choose(scene: Scene, ids: Sequence[str]) -> str:
    """Draw the choice and return the indicator; the first one unless the reader said otherwise."""
    chosen = choices.chosen("indicator")
    current = chosen if chosen in ids else ids[0]
    st.selectbox(
        scene.words.t("ui.indicator_of_charts"),
        format_func=lambda name: scene.words.t(f"indicator.{name}.name"),
        width=WIDTH,
        **choices.bind("indicator", ids, current),
    )
    return current


def choose_with_split(scene: Scene, ids: Sequence[str], dimensions: Sequence[str]) -> tuple[str, str]:
    """Draw the choice of an indicator and of a dimension that splits it; return both, "" for no dimension."""
    with st.container(horizontal=True):
        indicator = choose(scene, ids)
        return indicator, _choose_split(scene, dimensions)


def _choose_split(scene: Scene, dimensions: Sequence[str]) -> str:
    chosen = choices.chosen("split")
    current = chosen if chosen in dimensions else ALL
    st.selectbox(
        scene.words.t("ui.split"),
        format_func=lambda name: scene.words.t("ui.no_split" if name == ALL else f"ui.by.{name}"),
        width=NARROW,
        **choices.bind("split", (ALL, *dimensions), current),
    )
    return "" if current == ALL else current
