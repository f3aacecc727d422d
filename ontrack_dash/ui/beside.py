"""Up to six centres side by side over several indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import comparisons
from ontrack_dash.catalogue import RULES
from ontrack_dash.figures import side_by_side
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.ui import charts, choices, comparing, data
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.comparing import Standing
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene

NAME = "beside"
# So many of the largest centres stand beside one's own as long as nobody chose others.
USUAL = 3


@dataclass(frozen=True)
class Beside:
    """The rows of some centres; feeds a chart."""

    ask: Ask
    centres: tuple[str, ...]

    def read(self, scene: Scene) -> pd.DataFrame:
        """Return the estimates of the centres."""
        ask = self.ask
        return comparisons.side_by_side(
            scene.build.path, ask.ids, self.centres, ask.codes, viewer=scene.viewer, weighting=ask.weighting
        )

    def more(self, scene: Scene) -> Mapping[str, Any]:  # noqa: ARG002
        """Return nothing more."""
        return {}


def show(scene: Scene, standing: Standing, ids: Sequence[str]) -> None:
    """Draw the choice of centres and their indicators."""
    centres = _choose(scene, standing)
    if not centres:
        return
    ask = scene.ask(ids, comparing.DIMENSION, purpose="comparison", weighting=standing.ask.weighting)
    charts.show(
        scene,
        Chart(
            name=NAME,
            figure=side_by_side,
            ask=ask,
            feed=Beside(ask, centres),
            title=scene.words.t("comparison.beside_title"),
            options={"highlight": comparing.highlighted(scene)},
            drill=(comparing.DIMENSION, "centre"),
            beside=charts.WORDS,
        ),
    )


def _choose(scene: Scene, standing: Standing) -> tuple[str, ...]:
    words, most = scene.words, RULES["comparison"]["most_beside"]
    names = data.centre_names(scene.build)
    chosen = tuple(code for code in choices.listed(NAME) if code in names)[:most]
    if not chosen and choices.chosen(NAME) != choices.ALL:
        chosen = _usual(scene, standing)
    st.multiselect(
        words.t("comparison.beside_choose", most=most),
        format_func=lambda code: names.get(code, code),
        placeholder=words.t("app.choose"),
        max_selections=most,
        **choices.bind_list(NAME, list(names), chosen),
    )
    return chosen


def _usual(scene: Scene, standing: Standing) -> tuple[str, ...]:
    """Return one's own centre and the largest ones that are shown."""
    rows = standing.read(scene)
    shown = rows[rows["status"].isin(SHOWN)].sort_values("n", ascending=False, kind="stable")
    own = [code for code in [comparing.highlighted(scene)] if code in set(rows["centre"])]
    return tuple(dict.fromkeys([*own, *shown["centre"].head(USUAL)]))
