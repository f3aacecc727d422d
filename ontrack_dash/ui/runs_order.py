"""The place of a view or a run in its list, and the way out of it."""

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.store import shown
from ontrack_dash.ui import data, markup

STEPS = (("up", -1, "arrow_upward"), ("down", 1, "arrow_downward"))


def offer(owner: str, kind: str, number: int, at: tuple[int, int], name: str, words: Words) -> None:
    """Draw up, down and remove for one of a list; `at` is its place and how many there are."""
    settings, key = data.settings(), f"{kind}.{number}"
    for direction, step, icon in STEPS:
        st.button(
            words.t(f"views.{direction}"), key=f"{key}.{direction}", icon=f":material/{icon}:",
            disabled=not 1 <= at[0] + step <= at[1],
            on_click=shown.move, args=(settings, owner, kind, number, step),
        )  # fmt: skip
    with st.popover(words.t("views.remove"), icon=":material/delete:"):
        st.write(words.t("views.remove_ask", name=markup.plain(name)))
        st.button(
            words.t("views.remove_yes"), key=f"{key}.remove", type="primary",
            on_click=shown.remove, args=(settings, owner, kind, number),
        )  # fmt: skip
