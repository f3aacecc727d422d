"""The own runs: made of saved views, changed, copied, put in another order."""

from dataclasses import replace

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.runs import LONGEST_COMMENT, LONGEST_NAME, MOST_VIEWS, Run
from ontrack_dash.store import shown
from ontrack_dash.store.shown import RUN
from ontrack_dash.ui import data, markup, present, run_files, runs_edit, runs_order, views

# Which run lies open to be changed, and how many were made: the form of the next one is empty.
OPEN, MADE = "runs.open", "runs.made"


def show(owner: str, words: Words) -> None:
    """Draw the own runs and the way to a new one."""
    st.header(words.t("views.runs"), anchor=False)
    kept = shown.runs(data.settings(), owner)
    if not kept:
        st.caption(words.t("views.no_runs"))
    for place, (number, run) in enumerate(kept.items(), start=1):
        with st.container(border=True, key=f"card.run.{number}"):
            _show_one(owner, number, run, (place, len(kept)), words)
    _offer_new(owner, words)


def _show_one(owner: str, number: int, run: Run, at: tuple[int, int], words: Words) -> None:
    key, is_open = f"run.{number}", st.session_state.get(OPEN) == number
    st.subheader(markup.plain(run.name), anchor=False)
    said = [words.plural("views.count", len(run.views)), *([run.comment] if run.comment else [])]
    st.caption(markup.plain(" · ".join(said)))
    with st.container(horizontal=True):
        st.button(
            words.t("views.present"), key=f"{key}.start", type="primary", icon=":material/slideshow:",
            disabled=not run.views, on_click=present.start, args=(str(number),),
        )  # fmt: skip
        run_files.offer(run, key, words)
        st.button(
            words.t("views.close" if is_open else "views.change"), key=f"{key}.open", icon=":material/edit:",
            on_click=_open, args=(None if is_open else number,),
        )  # fmt: skip
        if st.button(words.t("views.copy"), key=f"{key}.copy", icon=":material/content_copy:"):
            _copy(run, words)
        runs_order.offer(owner, RUN, number, at, run.name, words)
    if is_open:
        runs_edit.show(owner, number, run, words)


def _open(number: int | None) -> None:
    st.session_state[OPEN] = number


def _copy(run: Run, words: Words) -> None:
    name = words.t("views.copy_of", name=run.name)[:LONGEST_NAME]
    if views.keep(replace(run, name=name), words):
        st.rerun()


def _offer_new(owner: str, words: Words) -> None:
    """Ask for the name of a new run and the views it is made of."""
    saved, made = shown.views(data.settings(), owner), st.session_state.setdefault(MADE, 0)
    with st.expander(words.t("views.new_run"), key="runs.new"):
        name = st.text_input(words.t("views.name"), max_chars=LONGEST_NAME, key=f"runs.name.{made}")
        comment = st.text_area(words.t("views.comment"), "", 80, LONGEST_COMMENT, key=f"runs.comment.{made}")
        chosen = st.multiselect(
            words.t("views.of_views"), list(saved), key=f"runs.views.{made}", placeholder=words.t("app.choose"),
            format_func=lambda number: saved[number].name, max_selections=MOST_VIEWS,
        )  # fmt: skip
        if st.button(words.t("views.make_run"), key="runs.make", icon=":material/add:"):
            run = Run(name.strip(), tuple(saved[number] for number in chosen), comment.strip())
            if views.keep(run, words):
                st.session_state[MADE] += 1
                st.rerun()
