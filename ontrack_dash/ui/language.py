"""Bulgarian first, English by a switch."""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import streamlit as st

from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.ui import choices

# What Streamlit itself says, under `ui.streamlit`: in English word for word, in other languages in its place.
STREAMLIT = (
    "skip", "sidebar", "collapse", "expand", "pages", "choose", "open", "help", "nothing", "upload", "add", "drop",
    "clear", "close", "menu", "remove", "limit", "file", "plus",
    "help_for", "selected", "clear_all", "select_all", "most",
    "lost", "lost_local", "lost_network", "not_found", "not_found_text", "running", "stop",
    "apply", "apply_text", "apply_text_mac", "more", "less",
)  # fmt: skip
ANY_NAME = "{}"


def current(names: Mapping[str, Mapping[str, str]] | None = None) -> Words:
    """Return the words of the language in use."""
    code = choices.chosen("lang")
    return Words(code if code in LANGUAGES else LANGUAGES[0], names or {})


def offer() -> None:
    """Draw the switch; each language is written in itself."""
    words = current()
    st.segmented_control(
        words.t("app.language"),
        format_func=_own_name,
        required=True,
        label_visibility="collapsed",
        **choices.bind("lang", LANGUAGES, words.lang),
    )


def announce(words: Words) -> None:
    """Tell the browser the language of the page, put Streamlit's own words into it, and fit what is printed to paper.

    One script for all, as each takes up room on the page.
    """
    st.html(_script(words.lang), unsafe_allow_javascript=True)


@lru_cache
def _script(lang: str) -> str:
    others = [Words(code) for code in LANGUAGES]
    words = Words(lang)
    keys = [f"ui.streamlit.{name}" for name in STREAMLIT]
    pairs = [[other.t(key, name=ANY_NAME), words.t(key, name=ANY_NAME)] for key in keys for other in others]
    function = (files("ontrack_dash.ui") / "translate.js").read_text(encoding="utf-8")
    paper = (files("ontrack_dash.ui") / "paper.js").read_text(encoding="utf-8")
    return f"<script>{paper}({function})({json.dumps(pairs)}, {json.dumps(lang)})</script>"


def _own_name(code: str) -> str:
    return Words(code).t("app.language_name")
