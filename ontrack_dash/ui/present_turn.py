"""Slides that turn by themselves, for a stand: round and round, until somebody stops them."""

import time

import streamlit as st

from ontrack_dash.ui import choices, present
from ontrack_dash.ui.present import TURN, Show

NEVER = "0"
SECONDS = (NEVER, "10", "15", "30", "60")
# How often it is looked whether the time has come.
LOOK = 1.0
PAUSED, SINCE = "present.paused", "present.since"


def offer_pause(show: Show) -> None:
    """Draw the button that stops and starts the turning, where slides turn."""
    if not _seconds():
        return
    is_paused = bool(st.session_state.get(PAUSED))
    st.button(
        show.words.t("present.go_on" if is_paused else "present.pause"),
        key="present-pause",
        icon=":material/play_arrow:" if is_paused else ":material/pause:",
        on_click=_flip,
    )


def run(show: Show) -> None:
    """Turn to the next slide when its time has come; each slide has its full time."""
    if _seconds() and not st.session_state.get(PAUSED):
        if st.session_state.get(SINCE, (0,))[0] != show.number:
            st.session_state[SINCE] = show.number, time.monotonic()
        st.fragment(_look, run_every=LOOK)(show.number, show.count)


def _look(number: int, count: int) -> None:
    if time.monotonic() - st.session_state[SINCE][1] >= _seconds():
        present.go(number % count + 1, count)
        st.rerun()


def _seconds() -> int:
    asked = choices.chosen(TURN)
    return int(asked) if asked in SECONDS else 0


def _flip() -> None:
    st.session_state[PAUSED] = not st.session_state.get(PAUSED)
    st.session_state.pop(SINCE, None)
