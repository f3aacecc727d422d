"""Improvement measures: what was found, what is done about it, by whom and when, and how far it has come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.intake.personal_data import holds_personal_data
from ontrack_dash.store import authored
from ontrack_dash.store.authored import Measure
from ontrack_dash.ui import data, markup, measure_card, measure_review, section_preview, sections
from ontrack_dash.ui.measure_card import texts
from ontrack_dash.ui.reporting import Report

# A card a measure: a grid cuts sentences off, has no labels for those who hear it, and is English inside.
MOST = 20
SAVED = "measures.saved"


@dataclass
class Draft:
    """The measures of a year as they stand on the page, saved or not; a number of its own tells each apart."""

    rows: dict[int, Measure]
    given: int = 0
    # What was saved when they were begun.
    begun: tuple[Measure, ...] = ()

    def __post_init__(self) -> None:
        self.given, self.begun = len(self.rows), tuple(self.rows.values())

    def add(self, measure: Measure) -> None:
        """Put one at the end, under a number none had before: a field remembers what stood in it."""
        self.rows[self.given] = measure
        self.given += 1

    def remove(self, number: int) -> None:
        """Take one out."""
        del self.rows[number]

    @property
    def written(self) -> dict[int, Measure]:
        """Return those that say anything, by their place on the page."""
        places = enumerate(self.rows.values(), start=1)
        return {place: measure for place, measure in places if any(texts(measure))}


def show(report: Report) -> None:
    """Draw the measures of the year before to be looked back on and those of this year; for others, the list."""
    if not report.may_write:
        section_preview.show_apart(report, (section_preview.MEASURES,))
        return
    words = report.scene.words
    st.subheader(words.t("report.measures"), anchor=False)
    st.caption(words.t("report.measures_note"))
    measure_review.show(report)
    draft = _draft(report)
    for place, number in enumerate(tuple(draft.rows), start=1):
        draft.rows[number] = _show_one(report, draft, number, place)
    with st.container(horizontal=True, vertical_alignment="center"):
        wants = bool(draft.rows or _kept(report)) and st.button(
            words.t("report.measures_save"), key="measures.save", type="primary", icon=":material/save:"
        )
        _offer_more(report, draft)
        _say_state(report, words, draft)
    if wants:
        _save(report, draft)


def _draft(report: Report) -> Draft:
    key = measure_card.draft_key(report.licence, report.year)
    if key not in st.session_state:
        st.session_state[key] = Draft(dict(enumerate(_kept(report))))
    draft: Draft = st.session_state[key]
    return draft


def _kept(report: Report) -> tuple[Measure, ...]:
    return authored.measures(data.settings(), report.licence, (report.year,))


def _key(report: Report, number: int) -> str:
    return f"measure.{report.licence}.{report.year}.{number}"


def _show_one(report: Report, draft: Draft, number: int, place: int) -> Measure:
    words, key = report.scene.words, _key(report, number)
    with st.container(border=True, key=f"card.{key}"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{words.t('report.measure.number', n=place)}**")
            st.button(
                words.t("report.measure.remove"), key=f"{key}.remove", type="tertiary", icon=":material/delete:",
                on_click=draft.remove, args=(number,),
            )  # fmt: skip
        return measure_card.ask(words, draft.rows[number], key, sections.indicators(report))


def _offer_more(report: Report, draft: Draft) -> None:
    """Offer an empty measure, and one for each finding no measure stands for yet."""
    words = report.scene.words
    if len(draft.rows) >= MOST:
        return
    st.button(
        words.t("report.measure.add"), key="measures.add", icon=":material/add:",
        on_click=draft.add, args=(Measure(report.year, "", ""),),
    )  # fmt: skip
    taken = {measure.finding for measure in draft.rows.values()}
    left = {text: name for text, name in sections.beginnings(report).items() if text not in taken}
    if not left:
        return
    with st.popover(words.t("report.measure.from_finding"), icon=":material/lightbulb:"):
        for number, (text, indicator) in enumerate(left.items()):
            started = Measure(report.year, text, "", indicator=indicator)
            label = markup.plain(text)
            st.button(label, key=f"measures.finding.{number}", type="tertiary", on_click=draft.add, args=(started,))


def _say_state(report: Report, words: Words, draft: Draft) -> None:
    if st.session_state.pop(SAVED, None) == (report.licence, report.year):
        st.markdown(f":material/check: {words.t('report.saved')}")
    elif tuple(draft.written.values()) != _kept(report):
        st.caption(words.t("report.unsaved"))


def _save(report: Report, draft: Draft) -> None:
    odd = {place for place, number in enumerate(draft.rows, start=1) if measure_card.has_odd_day(_key(report, number))}
    problem = find_problem(report.scene.words, draft.written, odd)
    if problem:
        st.error(problem)
        return
    if _has_changed_meanwhile(report, draft):
        return
    draft.begun = tuple(draft.written.values())
    authored.save_measures(data.settings(), report.licence, report.year, draft.begun)
    st.session_state[SAVED] = (report.licence, report.year)
    st.rerun()


def _has_changed_meanwhile(report: Report, draft: Draft) -> bool:
    """Show what another window saved since; whoever has read it and saves again, means to replace it."""
    kept = _kept(report)
    if kept in (draft.begun, tuple(draft.written.values())):
        return False
    st.error(report.scene.words.t("report.changed"))
    st.html(markup.pairs((measure.finding, measure.measure) for measure in kept))
    draft.begun = kept
    return True


def find_problem(words: Words, listed: Mapping[int, Measure], odd: Collection[int] = ()) -> str:
    """Say what keeps measures from being saved, nothing where nothing does; `odd` are those without a readable day."""
    broken = {
        "report.personal": [n for n, measure in listed.items() if any(map(holds_personal_data, texts(measure)))],
        "report.measure.unsaid": [n for n, measure in listed.items() if not (measure.finding and measure.measure)],
        "report.measure.odd_day": [n for n in listed if n in odd],
    }
    for rule, places in broken.items():
        if places:
            return words.t(rule, fields=", ".join(words.t("report.measure.number", n=place) for place in places))
    return ""
