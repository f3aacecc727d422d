"""What the reader chose: kept across pages, and in the address, so that a link reopens the same view."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

FILTERS = ("year", "oblast", "profession", "field", "level", "sex", "age", "funding", "kind", "wave")
# What a page of comparison is asked for beside its filters.
COMPARED = ("pool", "spread", "weights", "against", "beside", "mix")
# What the page of reports is asked for: the report year, and which reports it lists.
REPORTED = ("report", "filed")
# What the page about other countries is asked for: whom it shows, and what weighs how much.
ABROAD = ("country", "criteria")
# Which step of the handbook is read.
READ = ("step",)
# The page of tools: its part, the questionnaire and the letter in view, the plan's cohort and numbers.
TOOLS = ("part", "files", "questionnaire", "letter", "cohort", "numbers", "effort")
# What the page of pilots is asked for: whose evaluations, of which tool, on what.
PILOTED = ("pilot_tool", "pilot_round", "pilot_country", "criterion")
NAMES = (
    "lang",
    "view",
    "indicator",
    "split",
    "centre",
    *READ,
    *TOOLS,
    *ABROAD,
    *PILOTED,
    *REPORTED,
    *COMPARED,
    *FILTERS,
)
ADDRESS, WITHIN = "address", "within"
# Says that a reader took a filter off on purpose, where nothing chosen means the usual value.
ALL = "all"
ON = "on"
SEPARATOR = "."


def chosen(name: str) -> str:
    """Return a choice, or nothing."""
    return str(st.session_state.get(_key(name), ""))


def choose(name: str, code: str) -> None:
    """Keep a choice for every page; nothing takes it back."""
    st.session_state[_key(name)] = code


def forget(names: Sequence[str]) -> None:
    """Take choices back."""
    for name in names:
        choose(name, "")


def bind(name: str, options: Sequence[str], code: str) -> dict[str, Any]:
    """Return what ties a widget to a choice: its options, a key that holds the code, the callback that keeps it.

    A widget's own state is lost with its page, so the choice lives under a key of its own.
    """
    widget = f"widget.{name}"
    st.session_state[widget] = code if code in options else None
    return {"options": options, "key": widget, "on_change": _keep, "args": (name, widget)}


def bind_switch(name: str) -> dict[str, Any]:
    """Return what ties a switch to a choice that is on or nothing."""
    widget = f"widget.{name}"
    st.session_state[widget] = chosen(name) == ON
    return {"key": widget, "on_change": _flip, "args": (name, widget)}


def bind_list(name: str, options: Sequence[str], codes: Sequence[str]) -> dict[str, Any]:
    """Return what ties a widget of several codes to a choice that holds them one after the other."""
    widget = f"widget.{name}"
    st.session_state[widget] = list(codes)
    return {"options": options, "key": widget, "on_change": _keep_list, "args": (name, widget)}


def listed(name: str) -> tuple[str, ...]:
    """Return the codes of a choice of several."""
    return tuple(code for code in chosen(name).split(SEPARATOR) if code)


def read_address() -> None:
    """Take choices from a link, or from the browser's back button; a change of page leaves the address bare."""
    address = st.query_params.to_dict()
    if address and address != st.session_state.get(ADDRESS):
        for name in NAMES:
            choose(name, address.get(name, ""))


def write_address(resolved: Mapping[str, str]) -> None:
    """Put every choice into the address; `resolved` holds the usual codes where nothing was chosen."""
    choices = {name: resolved.get(name) or chosen(name) for name in NAMES}
    address = {name: code for name, code in choices.items() if code}
    st.session_state[ADDRESS] = address
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)


def address(**changed: str) -> dict[str, str]:
    """Return the address of this view with some choices changed, for links within a page.

    Such a link leaves the browser's own address as it is unless the page writes another than the link says.
    """
    return {**st.session_state.get(ADDRESS, {}), **changed, WITHIN: ON}


def link() -> str:
    """Return the address that reopens this view."""
    page = (st.context.url or "").partition("?")[0]
    return f"{page}?{urlencode(st.session_state.get(ADDRESS, {}))}"


def _key(name: str) -> str:
    return f"chosen.{name}"


def _keep(name: str, widget: str) -> None:
    choose(name, str(st.session_state[widget] or ""))


def _flip(name: str, widget: str) -> None:
    choose(name, ON if st.session_state[widget] else "")


def _keep_list(name: str, widget: str) -> None:
    choose(name, SEPARATOR.join(st.session_state[widget]) or ALL)
