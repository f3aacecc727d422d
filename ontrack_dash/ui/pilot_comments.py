"""What a pilot teaches, and what people wrote: comments by theme, for the agency alone."""

import streamlit as st

from ontrack_dash.comparisons import compare_rounds
from ontrack_dash.pilot_names import name_code
from ontrack_dash.sentences import of_pilot
from ontrack_dash.ui import downloads, markup, tables
from ontrack_dash.ui import pilot_data as piloted
from ontrack_dash.ui.piloting import Pilot

COMMENTS = "comments"


def show_lessons(pilot: Pilot) -> None:
    """Say what follows from the numbers, by rule."""
    words = pilot.words
    st.header(words.t("pilot.lessons"), anchor=False)
    said = _say_lessons(key=_key(pilot), _pilot=pilot)
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
    st.html(_list_themes(key=_key(pilot), _pilot=pilot))
    with st.container(horizontal=True, key=f"tools-{scene.page}-{COMMENTS}"):
        downloads.offer(scene, COMMENTS, written, scene.ask(()), COMMENTS, pilot.name(pilot.where))
    st.caption(words.t("pilot.comments_note"))
    of_tool = written[written["tool"] == pilot.tool]
    if len(of_tool):
        title = words.t("pilot.comments_on", tool=name_code("tool", pilot.tool, words))
        with st.expander(f"{title} ({words.number(len(of_tool))})"):
            tables.show(scene, title, of_tool, f"{scene.key}|{COMMENTS}|{pilot.where}|{pilot.tool}", COMMENTS)


def _key(pilot: Pilot) -> str:
    return f"{pilot.scene.key}|{pilot.where}"


@st.cache_resource(show_spinner=False, max_entries=piloted.ENTRIES)
def _say_lessons(key: str, _pilot: Pilot) -> list[str]:  # noqa: ARG001
    scene, where = _pilot.scene, _pilot.where
    # Of one country the public learns nothing round by round, and what holds for all of them is no lesson of it.
    of_rounds = tuple(pair for pair in where if pair[0] != "round")
    changes = compare_rounds(piloted.scores(scene, ("tool", "round"), of_rounds))
    return of_pilot.lessons(piloted.verdicts(scene, where), changes, piloted.themes(scene, where), _pilot.words)


@st.cache_resource(show_spinner=False, max_entries=piloted.ENTRIES)
def _list_themes(key: str, _pilot: Pilot) -> str:  # noqa: ARG001
    """Return a table of tools with the number of comments and what they are about."""
    counted, words = piloted.themes(_pilot.scene, _pilot.where), _pilot.words
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
