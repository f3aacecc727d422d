"""One indicator over completion years, beside the figures of others where the definition agrees."""

import streamlit as st

from ontrack_dash import references
from ontrack_dash.catalogue import RULES
from ontrack_dash.figures import trend
from ontrack_dash.ui import charts, groups
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.scene import Scene

NAME = "trend"


def show(scene: Scene, indicator: str, split: str = "") -> None:
    """Draw the trend under the filters of the page but the year, one line a group of `split`."""
    words = scene.words
    ask = scene.ask((indicator,), ("year", split) if split else "year", purpose="comparison")
    first = scene.publish(ask)["year"].min()
    outside = references.lines(indicator, int(first)) if first == first else None
    charts.show(
        scene,
        Chart(
            name=NAME,
            figure=trend,
            ask=ask,
            beside=charts.WORDS,
            title=words.t("ui.groups", indicator=words.t(f"indicator.{indicator}.name"), by=words.t("ui.by.year")),
            prepare=groups.keep_known if split else None,
            options={"by": split} if split else {},
            fixed={
                "references": outside,
                "targets": references.targets(indicator),
                "breaks": tuple(RULES["years"]["series_breaks"]),
            },
        ),
    )
    if outside is not None:
        st.caption(f"{words.t('reference.eurostat.source')} {words.t(f'indicator.{indicator}.limits')}")
