"""Filters: kept across pages, in the address, and repeated in the title."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from ontrack_dash import filtering
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.i18n import UNKNOWN, Words
from ontrack_dash.store.builds import Build
from ontrack_dash.store.register import Contents
from ontrack_dash.ui import choices, data, markup, views
from ontrack_dash.ui.choices import ALL
from ontrack_dash.ui.data import Ask
from ontrack_dash.viewers import Viewer

# Kinds of course are different things: they are never put together.
NEVER_POOLED = ("kind",)
IN_SIGHT = 3
ENTRIES = 500
WIDTHS = {"year": 120, "oblast": 200, "centre": 300, "level": 200}
USUAL_WIDTH = 260
NOTHING_CHOSEN = {"wave": "ui.own_wave", "year": "app.all"}
IN_ORDER_OF_CODE = ("kind", "level", "wave", "age")


def resolve(names: Sequence[str], build: Build, viewer: Viewer, contents: Contents) -> dict[str, str]:
    """Return the code each filter stands at for this reader, "" for all."""
    latest = partial(_latest_answered, build, viewer)
    return filtering.resolve(names, choices.chosen, contents, latest, viewer.licence or "")


def offer(resolved: Mapping[str, str], words: Words, contents: Contents, subject: str = "") -> None:
    """Draw the filters: the first ones in sight, the others behind a button; what a page is about has no „all“."""
    shown, hidden = list(resolved)[:IN_SIGHT], list(resolved)[IN_SIGHT:]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="filters"):
        for name in shown:
            with st.container(width=WIDTHS.get(name, USUAL_WIDTH), key=f"filter-{name}"):
                _offer(name, resolved, words, contents, subject)
        if hidden:
            with st.popover(words.t("app.more_filters"), icon=":material/tune:"):
                for name in hidden:
                    _offer(name, resolved, words, contents, subject)
        taken = [name for name in resolved if name != subject and choices.chosen(name)]
        if taken:
            clear = words.t("ui.clear")
            st.button(clear, type="tertiary", icon=":material/close:", on_click=choices.forget, args=(taken,))
        offer_link(words)


def offer_link(words: Words) -> None:
    """Draw what is done with this view: its address sent, itself kept and shown to a room."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content", key="view"):
        with st.popover(words.t("app.share"), type="tertiary", icon=":material/link:"):
            st.caption(words.t("app.share_note"))
            markup.show_address(choices.link())
        views.offer(words)


def _latest_answered(build: Build, viewer: Viewer) -> str:
    """Return the latest cohort whose answers one may see, nothing where there is none."""
    found: str = _latest(key=f"{data.key_of(build)}|{viewer}", _build=build, _viewer=viewer)
    return found


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _latest(key: str, _build: Build, _viewer: Viewer) -> str:  # noqa: ARG001
    answered = data.publish(_build, _viewer, Ask(("employed_rate",), ("year",)))
    years = answered.loc[answered["status"].isin(SHOWN), "year"]
    return str(years.max()) if len(years) else ""


def _offer(name: str, resolved: Mapping[str, str], words: Words, contents: Contents, subject: str) -> None:
    codes = _options(name, words, contents, resolved.get("field", ""))
    offered = codes if name in (*NEVER_POOLED, subject) else (ALL, *codes)
    nothing = words.t(NOTHING_CHOSEN.get(name, f"dimension_all.{name}"))
    st.selectbox(
        words.t("ui.cohort" if name == "year" else f"dimension.{name}"),
        format_func=lambda code: nothing if code == ALL else words.label(name, code),
        placeholder=words.t("app.choose"),
        **choices.bind(name, offered, resolved[name] or ALL),
    )


def _options(name: str, words: Words, contents: Contents, field: str) -> tuple[str, ...]:
    """Return the codes present in the data: newest year first, names in their order, the unknown last."""
    codes = contents.codes[name]
    if name == "centre":
        codes = tuple(code for code in codes if code != UNKNOWN)
    if name == "profession" and field:
        codes = tuple(code for code in codes if filtering.field_of(code) == field)
    if name == "year":
        return tuple(reversed(codes))
    if name in IN_ORDER_OF_CODE:
        return codes
    return tuple(sorted(codes, key=lambda code: (code == UNKNOWN, words.label(name, code))))
