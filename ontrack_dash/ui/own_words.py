"""What the centre writes itself: saved by a button, kept between visits, taken over from the year before on request."""

from collections.abc import Mapping

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.intake.personal_data import holds_personal_data
from ontrack_dash.section.model import TEXTS
from ontrack_dash.store import authored
from ontrack_dash.ui import data, markup, section_preview
from ontrack_dash.ui.reporting import Report

# About three pages: more belongs into a document of its own.
MOST = 8_000
HEIGHT = 160
SAVED = "own.saved"


def show(report: Report) -> None:
    """Draw the fields for the centre itself, for others what it wrote."""
    if not report.may_write:
        section_preview.show_apart(report, (section_preview.OWN,))
        return
    words, kept = report.scene.words, _kept(report, report.year)
    st.subheader(words.t("report.own"), anchor=False)
    st.caption(words.t("report.own_note"))
    written = {part: _ask(report, part, kept.get(part, "")) for part in TEXTS}
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = st.button(words.t("report.own_save"), key="own.save", type="primary", icon=":material/save:")
        _offer_earlier(report, written)
        _say_state(report, words, is_kept=all(kept.get(part, "") == text for part, text in written.items()))
    if wanted:
        _save(report, written)


def _kept(report: Report, year: int) -> dict[str, str]:
    return authored.texts(data.settings(), report.licence, year)


def _ask(report: Report, part: str, kept: str) -> str:
    """Draw a field; what stands in it outlives a visit to another page, saved or not.

    A field nobody wrote in since follows what was saved in another window.
    """
    draft, widget, begun = _key(report, part), f"widget.{_key(report, part)}", _begun(report, part)
    now = st.session_state.setdefault(widget, st.session_state.setdefault(draft, kept))
    if now == st.session_state.setdefault(begun, kept):
        st.session_state[widget] = st.session_state[begun] = kept
    label = report.scene.words.t(f"report.own_part.{part}")
    st.session_state[draft] = st.text_area(label, key=widget, max_chars=MOST, height=HEIGHT)
    return str(st.session_state[draft]).strip()


def _key(report: Report, part: str) -> str:
    return f"own.{report.licence}.{report.year}.{part}"


def _begun(report: Report, part: str) -> str:
    """Name the saved text somebody began to write from."""
    return f"begun.{_key(report, part)}"


def _offer_earlier(report: Report, written: Mapping[str, str]) -> None:
    """Offer the texts of the year before for the fields that are still empty."""
    earlier = {part: text for part, text in _kept(report, report.year - 1).items() if not written.get(part, "")}
    if earlier:
        label = report.scene.words.t("report.own_earlier", year=report.year - 1)
        st.button(label, key="own.earlier", icon=":material/history:", on_click=_fill, args=(report, earlier))


def _fill(report: Report, texts: Mapping[str, str]) -> None:
    for part, text in texts.items():
        st.session_state[f"widget.{_key(report, part)}"] = text


def _say_state(report: Report, words: Words, *, is_kept: bool) -> None:
    if st.session_state.pop(SAVED, None) == (report.licence, report.year):
        st.markdown(f":material/check: {words.t('report.saved')}")
    elif not is_kept:
        st.caption(words.t("report.unsaved"))


def _save(report: Report, written: Mapping[str, str]) -> None:
    words = report.scene.words
    personal = [words.t(f"report.own_part.{part}") for part, text in written.items() if holds_personal_data(text)]
    if personal:
        st.error(words.t("report.personal", fields=", ".join(personal)))
        return
    if _has_changed_meanwhile(report, written):
        return
    for part, text in written.items():
        authored.save_text(data.settings(), report.licence, report.year, part, text)
        st.session_state[_begun(report, part)] = text
    st.session_state[SAVED] = (report.licence, report.year)
    st.rerun()


def _has_changed_meanwhile(report: Report, written: Mapping[str, str]) -> bool:
    """Show what another window saved since; whoever has read it and saves again, means to replace it."""
    words, kept = report.scene.words, _kept(report, report.year)
    begun = {part: st.session_state[_begun(report, part)] for part in written}
    other = [part for part, text in written.items() if kept.get(part, "") not in (begun[part], text)]
    if not other:
        return False
    st.error(words.t("report.changed"))
    st.html(markup.pairs((words.t(f"report.own_part.{part}"), kept.get(part, "")) for part in other))
    for part in other:
        st.session_state[_begun(report, part)] = kept.get(part, "")
    return True
