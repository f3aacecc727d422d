"""The saved views of a reader: opened, shown, changed, put in another order."""

from dataclasses import replace

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.runs import LONGEST_COMMENT, LONGEST_NAME, LONGEST_NOTES, Run, View
from ontrack_dash.store import shown
from ontrack_dash.store.shown import VIEW
from ontrack_dash.ui import data, markup, navigation, present, run_files, runs_order, views


def show(owner: str, words: Words) -> None:
    """Draw the saved views."""
    st.header(words.t("views.own"), anchor=False)
    kept = shown.views(data.settings(), owner)
    if not kept:
        st.caption(words.t("views.none", save=words.t("views.save")))
    for place, (number, view) in enumerate(kept.items(), start=1):
        _show_one(owner, number, view, (place, len(kept)), words)


def _show_one(owner: str, number: int, view: View, at: tuple[int, int], words: Words) -> None:
    key = f"view.{number}"
    with st.container(border=True, key=f"card.{key}"):
        st.markdown(f"**{markup.plain(view.name)}**")
        st.caption(views.say(view, words))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                words.t("views.present"), key=f"{key}.start", icon=":material/slideshow:",
                on_click=present.start, args=(f"{present.SINGLE}{number}",),
            )  # fmt: skip
            st.page_link(
                navigation.path_of(view.page), label=words.t("views.open"), icon=":material/open_in_new:",
                query_params=views.address(view),
            )  # fmt: skip
            run_files.offer_file(Run(view.name, (view,), view.comment), key, words)
            runs_order.offer(owner, VIEW, number, at, view.name, words)
            with st.popover(words.t("views.change"), icon=":material/edit:"):
                changed = ask(view, key, words)
                if st.button(words.t("app.save"), key=f"{key}.save", type="primary") and views.keep(
                    changed, words, number
                ):
                    st.rerun()


def ask(view: View, key: str, words: Words) -> View:
    """Draw the fields of what a person says of a view and return it as it stands there."""
    name = st.text_input(words.t("views.name"), view.name, LONGEST_NAME, key=f"{key}.name")
    comment = st.text_area(words.t("views.comment"), view.comment, 80, LONGEST_COMMENT, key=f"{key}.comment")
    notes = st.text_area(words.t("views.notes"), view.notes, 120, LONGEST_NOTES, key=f"{key}.notes")
    return replace(view, name=name.strip(), comment=comment.strip(), notes=notes.strip())
