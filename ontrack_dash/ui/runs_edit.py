"""One own run laid open: its name, and its views, each a copy that can be changed without touching the saved one."""

from dataclasses import replace

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.runs import LONGEST_COMMENT, LONGEST_NAME, MOST_VIEWS, Run, View
from ontrack_dash.store import shown
from ontrack_dash.ui import data, markup, runs_views, views
from ontrack_dash.ui.runs_order import STEPS


def show(owner: str, number: int, run: Run, words: Words) -> None:
    """Draw the fields of a run and the list of its views."""
    key = f"run.{number}"
    name = st.text_input(words.t("views.name"), run.name, LONGEST_NAME, key=f"{key}.name")
    comment = st.text_area(words.t("views.comment"), run.comment, 80, LONGEST_COMMENT, key=f"{key}.comment")
    changed = replace(run, name=name.strip(), comment=comment.strip())
    if st.button(words.t("app.save"), key=f"{key}.save", icon=":material/save:") and views.keep(changed, words, number):
        st.rerun()
    for place in range(len(run.views)):
        _show_view(owner, number, run, place, words)
    _offer_more(owner, number, run, words)


def _show_view(owner: str, number: int, run: Run, place: int, words: Words) -> None:
    view, key = run.views[place], f"run.{number}.{place}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"row.{key}"):
        with st.container(width="stretch"):
            st.markdown(f"{place + 1}. **{markup.plain(view.name)}**")
            st.caption(views.say(view, words))
        for direction, step, icon in STEPS:
            st.button(
                words.t(f"views.{direction}"), key=f"{key}.{direction}", icon=f":material/{icon}:",
                disabled=not 0 <= place + step < len(run.views),
                on_click=_keep, args=(owner, number, run, moved(run.views, place, step)),
            )  # fmt: skip
        st.button(
            words.t("views.remove"), key=f"{key}.remove", icon=":material/delete:",
            on_click=_keep, args=(owner, number, run, run.views[:place] + run.views[place + 1 :]),
        )  # fmt: skip
        with st.popover(words.t("views.change"), icon=":material/edit:"):
            # A key of the place alone would hand the fields of one view to the one that comes into its place.
            changed = runs_views.ask(view, f"{key}.{hash(view)}", words)
            listed = (*run.views[:place], changed, *run.views[place + 1 :])
            if st.button(words.t("app.save"), key=f"{key}.save", type="primary"):
                _change(number, replace(run, views=listed), changed, words)


def _change(number: int, run: Run, changed: View, words: Words) -> None:
    problem = views.find_problem(changed, words)
    if problem:
        st.error(problem)
    elif views.keep(run, words, number):
        st.rerun()


def moved(listed: tuple[View, ...], place: int, step: int) -> tuple[View, ...]:
    """Return the views with one of them a step earlier or later."""
    order = shown.reorder(tuple(range(len(listed))), place, step)
    return tuple(listed[one] for one in order)


def _keep(owner: str, number: int, run: Run, listed: tuple[View, ...]) -> None:
    shown.save(data.settings(), owner, replace(run, views=listed), number)


def _offer_more(owner: str, number: int, run: Run, words: Words) -> None:
    """Offer the saved views that may be put at the end."""
    saved = shown.views(data.settings(), owner)
    if not saved or len(run.views) >= MOST_VIEWS:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            words.t("views.add"), list(saved), key=f"run.{number}.more", index=None,
            placeholder=words.t("app.choose"), format_func=lambda one: saved[one].name,
        )  # fmt: skip
        if st.button(words.t("views.add_one"), key=f"run.{number}.add", icon=":material/add:") and chosen:
            _keep(owner, number, run, (*run.views, saved[chosen]))
            st.rerun()
