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
from ontrack_dash.ui.scene import Scene

NAME = "profile"
DIMENSION = "centre"


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
    words, estimates = scene.words, scene.publish(scene.ask(ids))
    shown = estimates[estimates["status"].isin(SHOWN) & estimates["low"].notna() & estimates["benchmark"].notna()]
    if shown.empty:
        return
    apart = (shown["low"] > shown["benchmark"]) | (shown["high"] < shown["benchmark"])
    lines = [_say(shown.loc[[row]], words) for row in shown.index[apart]]
    alike = [words.t(f"indicator.{name}.short") for name in shown.loc[~apart, "indicator"]]
    if alike:
        lines.append(words.t("ui.alike", names=", ".join(alike)))
    st.header(words.t("ui.differences"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in lines))


def _say(row: pd.DataFrame, words: Words) -> str:
    name = words.t(f"indicator.{row['indicator'].iloc[0]}.name")
    return f"**{name}.** {sentences.comparison(row, words)}"
