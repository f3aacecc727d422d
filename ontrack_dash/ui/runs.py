"""The list of what can be shown to a room: the ready runs, the own ones, the own views."""

from collections.abc import Mapping

import streamlit as st

from ontrack_dash import slides
from ontrack_dash.i18n import Words
from ontrack_dash.runs import Run
from ontrack_dash.ui import (
    choices,
    data,
    decks,
    language,
    markup,
    present,
    run_files,
    runs_import,
    runs_own,
    runs_views,
    viewer,
    views,
)
from ontrack_dash.ui.present import OF_CENTRE

WIDTH = 380


def show() -> None:
    """Draw the lists."""
    words = language.current({"centre": data.centre_names(data.newest_build())})
    _show_ready(words)
    owner = views.owner()
    if not owner:
        st.info(words.t("views.public_list"))
        runs_import.show_once(words)
        return
    runs_own.show(owner, words)
    runs_views.show(owner, words)
    runs_import.show(words)


def _show_ready(words: Words) -> None:
    st.header(words.t("present.ready"), anchor=False)
    for name in slides.ready_runs():
        with st.container(border=True, key=f"ready-{name}"):
            centre = _choose_centre(words) if name == OF_CENTRE else ""
            if name != OF_CENTRE or centre:
                _show_one(name, slides.ready_run(name, words, centre=centre), words)


def _show_one(name: str, run: Run, words: Words) -> None:
    st.subheader(markup.plain(run.name), anchor=False)
    if run.comment:
        st.caption(markup.plain(run.comment))
    with st.container(horizontal=True):
        st.button(
            words.t("views.present"), key=f"start.{name}", type="primary", icon=":material/slideshow:",
            on_click=present.start, args=(name,),
        )  # fmt: skip
        run_files.offer(run, name, words)
        if views.owner() and st.button(words.t("views.take"), key=f"take.{name}", icon=":material/content_copy:"):
            _take(run, words)


def _take(run: Run, words: Words) -> None:
    if views.keep(run, words):
        st.rerun()


def _choose_centre(words: Words) -> str:
    """Return the centre the run is of: the one that looks, or the chosen one."""
    own = viewer.current().licence
    names = data.centre_names(data.newest_build())
    if own:
        choices.choose(OF_CENTRE, own)
        return own if own in names else ""
    chosen = choices.chosen(OF_CENTRE)
    centre = chosen if chosen in names else ""
    st.subheader(words.t("present.of_centre"), anchor=False)
    ripe = decks.ripe_centres()
    st.selectbox(
        words.t("dimension.centre"),
        format_func=lambda code: _name_centre(code, names, ripe, words),
        placeholder=words.t("app.choose"),
        width=WIDTH,
        **choices.bind(OF_CENTRE, sorted(names, key=lambda code: -ripe.get(code, 0)), centre),
    )
    return centre


def _name_centre(code: str, names: dict[str, str], ripe: Mapping[str, int], words: Words) -> str:
    """Name a centre, and say where there is little to show of it."""
    name = names.get(code, code)
    return f"{name} ({words.t('slides.protected')})" if ripe and code not in ripe else name
