"""One centre across indicators, beside its benchmark and the other centres."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from ontrack_dash import sentences
from ontrack_dash.figures import spine
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.i18n import Words
from ontrack_dash.ui import charts
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene

NAME = "profile"
DIMENSION = "centre"
ENTRIES = 500


def show(scene: Scene, ids: Sequence[str]) -> None:
    """Draw the spine; the rows of other centres come as published, whoever looks."""
    charts.show(
        scene,
        Chart(
            name=NAME,
            figure=spine,
            ask=scene.ask(ids),
            title=scene.words.t("ui.profile"),
            others={"others": scene.ask(ids, DIMENSION)},
            beside=charts.WORDS,
        ),
    )


def show_differences(scene: Scene, ids: Sequence[str]) -> None:
    """Say which indicators differ from the benchmark by more than chance, and which do not."""
    ask = scene.ask(ids)
    said = _compare(key=f"{scene.key}|{ask}", _scene=scene, _ask=ask)
    if said:
        st.header(scene.words.t("ui.differences"), anchor=False)
        st.markdown(said)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _compare(key: str, _scene: Scene, _ask: Ask) -> str:  # noqa: ARG001
    words, estimates = _scene.words, _scene.publish(_ask)
    shown = estimates[estimates["status"].isin(SHOWN) & estimates["low"].notna() & estimates["benchmark"].notna()]
    apart = (shown["low"] > shown["benchmark"]) | (shown["high"] < shown["benchmark"])
    lines = [_say(shown.loc[[row]], words) for row in shown.index[apart]]
    alike = [words.t(f"indicator.{name}.short") for name in shown.loc[~apart, "indicator"]]
    if alike:
        lines.append(words.t("ui.alike", names=", ".join(alike)))
    return "\n".join(f"- {line}" for line in lines)


def _say(row: pd.DataFrame, words: Words) -> str:
    name = words.t(f"indicator.{row['indicator'].iloc[0]}.name")
    return f"**{name}.** {sentences.comparison(row, words)}"
