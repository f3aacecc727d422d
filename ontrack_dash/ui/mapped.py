"""What the mapping study of the European Union counted, and what its description says."""

from functools import lru_cache
from html import escape

import streamlit as st

from ontrack_dash import tracking
from ontrack_dash.export import abroad
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_tracking
from ontrack_dash.ui import european, facts, markup
from ontrack_dash.ui.european import View

NAME = "mapping"


def show_finding(view: View) -> None:
    """Say in one sentence how others track, with its source."""
    st.html(_finding(view.words.lang))


def show(view: View) -> None:
    """Draw the counts of the study as tiles, its statements, and what they do not say."""
    words = view.words
    st.header(words.t("europe.mapping"), anchor=False)
    st.html(_study(words.lang))
    st.caption(words.t("europe.mapping_limit"))
    european.offer(view, NAME, abroad.counted(words))


@lru_cache
def _finding(lang: str) -> str:
    words, found = Words(lang), tracking.mapping().iloc[0]
    origin = facts.source(found["source_url"], found["retrieved"], words)
    return f'<p class="od-finding">{escape(of_tracking.say_mapping(words))} {origin}</p>'


@lru_cache
def _study(lang: str) -> str:
    words = Words(lang)
    rows = tracking.mapping().assign(
        origin=lambda table: [
            facts.source(address, day, words)
            for address, day in zip(table["source_url"], table["retrieved"], strict=True)
        ]
    )
    counted, said = rows[rows["value"].notna()], rows[rows["value"].isna()]
    tiles = [
        (words.t(f"europe.count_name.{row['finding']}"), words.number(row["value"]), row["origin"])
        for row in counted.to_dict("records")
    ]
    statements = zip(said[f"text_{lang}"], said["origin"], strict=True)
    return facts.tiles(tiles) + markup.heading(words.t("europe.mapping_said")) + facts.statements(statements)
