"""Which area of the self-assessment each question belongs to: the files do not say, so somebody says it once."""

import streamlit as st

from ontrack_dash.fields import VOCABULARIES, fold
from ontrack_dash.i18n import Words
from ontrack_dash.store import areas
from ontrack_dash.ui import data, filed_data, markup
from ontrack_dash.ui.reporting import Report

CODES = (*VOCABULARIES[areas.TOPIC], areas.NONE)


def show(report: Report) -> None:
    """Draw every scored question with its area; open as long as one has none."""
    words, asked = report.scene.words, filed_data.questions(report.scene)
    if not asked:
        return
    known = filed_data.known_areas()
    left = sum(fold(question) not in known for question in asked)
    st.header(words.t("report.areas"), anchor=False)
    st.caption(words.plural("report.areas_left", left) if left else words.t("report.areas_done"))
    with st.expander(words.plural("report.areas_questions", len(asked)), expanded=bool(left)):
        for number, question in enumerate(asked):
            _ask(words, question, known.get(fold(question), areas.NONE), f"area.{number}")


def _ask(words: Words, question: str, area: str, key: str) -> None:
    st.session_state[key] = area
    st.selectbox(
        markup.plain(question),
        CODES,
        key=key,
        format_func=lambda code: words.t(f"area.{code}"),
        on_change=_keep,
        args=(question, key),
    )


def _keep(question: str, key: str) -> None:
    areas.save(data.settings(), question, str(st.session_state[key]))
