"""A run brought in as a file: read whole and kept, or refused with the reason."""

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.ui import markup, present, run_files, views

DONE = "runs.imported"


def show(words: Words) -> None:
    """Draw the place for a file and keep the run it holds."""
    content = _ask(words)
    said = st.session_state.pop(DONE, "")
    if said:
        st.success(said)
    if content and st.button(words.t("views.bring_in"), key="runs.bring", icon=":material/upload_file:"):
        _bring(content, words)


def show_once(words: Words) -> None:
    """Draw the place for a file and show the run it holds, which is kept no longer than this visit."""
    content = _ask(words)
    if content and st.button(words.t("views.present"), key="runs.once", icon=":material/slideshow:"):
        run = run_files.read(content, words)
        if isinstance(run, str):
            st.error(markup.plain(run))
            return
        present.hold(run)
        st.rerun()


def _ask(words: Words) -> bytes:
    st.subheader(words.t("views.bring"), anchor=False)
    st.caption(words.t("views.bring_note"))
    file = st.file_uploader(words.t("views.file"), type="json", key="runs.file")
    return file.getvalue() if file else b""


def _bring(content: bytes, words: Words) -> None:
    run = run_files.read(content, words)
    if isinstance(run, str):
        st.error(markup.plain(run))
        return
    if views.keep(run, words):
        st.session_state[DONE] = words.t("views.brought", name=markup.plain(run.name))
        st.rerun()
