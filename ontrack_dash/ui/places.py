"""Where: the tile map of the oblasti with its table beside it."""

from ontrack_dash.figures import tiles
from ontrack_dash.ui import charts
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.scene import Scene

NAME = "places"
DIMENSION = "oblast"


def show(scene: Scene, indicator: str) -> None:
    """Draw one indicator by oblast; a click filters by the oblast."""
    words, chosen = scene.words, scene.where.get(DIMENSION)
    charts.show(
        scene,
        Chart(
            name=NAME,
            figure=tiles,
            ask=scene.ask((indicator,), DIMENSION),
            title=words.t("ui.groups", indicator=words.t(f"indicator.{indicator}.name"), by=words.t("ui.by.oblast")),
            options={"highlight": chosen} if chosen else {},
            drill=(DIMENSION, scene.page),
            beside=charts.TABLE,
        ),
    )
