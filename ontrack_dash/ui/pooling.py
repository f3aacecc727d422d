"""Cohorts put together by a button: the chosen one and up to three before it."""

import streamlit as st

from ontrack_dash.catalogue import RULES
from ontrack_dash.comparisons import pooled_years
from ontrack_dash.store.register import Contents
from ontrack_dash.ui import choices
from ontrack_dash.ui.scene import Scene

NAME = "pool"
COUNTS = tuple(str(count) for count in range(1, RULES["comparison"]["most_years"] + 1))


def window(year: str, contents: Contents) -> tuple[str, ...]:
    """Return the codes of the cohorts that are put together, none where one alone or all are looked at."""
    count = choices.chosen(NAME)
    if not year or count not in COUNTS[1:]:
        return ()
    return pooled_years(year, int(count), contents.codes["year"])


def offer(scene: Scene) -> None:
    """Draw the button; over all years there is nothing to choose."""
    if not scene.where.get("year"):
        return
    words, chosen = scene.words, choices.chosen(NAME)
    st.segmented_control(
        words.t("comparison.pool"),
        required=True,
        help=words.t("comparison.pool_help"),
        **choices.bind(NAME, COUNTS, chosen if chosen in COUNTS else COUNTS[0]),
    )
