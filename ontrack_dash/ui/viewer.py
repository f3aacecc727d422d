"""Who looks: a switch in the sidebar as long as no sign-in says it."""

import re

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.ui import choices, data
from ontrack_dash.viewers import AGENCY, PUBLIC, ROLES, Viewer

CENTRE = "centre"
# An address is written by anybody, and the licence in it goes into files.
LICENCE = re.compile("[0-9]{4,20}")


def current() -> Viewer:
    """Return who looks; a centre that is not named yet sees what everybody sees."""
    role, licence = _chosen()
    if role == CENTRE:
        return Viewer(CENTRE, licence) if licence else PUBLIC
    return PUBLIC if role == PUBLIC.role else AGENCY


def may_import(who: Viewer) -> bool:
    """Tell whether this viewer may change the data."""
    return who == AGENCY


def offer(words: Words) -> None:
    """Draw the switch, and the list of centres where a centre looks."""
    role, licence = _chosen()
    st.session_state["widget.role"] = role
    st.selectbox(
        words.t("app.view_as"),
        ROLES,
        key="widget.role",
        on_change=_keep,
        format_func=lambda code: words.t(f"viewer.{code}"),
    )
    names = data.centre_names(data.current_build()) if role == CENTRE else {}
    if names:
        st.session_state["widget.licence"] = licence if licence in names else None
        st.selectbox(
            words.t("dimension.centre"),
            list(names),
            key="widget.licence",
            on_change=_keep,
            format_func=lambda code: names.get(code, code),
            placeholder=words.t("app.choose"),
        )
    st.caption(words.t(f"viewer_note.{current().role}"))


def _chosen() -> tuple[str, str]:
    """Return role and licence of the address: without one the agency looks, and an unreadable one is the public."""
    role, _, licence = (choices.chosen("view") or AGENCY.role).partition(":")
    is_known = role in ROLES and (role == CENTRE or not licence)
    return role if is_known else PUBLIC.role, licence if LICENCE.fullmatch(licence) else ""


def _keep() -> None:
    role, licence = st.session_state["widget.role"], st.session_state.get("widget.licence") or ""
    choices.choose("view", f"{role}:{licence}" if role == CENTRE else role)
    if role == CENTRE and licence:
        choices.choose("centre", licence)
