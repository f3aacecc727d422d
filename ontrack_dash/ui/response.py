"""From completion to answer: how far the answers can speak for the graduates."""

from ontrack_dash.figures import steps
from ontrack_dash.ui import charts
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.scene import Scene

NAME = "response"


def show(scene: Scene) -> None:
    """Draw the four bars."""
    ids = (*steps.STEPS, *steps.KEPT.values())
    charts.show(
        scene,
        Chart(name=NAME, figure=steps, ask=scene.ask(ids), title=scene.words.t("ui.response")),
    )
