"""One indicator over completion years, beside the figures of others where the definition agrees."""

from html import escape

import streamlit as st

from ontrack_dash import references, responses
from ontrack_dash.catalogue import RULES
from ontrack_dash.figures import trend
from ontrack_dash.sentences import of_response
from ontrack_dash.ui import charts, groups
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene

NAME = "trend"
ENTRIES = 500


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


def show_test(scene: Scene, indicator: str, split: str = "") -> None:
    """Say whether the share goes up or down by more than chance.

    Nothing is said of lines split by groups: of several tests some come out by chance alone.
    """
    if not split:
        ask = scene.ask((indicator,), "year", purpose="comparison")
        said = _say_test(key=f"{scene.key}|{ask}", _scene=scene, _ask=ask)
        st.html(f'<p class="od-said">{escape(said)}</p>')


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _say_test(key: str, _scene: Scene, _ask: Ask) -> str:  # noqa: ARG001
    found = responses.trend_test(_scene.build.path, _ask.ids[0], _ask.codes, viewer=_scene.viewer)
    return of_response.say_trend(found, _scene.words)
