"""The points centres give themselves, by area of the self-assessment and over years."""

from dataclasses import dataclass

import pandas as pd

from ontrack_dash.figures import areas
from ontrack_dash.ui import charts, filed_data
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.reporting import Report
from ontrack_dash.ui.scene import Scene

NAME = "areas"


@dataclass(frozen=True)
class Feed:
    """Points by area and year; `known` holds the area of every question, which may be said anew at any time."""

    centre: str
    known: tuple[tuple[str, str], ...]

    def read(self, scene: Scene) -> pd.DataFrame:
        """Return the middle of the points of all centres, or those of one."""
        return filed_data.by_area(scene, self.centre)

    def more(self, scene: Scene) -> dict[str, object]:  # noqa: ARG002
        """Return nothing more."""
        return {}


def show(report: Report) -> None:
    """Draw the areas over years, of all centres or of the one in view; nothing where no points were imported."""
    scene = report.scene
    if not report.sees_filings or filed_data.by_area(scene, report.licence).empty:
        return
    charts.show(
        scene,
        Chart(
            name=NAME,
            figure=areas,
            ask=scene.ask(()),
            feed=Feed(report.licence, tuple(sorted(filed_data.known_areas().items()))),
            title=scene.words.t("report.points_own" if report.licence else "report.points_all"),
            beside=charts.WORDS,
        ),
    )
