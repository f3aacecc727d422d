"""The second window: what the speaker reads. It follows the window in which the slides are shown."""

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from ontrack_dash.ui import markup, present
from ontrack_dash.ui.present import Show

# How often it is looked whether the slide was turned.
LOOK = 1.0


def show(of: Show) -> None:
    """Draw the slide and its notes, and beside them the next one and the clock."""
    number = min(present.rooms().get(of.room, of.number), of.count)
    words, slide = of.words, of.deck.slides[number - 1]
    st.html(f"<style>{LOOKS}</style>")
    st.title(words.t("present.notes_title", number=number, count=of.count), anchor=False)
    left, right = st.columns((3, 2), gap="large")
    with left:
        st.html(_picture(of, number))
        st.subheader(words.t("present.to_say"), anchor=False)
        lines = slide.notes.splitlines() or [words.t("present.no_notes")]
        st.html("".join(f'<p class="od-notes">{escape(line)}</p>' for line in lines if line.strip()))
    with right:
        st.fragment(_follow, run_every=LOOK)(of, number)
        st.subheader(words.t("present.then"), anchor=False)
        if number < of.count:
            st.html(_picture(of, number + 1))
        else:
            st.html(markup.said(words.t("present.end")))


LOOKS = """
.od-slide { width: 100%; border: 1px solid rgb(128 128 128 / 0.5); display: block; }
.stApp .od-notes { font-size: 1.35rem; line-height: 1.5; margin: 0 0 0.6rem; }
.stApp .od-clock { font-size: 2.5rem; font-variant-numeric: tabular-nums; margin: 0; }
"""


def _follow(of: Show, number: int) -> None:
    """Say the time, and begin again when another slide is shown."""
    if min(present.rooms().get(of.room, number), of.count) != number:
        st.rerun()
    zone = st.context.timezone
    now = datetime.now(ZoneInfo(zone)) if zone else datetime.now().astimezone()
    st.html(f'<p class="od-clock">{now:%H:%M:%S}</p>')
    if of.room not in present.rooms():
        st.caption(of.words.t("present.alone"))


def _picture(of: Show, number: int) -> str:
    slide = of.deck.slides[number - 1]
    return f'<img class="od-slide" src="{of.picture(number)}" alt="{escape(slide.headline)}">'
