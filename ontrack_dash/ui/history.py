"""What happened to the data, and the way back."""

from collections.abc import Sequence

import streamlit as st

from ontrack_dash import imports
from ontrack_dash.export.listed import Listed
from ontrack_dash.export.units import MOMENT, PERSONS, TEXT
from ontrack_dash.i18n import Words
from ontrack_dash.store import state
from ontrack_dash.store.errors import NothingToUndoError
from ontrack_dash.store.state import Event
from ontrack_dash.ui import data, downloads, markup, viewer

NAME = "history"
UNDONE = "history.undone"
HEADER = ("import.history_date", "ui.happened", "import.history_file", "import.history_rows", "export.build")


def show(words: Words) -> None:
    """Draw the history, newest first, and the undo of the latest import."""
    st.header(words.t("import.history"), anchor=False)
    if UNDONE in st.session_state:
        number = st.session_state.pop(UNDONE)
        st.success(words.t("ui.undone", build=number) if number else words.t("ui.undone_all"))
    events = state.history(data.settings())
    if not events:
        st.caption(words.t("import.history_empty"))
        return
    rows = [_row(event, words) for event in events]
    header = [words.t(key) for key in HEADER]
    st.html(markup.table(header, rows, words.t("import.history"), [False, False, False, True, True]))
    build = data.current_build()
    about = downloads.describe_build(build, viewer.current(), words)
    downloads.offer_list("import_data", NAME, _list(events, header, words), words, about)
    if build:
        _offer_undo(words)


def _list(events: Sequence[Event], header: Sequence[str], words: Words) -> Listed:
    """Return the history for files."""
    rows = tuple(
        (event.happened_at, *_row(event, words)[1:3], event.details.get("rows"), event.build) for event in events
    )
    columns = tuple(zip(header, (MOMENT, TEXT, TEXT, PERSONS, PERSONS), strict=True))
    return Listed(columns, rows, terms=((words.t("import.history"), words.t("import.history_note")),))


def _row(event: Event, words: Words) -> list[str]:
    files, rows = event.details.get("names", []), event.details.get("rows")
    return [
        words.moment(event.happened_at),
        words.t(f"history.{event.action}"),
        _name(files, event.details.get("files", len(files)), words),
        "" if rows is None else words.number(rows),
        str(event.build or ""),
    ]


def _name(files: Sequence[str], count: int, words: Words) -> str:
    """Name the files of an import, of many the first."""
    names = ", ".join(files)
    more = count - len(files)
    return words.t("sentence.and_more", names=names, n=words.number(more)) if more > 0 else names


def _offer_undo(words: Words) -> None:
    with st.popover(words.t("import.undo"), icon=":material/undo:"):
        st.write(words.t("ui.undo_ask"))
        if not st.button(words.t("import.undo"), type="primary", key="undo"):
            return
        try:
            st.session_state[UNDONE] = imports.undo(data.settings())
        except NothingToUndoError:
            st.error(words.t("history.nothing_to_undo"))
            return
        st.rerun()
