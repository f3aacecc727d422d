"""One indicator by the groups of a dimension: dots with their intervals."""

import pandas as pd

from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.figures import dots
from ontrack_dash.i18n import UNKNOWN
from ontrack_dash.ui import charts
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.scene import Scene

MOST = 25


def show(scene: Scene, indicator: str, dimension: str, *, page: str = "", highlight: str = "") -> None:
    """Draw the groups; a click filters by the group and opens `page`, this one where none is named."""
    words = scene.words
    name = words.t(f"indicator.{indicator}.name")
    charts.show(
        scene,
        Chart(
            name=f"by-{dimension}",
            figure=dots,
            ask=scene.ask((indicator,), dimension),
            title=words.t("ui.groups", indicator=name, by=words.t(f"ui.by.{dimension}")),
            prepare=largest_first,
            most=MOST,
            options={"by": dimension, **({"highlight": highlight} if highlight else {})},
            drill=(dimension, page or scene.page),
            least=2,
        ),
    )


def largest_first(estimates: pd.DataFrame) -> pd.DataFrame:
    """Sort the groups so that the largest are drawn where there are more than a reader can take in."""
    return keep_known(estimates).sort_values("n", ascending=False, na_position="last", kind="stable")


def keep_known(estimates: pd.DataFrame) -> pd.DataFrame:
    """Leave out groups that are unknown or have no data."""
    grouped = next(name for name in estimates.columns if name in DIMENSIONS)
    return estimates[(estimates[grouped].astype(str) != UNKNOWN) & (estimates["status"] != "no_data")]
