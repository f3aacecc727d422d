"""How evaluations hang together: time, response, reliability and agreement, tool by tool."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash.figures import minutes
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.ui import charts, downloads, tables
from ontrack_dash.ui import pilot_data as piloted
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.pilot_data import Pairs
from ontrack_dash.ui.piloting import Pilot
from ontrack_dash.ui.scene import Scene

EVALUATIONS, AGREEMENT = "evaluations", "agreement"


@dataclass(frozen=True)
class Feed:
    """Minutes of the questionnaires, with what each promises, or of the other tools: minutes and hours apart."""

    where: Pairs
    of_forms: bool

    def read(self, scene: Scene) -> pd.DataFrame:
        """Return a row a tool."""
        rows = piloted.evaluations(scene, self.where)
        promised = rows["tool"].map({name: float(form.minutes) for name, form in INSTRUMENTS.items()})
        return rows.assign(promised=promised)[promised.notna() == self.of_forms].reset_index(drop=True)

    def more(self, scene: Scene) -> dict[str, Any]:  # noqa: ARG002
        """Return nothing more."""
        return {}


def show_time(pilot: Pilot) -> None:
    """Draw how long tools take: questionnaires on the left, the others on the right."""
    for place, of_forms in zip(st.columns(2, gap="large"), (True, False), strict=True):
        with place:
            _show_minutes(pilot, Feed(pilot.where, of_forms))


def _show_minutes(pilot: Pilot, feed: Feed) -> None:
    """Draw the minutes of some tools; nothing where nobody said any, but for what is hidden, which says so."""
    rows = feed.read(pilot.scene)
    if not (rows["minutes_n"].fillna(0).any() or (rows["status"] == "protected").any()):
        return
    name = "forms" if feed.of_forms else "others"
    charts.show(
        pilot.scene,
        Chart(
            name=name,
            figure=minutes,
            ask=pilot.scene.ask(()),
            feed=feed,
            title=pilot.words.t(f"pilot.time_{name}"),
            filtered=pilot.name(pilot.where),
        ),
    )


def show(pilot: Pilot) -> None:
    """Draw response, empty scores, reliability and agreement as a table, and agreement on the tools."""
    scene, words = pilot.scene, pilot.words
    _show_table(pilot, EVALUATIONS, words.t("pilot.practice"), piloted.evaluations(scene, pilot.where))
    on_tools = piloted.agreement_on_tools(scene, pilot.where)
    if on_tools["status"].isin(["value", "protected"]).any():
        _show_table(pilot, AGREEMENT, words.t("pilot.on_tools"), on_tools)
        st.caption(words.t("pilot.on_tools_note"))


def _show_table(pilot: Pilot, kind: str, title: str, rows: pd.DataFrame) -> None:
    scene = pilot.scene
    st.header(title, anchor=False)
    tables.show(scene, title, rows, f"{scene.key}|{kind}|{pilot.where}", kind)
    with st.container(horizontal=True, key=f"tools-{scene.page}-{kind}"):
        downloads.offer(scene, kind, rows, scene.ask(()), kind, pilot.name(pilot.where))
