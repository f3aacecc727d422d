"""How seven countries track graduates, question by question, and what such systems found."""

from functools import lru_cache

import streamlit as st

from ontrack_dash import tracking
from ontrack_dash.export import abroad
from ontrack_dash.i18n import Words
from ontrack_dash.ui import european, facts
from ontrack_dash.ui.european import View

# Questions that stand open; the others open at a press, without a new run.
OPEN = ("scope", "who", "data", "timing")


def show_systems(view: View) -> None:
    """Draw the answers of all systems to each question, side by side."""
    words = view.words
    st.header(words.t("europe.systems"), anchor=False)
    st.html(_systems(words.lang, view.countries))
    st.caption(f"{words.t('europe.on_track_note')} {words.t('europe.dates_note')}")
    european.offer(view, "systems", abroad.systems(words, view.countries))


def show_outcomes(view: View) -> None:
    """Draw the figures such systems published; those of countries not among the seven stand with all of them."""
    words, table = view.words, abroad.outcomes(view.words, view.countries)
    if not table.rows:
        return
    st.header(words.t("europe.outcomes"), anchor=False)
    st.html(facts.table(table, words))
    other = [] if view.countries else [words.t("europe.outcomes_other")]
    st.caption(" ".join([words.t("europe.outcomes_note"), *other]))
    european.offer(view, "outcomes", table)


@lru_cache
def _systems(lang: str, countries: tuple[str, ...]) -> str:
    words, table = Words(lang), tracking.systems(countries)
    questions = [(aspect, table[table["aspect"] == aspect].to_dict("records")) for aspect in tracking.ASPECTS]
    return "".join(
        facts.cells(words.t(f"europe.aspect.{aspect}"), [_cell(row, words) for row in rows], is_open=aspect in OPEN)
        for aspect, rows in questions
    )


def _cell(row: dict, words: Words) -> tuple[str, str, str]:  # type: ignore[type-arg]
    name, text = words.t(f"europe.system_name.{row['system']}"), row[f"text_{words.lang}"]
    if not text:
        return name, words.t("europe.not_found"), ""
    note = words.t("europe.reading") if row["basis"] == tracking.READING else ""
    return name, text, facts.source(row["source_url"], row["retrieved"], words, note)
