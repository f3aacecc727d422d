"""What the reader chose: kept across pages, and in the address, so that a link reopens the same view."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from ontrack_dash import addresses, filtering
from ontrack_dash.addresses import PARAMETERS, PRESENTED

FILTERS = addresses.FILTERS
# A choice of its own: the build a reader looks at instead of the newest.
BUILD = "build"
NAMES = ("lang", "view", BUILD, *PARAMETERS, *PRESENTED)
ADDRESS, WITHIN = "address", "within"
# Says that a reader took a filter off on purpose, where nothing chosen means the usual value.
ALL = filtering.ALL
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
    """Put every choice into the address; `resolved` holds the usual codes where nothing was chosen.

    What is shown to a room is of that page alone, which names it: elsewhere it is forgotten.
    """
    forget([name for name in PRESENTED if name not in resolved])
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


def link(**more: str) -> str:
    """Return the address that reopens this view; `more` goes before what is in it."""
    page = (st.context.url or "").partition("?")[0]
    return f"{page}?{urlencode({**st.session_state.get(ADDRESS, {}), **more})}"


def carried() -> dict[str, str]:
    """Return what goes along to whatever page is opened: the language, and who looks."""
    return {name: chosen(name) for name in ("lang", "view") if chosen(name)}


def view() -> tuple[tuple[str, str], ...]:
    """Return what of the address is kept with a view."""
    address: dict[str, str] = st.session_state.get(ADDRESS, {})
    return tuple((name, address[name]) for name in PARAMETERS if name in address)


def _key(name: str) -> str:
    return f"chosen.{name}"


def _keep(name: str, widget: str) -> None:
    choose(name, str(st.session_state[widget] or ""))


def _flip(name: str, widget: str) -> None:
    choose(name, ON if st.session_state[widget] else "")


def _keep_list(name: str, widget: str) -> None:
    choose(name, SEPARATOR.join(st.session_state[widget]) or ALL)
