"""What becomes of graduates: shares of one whole."""

from ontrack_dash.catalogue import members
from ontrack_dash.figures import stack
from ontrack_dash.ui import charts, groups
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.scene import Scene

GROUP = "destinations"


def show(scene: Scene, dimension: str = "") -> None:
    """Draw one bar, or one a group of a dimension."""
    words = scene.words
    by = words.t(f"ui.by.{dimension}") if dimension else ""
    charts.show(
        scene,
        Chart(
            name=f"{GROUP}-{dimension}" if dimension else GROUP,
            figure=stack,
            ask=scene.ask(members(GROUP), dimension or ()),
            title=words.t("ui.destinations", by=by).strip(),
            prepare=groups.keep_known if dimension else None,
            options={"by": dimension} if dimension else {},
            least=len(members(GROUP)) + 1 if dimension else 1,
        ),
    )
