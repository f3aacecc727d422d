"""What a file cannot say itself: its kind, year, centre and wave, oblasti of settlements, the sense of questions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from ontrack_dash import imports
from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import LAYOUTS, VOCABULARIES
from ontrack_dash.i18n import Words
from ontrack_dash.intake.draft import Draft, Options
from ontrack_dash.intake.places import find_settlement
from ontrack_dash.store import state
from ontrack_dash.ui import data, mapping

SAID, SAVED = "upload.said", "upload.saved"
MOST_SETTLEMENTS = 20
WIDTH = 420
# Findings that only ask for what the file cannot say.
ASKING = ("kind_ambiguous", "option_missing", "mapping_missing")


def source_of(draft: Draft) -> str:
    """Return the file a draft came from: an archive, where it came in one."""
    return draft.name.partition("/")[0]


def given(source: str) -> Options:
    """Return what was said of a file so far."""
    return Options(**st.session_state.get(SAID, {}).get(source, {}))


def is_all_that_stops(draft: Draft) -> bool:
    """Tell whether nothing is wrong with a file but that it leaves questions open."""
    errors = draft.findings.loc[draft.findings["severity"] == "error", "rule"]
    return bool(errors.isin(ASKING).all())


def saved_answers() -> str:
    """Name the state of answers that are kept for all files."""
    return str(st.session_state.get(SAVED, 0))


def forget() -> None:
    """Drop what was said of files that are done with."""
    st.session_state.pop(SAID, None)


def show(words: Words, source: str, drafts: Sequence[Draft]) -> None:
    """Draw the questions about one file; those answered stay, so that an answer can be mended."""
    said = st.session_state.get(SAID, {}).get(source, {})
    layouts = [LAYOUTS[kind] for draft in drafts for kind in ((draft.kind,) if draft.kind else draft.candidates)]
    asked = {name for draft in drafts for name in draft.asks} | set(said)
    optional = {name for layout in layouts for name in layout.optional_ask}
    with st.container(horizontal=True):
        if "kind" in asked or any(draft.kind is None and draft.match for draft in drafts):
            _ask_kind(words, source, drafts)
        if "year" in asked | optional:
            _ask_year(words, source)
        if "centre" in asked | optional:
            _ask_centre(words, source)
        if "wave" in asked | optional:
            waves = tuple(map(int, VOCABULARIES["wave"]))
            _choose(words, source, "wave", waves, lambda wave: words.label("wave", wave))
    _ask_oblasti(words, drafts)
    for draft in drafts:
        if draft.match and draft.match.layout and draft.match.layout.questions:
            mapping.show(words, draft, _count_saved)


def _ask_kind(words: Words, source: str, drafts: Sequence[Draft]) -> None:
    fitting = tuple(dict.fromkeys(kind for draft in drafts for kind in draft.candidates if not LAYOUTS[kind].chosen))
    every = sorted(LAYOUTS, key=lambda kind: not LAYOUTS[kind].chosen)
    _choose(words, source, "kind", fitting or tuple(every), lambda kind: words.t(f"file_kind.{kind}"))


def _ask_year(words: Words, source: str) -> None:
    years = tuple(reversed(range(RULES["years"]["first"], date.today().year + 1)))
    _choose(words, source, "year", years, str)


def _ask_centre(words: Words, source: str) -> None:
    """Ask for a centre of the register, or for its licence as long as there is no register of real centres."""
    build = data.current_build()
    names = data.centre_names(build)
    if names and build and not build.is_demo:
        _choose(words, source, "centre", tuple(names), lambda licence: f"{names[licence]} ({licence})")
        return
    key = f"ask.{source}.centre"
    st.text_input(
        words.t("import.ask_centre"), key=key, on_change=_say, args=(source, "centre", key), width=WIDTH,
        placeholder=words.t("field.licence"),
    )  # fmt: skip


def _choose(words: Words, source: str, name: str, options: Sequence[Any], label: Any) -> None:
    key = f"ask.{source}.{name}"
    st.selectbox(
        words.t("import.kind" if name == "kind" else f"import.ask_{name}"),
        options,
        index=None,
        key=key,
        format_func=label,
        placeholder=words.t("app.choose"),
        on_change=_say,
        args=(source, name, key),
        width=WIDTH,
    )


def _say(source: str, name: str, key: str) -> None:
    said = st.session_state.setdefault(SAID, {}).setdefault(source, {})
    said[name] = st.session_state[key] or None


def _ask_oblasti(words: Words, drafts: Sequence[Draft]) -> None:
    """Ask for the oblast of each settlement whose name several oblasti have; the answer is kept for later files."""
    found = dict.fromkeys(
        str(name)
        for draft in drafts
        for name in draft.findings.loc[draft.findings["rule"] == "settlement_ambiguous", "value"].dropna()
    )
    with st.container(horizontal=True):
        for name in list(found)[:MOST_SETTLEMENTS]:
            key = f"ask.settlement.{name}"
            st.selectbox(
                words.t("import.ask_oblast", value=name),
                find_settlement(name),
                index=None,
                key=key,
                format_func=lambda code: words.label("oblast", code),
                placeholder=words.t("app.choose"),
                on_change=_save_oblast,
                args=(name, key),
                width=WIDTH,
            )


def _save_oblast(name: str, key: str) -> None:
    state.save(data.settings(), imports.SETTLEMENTS, name, st.session_state[key])
    _count_saved()


def _count_saved() -> None:
    st.session_state[SAVED] = st.session_state.get(SAVED, 0) + 1
