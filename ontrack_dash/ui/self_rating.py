"""What centres say of themselves beside what was measured: who rates itself high and measures low."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import written
from ontrack_dash.export import worked
from ontrack_dash.figures import scatter
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_filing
from ontrack_dash.ui import charts, filed_data, indicator, markup
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.reporting import Report
from ontrack_dash.ui.scene import Scene

NAME = "self_rating"
MOST = 100


@dataclass(frozen=True)
class Feed:
    """Points beside an estimate, of one report year; `known` holds the area of every question."""

    year: int
    indicator: str
    known: tuple[tuple[str, str], ...]

    def read(self, scene: Scene) -> pd.DataFrame:
        """Return the centres with points."""
        return filed_data.self_rating(scene, self.year, self.indicator)

    def more(self, scene: Scene) -> dict[str, Any]:  # noqa: ARG002
        """Return nothing more."""
        return {}


def show(report: Report, ids: Sequence[str]) -> None:
    """Draw the scatter with its cautions and the list of those to ask; nothing where no points were imported."""
    scene, words = report.scene, report.scene.words
    if report.year not in set(filed_data.ratings(scene)["year"]):
        return
    with st.container(horizontal=True):
        chosen = indicator.choose(scene, ids)
    found = filed_data.self_rating(scene, report.year, chosen)
    if found["points"].isna().all():
        st.info(of_filing.say_quadrants(found, words))
        return
    name, cohort = words.t(f"indicator.{chosen}.name"), int(found["cohort"].iloc[0])
    charts.show(
        scene,
        Chart(
            name=NAME,
            figure=scatter,
            ask=scene.ask((chosen,)),
            feed=Feed(report.year, chosen, tuple(sorted(filed_data.known_areas().items()))),
            title=words.t("report.beside", indicator=name, year=cohort),
            say=of_filing.say_quadrants,
            drill=("centre", scene.page),
            beside=charts.WORDS,
        ),
    )
    _show_looked_at(found[found["quadrant"] == scatter.LOOKED_AT], words)
    with st.expander(words.t("filing.term.caution"), expanded=True):
        st.html(markup.points(of_filing.cautions(found, words)))


def _show_looked_at(rows: pd.DataFrame, words: Words) -> None:
    """Draw the centres that rate themselves high and measure low, the surest first and of these the lowest."""
    if rows.empty:
        return
    title = words.t("report.looked_at")
    surest = rows.assign(is_rough=rows["status"] == "imprecise").sort_values(["is_rough", "is_small", "value"])
    header, listed, right = worked.written_table("scatter", surest.head(MOST), words)
    st.html(markup.heading(title) + markup.table(header, listed, title, right))
    if notes := written.notes(surest.head(MOST), words):
        st.caption(notes)
