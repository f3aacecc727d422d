"""Filters: kept across pages, in the address, and repeated in the title."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import streamlit as st

from ontrack_dash.fields import reference
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.i18n import UNKNOWN, Words
from ontrack_dash.store.builds import Build
from ontrack_dash.store.register import Contents
from ontrack_dash.ui import choices, data, markup
from ontrack_dash.ui.choices import ALL
from ontrack_dash.ui.data import Ask
from ontrack_dash.viewers import Viewer

# Kinds of course are different things: they are never put together.
NEVER_POOLED = ("kind",)
USUAL_KIND = "full"
IN_SIGHT = 3
ENTRIES = 500
WIDTHS = {"year": 120, "oblast": 200, "centre": 300, "level": 200}
USUAL_WIDTH = 260
NOTHING_CHOSEN = {"wave": "ui.own_wave", "year": "app.all"}
IN_ORDER_OF_CODE = ("kind", "level", "wave", "age")


def resolve(names: Sequence[str], build: Build, viewer: Viewer, contents: Contents) -> dict[str, str]:
    """Return the code each filter stands at, "" for all; what a link names and the data do not hold is left out."""
    resolved = {name: _resolve(name, build, viewer, contents) for name in names}
    if resolved.get("profession") and resolved.get("field") not in (None, "", field_of(resolved["profession"])):
        resolved["profession"] = ""
    return resolved


def describe(where: Mapping[str, str], words: Words, contents: Contents, years: Sequence[str] = ()) -> str:
    """Say the filters in words, for the title; `years` are the cohorts put together."""
    pooled = words.t("app.cohorts", first=years[0], last=years[-1]) if len(years) > 1 else ""
    return " · ".join(
        pooled if pooled and name == "year" else _say(name, code, words, contents)
        for name, code in where.items()
        if code or name == "year"
    )


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
    """Draw the button that shows the address of this view."""
    with st.popover(words.t("app.share"), type="tertiary", icon=":material/link:"):
        st.caption(words.t("app.share_note"))
        markup.show_address(choices.link())


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    table = reference("professions")
    return dict(zip(table["profession_code"], table["field_code"], strict=True))


def field_of(profession: str) -> str:
    """Return the field a profession belongs to."""
    return _fields().get(profession, UNKNOWN)


def _resolve(name: str, build: Build, viewer: Viewer, contents: Contents) -> str:
    code, present = choices.chosen(name), contents.codes[name]
    if code in present:
        return code
    if name == "kind":
        return USUAL_KIND if USUAL_KIND in present else next(iter(present), "")
    if name == "year" and code != ALL:
        return _latest_answered(build, viewer, contents)
    return viewer.licence or "" if name == "centre" else ""


def _latest_answered(build: Build, viewer: Viewer, contents: Contents) -> str:
    """Return the latest cohort whose answers one may see, or the latest of all."""
    key = f"{data.key_of(build)}|{viewer}"
    return _latest(key=key, _build=build, _viewer=viewer) or max(contents.codes["year"], default="")


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _latest(key: str, _build: Build, _viewer: Viewer) -> str:  # noqa: ARG001
    answered = data.publish(_build, _viewer, Ask(("employed_rate",), ("year",)))
    years = answered.loc[answered["status"].isin(SHOWN), "year"]
    return str(years.max()) if len(years) else ""


def _say(name: str, code: str, words: Words, contents: Contents) -> str:
    if name == "year" and not code:
        years = contents.codes["year"]
        return words.t("app.cohorts", first=min(years, default=""), last=max(years, default=""))
    return words.t("app.cohort", year=code) if name == "year" else words.label(name, code)


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
        codes = tuple(code for code in codes if field_of(code) == field)
    if name == "year":
        return tuple(reversed(codes))
    if name in IN_ORDER_OF_CODE:
        return codes
    return tuple(sorted(codes, key=lambda code: (code == UNKNOWN, words.label(name, code))))
