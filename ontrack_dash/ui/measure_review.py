"""Looking back on the measures of the year before: where their indicator stood, where it stands, what came out."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.i18n import Words
from ontrack_dash.intake.personal_data import holds_personal_data
from ontrack_dash.store import authored
from ontrack_dash.store.authored import Measure
from ontrack_dash.ui import data, markup, measure_card, sections
from ontrack_dash.ui.reporting import Report

SAVED = "review.saved"
ARROW = "\N{RIGHTWARDS ARROW}"


def show(report: Report) -> None:
    """Draw each measure of the year before with its step and the field for its result."""
    words, year = report.scene.words, report.year - 1
    listed = authored.measures(data.settings(), report.licence, (year,))
    if not listed:
        return
    with st.container(border=True):
        st.markdown(f"**{words.t('report.review', year=year)}**")
        moved = _say_progress(report)
        judged = [_ask(words, measure, f"review.{report.licence}.{year}.{place}", moved.get(place, ""))
                  for place, measure in enumerate(listed)]  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center"):
            wanted = st.button(words.t("report.review_save"), key="review.save", icon=":material/save:")
            if st.session_state.pop(SAVED, None) == (report.licence, year):
                st.markdown(f":material/check: {words.t('report.saved')}")
            elif tuple(judged) != listed:
                st.caption(words.t("report.unsaved"))
        if wanted:
            _save(report, year, judged)


def _ask(words: Words, measure: Measure, key: str, moved: str) -> Measure:
    st.html(markup.pairs([(measure.measure, " · ".join(filter(None, (measure.owner, moved))))]))
    left, right = st.columns([1, 3])
    with left:
        step = measure_card.ask_step(words, measure.step, key)
    with right:
        result = measure_card.ask_result(words, measure.result, key)
    return replace(measure, step=step, result=result)


def _say_progress(report: Report) -> dict[int, str]:
    """Say of each measure, by its place, from where to where its indicator went."""
    words = report.scene.words
    rows = sections.compose(report).progress.to_dict("records")
    return {int(row["measure"]): _say(words, {str(name): cell for name, cell in row.items()}) for row in rows}


def _say(words: Words, row: dict[str, object]) -> str:
    indicator = str(row["indicator"])
    values = []
    for when in ("before", "after"):
        status = str(row[f"{when}_status"])
        shown = words.value(indicator, row[when]) if status in SHOWN else words.t(f"status.{status}")  # type: ignore[arg-type]
        values.append(words.t("report.in_cohort", value=shown, year=row[f"{when}_year"]))
    return f"{words.t(f'indicator.{indicator}.name')}: {f' {ARROW} '.join(values)}"


def _save(report: Report, year: int, judged: Sequence[Measure]) -> None:
    words = report.scene.words
    if any(holds_personal_data(measure.result) for measure in judged):
        st.error(words.t("report.personal", fields=words.t("report.measure.result")))
        return
    authored.save_measures(data.settings(), report.licence, year, judged)
    # On the page of their own year they would still stand as they were, and be saved over these.
    st.session_state.pop(measure_card.draft_key(report.licence, year), None)
    st.session_state[SAVED] = (report.licence, year)
    st.rerun()
