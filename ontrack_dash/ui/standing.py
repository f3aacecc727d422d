"""Where centres stand: the funnel, and the centres in their order."""

import pandas as pd

from ontrack_dash.figures import caterpillar, funnel
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.ui import charts, comparing, groups
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.comparing import Order, Standing
from ontrack_dash.ui.scene import Scene

MOST = 25
PAGE = "centre"


def show_funnel(scene: Scene, standing: Standing) -> None:
    """Draw the centres against the limits of chance; a click opens the page of a centre."""
    name = scene.words.t(f"indicator.{standing.indicator}.name")
    charts.show(
        scene,
        Chart(
            name="funnel",
            figure=funnel,
            ask=standing.ask,
            feed=standing,
            title=scene.words.t("comparison.funnel_title", indicator=name),
            prepare=different_first,
            options={"highlight": comparing.highlighted(scene)},
            drill=(comparing.DIMENSION, PAGE),
            beside=charts.WORDS,
        ),
    )


def show_order(scene: Scene, standing: Standing) -> None:
    """Draw the largest centres in their order, raw and shrunken, with the places they may stand at."""
    name = scene.words.t(f"indicator.{standing.indicator}.name")
    charts.show(
        scene,
        Chart(
            name="order",
            figure=caterpillar,
            ask=standing.ask,
            feed=Order(standing.ask, standing.spread, standing.reference),
            title=scene.words.t("comparison.order_title", indicator=name),
            prepare=largest_shown,
            most=MOST,
            options={"highlight": comparing.highlighted(scene)},
            drill=(comparing.DIMENSION, PAGE),
            least=2,
            beside=charts.WORDS,
        ),
    )


def largest_shown(estimates: pd.DataFrame) -> pd.DataFrame:
    """Keep the centres that have a value, largest first; the table of the funnel has all."""
    return groups.largest_first(estimates[estimates["status"].isin(SHOWN)])


def different_first(estimates: pd.DataFrame) -> pd.DataFrame:
    """Sort centres so that the most unlikely stand first and those without a value last."""
    return estimates.sort_values("p", na_position="last", kind="stable")
