"""Which tools are practical: the finding, a tile a tool with its reasons, and the same as a table."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import written
from ontrack_dash.i18n import Words
from ontrack_dash.pilot_names import name_code
from ontrack_dash.pilots import CRITERIA
from ontrack_dash.sentences import of_pilot
from ontrack_dash.ui import downloads, markup, tables
from ontrack_dash.ui import pilot_data as piloted
from ontrack_dash.ui.piloting import Pilot

NAME = "verdicts"

Row = Mapping[Any, Any]


def show(pilot: Pilot) -> None:
    """Draw the finding, the tiles, and the table they are drawn of."""
    scene, words = pilot.scene, pilot.words
    judged = piloted.verdicts(scene, pilot.where)
    st.html(f'<p class="od-finding">{escape(of_pilot.finding(judged, words))}</p>')
    st.header(words.t("pilot.verdicts"), anchor=False)
    st.html(_tiles(judged, words))
    with st.expander(words.t("pilot.as_table")):
        tables.show(scene, words.t("pilot.verdicts"), judged, f"{scene.key}|{NAME}|{pilot.where}", NAME)
    with st.container(horizontal=True, key=f"tools-{scene.page}-{NAME}"):
        downloads.offer(scene, NAME, judged, scene.ask(()), NAME, pilot.name(pilot.where))


def _tiles(judged: pd.DataFrame, words: Words) -> str:
    tiles = "".join(_tile(row, words) for row in judged.to_dict("records"))
    return f'<div class="od-tiles od-tiles-{len(judged)}">{tiles}</div>'


def _tile(row: Row, words: Words) -> str:
    title, verdict = name_code("tool", row["tool"], words), of_pilot.name_verdict(row, words)
    said = "".join(f"<p>{escape(line)}</p>" for line in _lines(row, words))
    return (
        f'<section class="od-tile" aria-label="{escape(title)}"><h2>{escape(title)}</h2>'
        f'<p class="od-value od-word od-verdict">{escape(verdict)}</p>{said}{_why(row, words)}</section>'
    )


def _lines(row: Row, words: Words) -> list[str]:
    """Say how many criteria are reached, which is weakest, and of how many evaluations."""
    if row["verdict"] == "protected":
        return []
    people = written.qualify(words.plural("pilot.evaluations", row["n"]), "value", row["is_small"], words)
    if row["weakest"] is None or bool(pd.isna(row["weakest"])):
        return [people]
    return [
        words.t("pilot.reached", reached=row["reached"], all=len(CRITERIA)),
        words.t(
            "pilot.weakest",
            criterion=name_code("criterion", row["weakest"], words),
            share=of_pilot.write_share(row["value"], words),
            interval=words.interval(row["low"], row["high"]),
        ),
        people,
    ]


def _why(row: Row, words: Words) -> str:
    said = of_pilot.say_reasons([*row["reasons"], *row["reservations"]], words)
    if not said:
        return ""
    return f"<details><summary>{escape(words.t('pilot.why'))}</summary>{markup.points(said)}</details>"
