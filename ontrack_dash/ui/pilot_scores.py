"""Scores from 1 to 5 around the middle: one tool up close, and the tools side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash.comparisons import compare_groups
from ontrack_dash.figures import diverging
from ontrack_dash.i18n import Words
from ontrack_dash.pilot_names import name_code
from ontrack_dash.sentences import of_pilot
from ontrack_dash.ui import charts, piloting
from ontrack_dash.ui import pilot_data as piloted
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.pilot_data import Pairs
from ontrack_dash.ui.piloting import Pilot
from ontrack_dash.ui.scene import Scene

COMPARED = ("difference", "difference_low", "difference_high", "is_apart")


@dataclass(frozen=True)
class Feed:
    """Scores by one dimension; of one criterion, unless it is criteria that are side by side."""

    dimension: str
    where: Pairs
    criterion: str = ""
    compares: bool = False

    def read(self, scene: Scene) -> pd.DataFrame:
        """Return a row a group, compared with the others where that is asked."""
        by = () if self.dimension == "criterion" else (self.dimension,)
        rows = piloted.scores(scene, by, self.where)
        if self.criterion:
            rows = rows[rows["criterion"] == self.criterion].reset_index(drop=True)
        compared = compare_groups(rows) if self.compares else rows.assign(**dict.fromkeys(COMPARED))
        return compared.assign(grouped=self.dimension, code=compared[self.dimension])

    def more(self, scene: Scene) -> dict[str, Any]:  # noqa: ARG002
        """Return nothing more."""
        return {}


def show_tool(pilot: Pilot) -> None:
    """Draw the tool up close: by criterion, and for one criterion by country and by round."""
    words = pilot.words
    st.header(words.t("pilot.detail"), anchor=False)
    piloting.offer_tool(pilot)
    of_tool = ("tool", pilot.tool)
    title = words.t("pilot.by_criterion", tool=name_code("tool", pilot.tool, words))
    _draw(pilot, "criteria", title, Feed("criterion", (of_tool, *pilot.where)))
    left, right = st.columns(2, gap="large")
    with left:
        _compare(pilot, "country", (of_tool, *pilot.without("country")))
        if pilot.round and not pilot.without("country"):
            st.caption(words.t("pilot.all_rounds_note"))
    with right:
        _compare(pilot, "round", (of_tool, *pilot.without("round")))
        if pilot.country and not pilot.without("round"):
            st.caption(words.t("pilot.all_countries_note"))


def show_tools(pilot: Pilot) -> None:
    """Draw all tools side by side for one criterion."""
    words = pilot.words
    st.header(words.t("pilot.beside"), anchor=False)
    piloting.offer_criterion(pilot)
    title = words.t("pilot.by_tool", criterion=name_code("criterion", pilot.criterion, words))
    _draw(pilot, "tools", title, Feed("tool", pilot.where, pilot.criterion), drill=(piloting.TOOL, pilot.scene.page))


def _compare(pilot: Pilot, dimension: str, where: Pairs) -> None:
    """Draw the groups of one dimension for the tool and criterion in view; one group alone is nothing to compare."""
    if len(pilot.contents.codes[dimension]) < len(("one", "another")):
        return
    words = pilot.words
    title = words.t(
        f"pilot.by_{dimension}",
        tool=name_code("tool", pilot.tool, words),
        criterion=name_code("criterion", pilot.criterion, words),
    )
    feed = Feed(dimension, where, pilot.criterion, compares=True)
    _draw(pilot, dimension, title, feed, say=of_pilot.say_groups, beside="")


def _draw(
    pilot: Pilot,
    name: str,
    title: str,
    feed: Feed,
    *,
    drill: tuple[str, str] | None = None,
    say: charts.Say | None = None,
    beside: str = charts.WORDS,
) -> None:
    words = pilot.words
    charts.show(
        pilot.scene,
        Chart(
            name=name,
            figure=diverging,
            ask=pilot.scene.ask(()),
            feed=feed,
            title=title,
            say=say,
            drill=drill,
            beside=beside,
            filtered=(*pilot.name(feed.where), *_criterion(feed, words)),
        ),
    )


def _criterion(feed: Feed, words: Words) -> Sequence[tuple[str, str]]:
    return [(words.t("pilot.criterion"), name_code("criterion", feed.criterion, words))] if feed.criterion else []
