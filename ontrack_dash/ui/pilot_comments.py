"""What a pilot teaches, and what people wrote: comments by theme, for the agency alone."""

import pandas as pd
import streamlit as st

from ontrack_dash.comparisons import compare_rounds
from ontrack_dash.i18n import Words
from ontrack_dash.pilot_names import name_code
from ontrack_dash.sentences import of_pilot
from ontrack_dash.ui import downloads, markup, tables
from ontrack_dash.ui import pilot_data as piloted
from ontrack_dash.ui.piloting import Pilot

COMMENTS = "comments"


def show_lessons(pilot: Pilot) -> None:
    """Say what follows from the numbers, by rule."""
    scene, words = pilot.scene, pilot.words
    judged, themes = piloted.verdicts(scene, pilot.where), piloted.themes(scene, pilot.where)
    # Of one country the public learns nothing round by round, and what holds for all of them is no lesson of it.
    of_rounds = tuple(pair for pair in pilot.where if pair[0] != "round")
    changes = compare_rounds(piloted.scores(scene, ("tool", "round"), of_rounds))
    st.header(words.t("pilot.lessons"), anchor=False)
    said = of_pilot.lessons(judged, changes, themes, words)
    st.html(markup.points(said) or markup.said(words.t("pilot.no_lessons")))
    st.caption(words.t("pilot.lessons_note"))


def show(pilot: Pilot) -> None:
    """Draw the comments of the tool in view, counted by theme and as they were entered; nothing for others."""
    scene, words = pilot.scene, pilot.words
    if scene.viewer.role != "agency":
        return
    st.header(words.t("pilot.comments"), anchor=False)
    written = piloted.comments(scene, pilot.where).assign(status="value")
    if written.empty:
        st.info(words.t("pilot.no_comments"))
        return
    st.html(_list_themes(piloted.themes(scene, pilot.where), words))
    with st.container(horizontal=True, key=f"tools-{scene.page}-{COMMENTS}"):
        downloads.offer(scene, COMMENTS, written, scene.ask(()), COMMENTS, pilot.name(pilot.where))
    st.caption(words.t("pilot.comments_note"))
    of_tool = written[written["tool"] == pilot.tool]
    if len(of_tool):
        title = words.t("pilot.comments_on", tool=name_code("tool", pilot.tool, words))
        with st.expander(f"{title} ({words.number(len(of_tool))})"):
            tables.show(scene, title, of_tool, f"{scene.key}|{COMMENTS}|{pilot.where}|{pilot.tool}", COMMENTS)


def _list_themes(counted: pd.DataFrame, words: Words) -> str:
    """Return a table of tools with the number of comments and what they are about."""
    header = [words.t(f"pilot.{name}") for name in ("tool", "comments_n", "about")]
    rows = [
        [
            name_code("tool", str(tool), words),
            words.number(rows["of"].iloc[0]),
            of_pilot.list_themes(rows, words),
        ]
        for tool, rows in counted.groupby("tool", sort=False)
    ]
    return markup.table(header, rows, words.t("pilot.comments"), [False, True, False])
