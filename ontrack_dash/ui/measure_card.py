"""One improvement measure and the fields it is written in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.intake.dates import parse_date
from ontrack_dash.store.authored import STEPS, Measure

NONE = "none"
DAY = "%d.%m.%Y"
TEXT, ROLE = 1_000, 120
HEIGHT = 115
# Steps by which something can be said of what came out.
JUDGED = STEPS[2:]


def ask(words: Words, measure: Measure, key: str, indicators: Sequence[str]) -> Measure:
    """Draw the fields of a measure and return it as it stands in them; `key` tells it from the others."""
    left, right = st.columns(2)
    with left:
        finding = _ask_text(words, "finding", measure.finding, key)
    with right:
        said = _ask_text(words, "measure", measure.measure, key)
    owner, due, step, indicator = st.columns([3, 2, 2, 4])
    with owner:
        role = st.text_input(
            words.t("report.measure.owner"), key=_start(key, "owner", measure.owner), max_chars=ROLE,
            placeholder=words.t("report.measure.owner_example"),
        )  # fmt: skip
    with due:
        day = _ask_day(words, measure.due, key)
    with step:
        reached = ask_step(words, measure.step, key)
    with indicator:
        moved = _ask_indicator(words, measure.indicator, key, indicators)
    result = ask_result(words, measure.result, key) if reached in JUDGED else measure.result
    return replace(
        measure,
        finding=finding.strip(),
        measure=said.strip(),
        owner=role.strip(),
        due=day,
        step=reached,
        indicator=moved,
        result=result,
    )


def ask_step(words: Words, step: str, key: str) -> str:
    """Draw how far a measure has come."""
    return str(
        st.selectbox(
            words.t("report.measure.step"),
            STEPS,
            key=_start(key, "step", step),
            format_func=lambda code: words.t(f"report.step.{code}"),
        )
    )


def ask_result(words: Words, result: str, key: str) -> str:
    """Draw the field for what came out."""
    return _ask_text(words, "result", result, key).strip()


def has_odd_day(key: str) -> bool:
    """Tell whether something stands for the due date that is no day."""
    text = str(st.session_state.get(f"{key}.due", "")).strip()
    return bool(text) and parse_date(text) is None


def texts(measure: Measure) -> tuple[str, ...]:
    """Return everything of a measure that was written freely."""
    return measure.finding, measure.measure, measure.owner, measure.result


def draft_key(licence: str, year: int) -> str:
    """Name the measures of a year as they stand on the page, saved or not."""
    return f"measures.{licence}.{year}"


def _ask_text(words: Words, name: str, text: str, key: str) -> str:
    widget = _start(key, name, text)
    return str(st.text_area(words.t(f"report.measure.{name}"), key=widget, max_chars=TEXT, height=HEIGHT))


def _ask_day(words: Words, day: date | None, key: str) -> date | None:
    """Ask for a day as text: the calendar of Streamlit reads itself out in English."""
    widget = _start(key, "due", day.strftime(DAY) if day else "")
    text = st.text_input(words.t("report.measure.due"), key=widget, placeholder=words.t("report.measure.due_example"))
    return parse_date(text.strip())


def _ask_indicator(words: Words, indicator: str | None, key: str, indicators: Sequence[str]) -> str | None:
    offered = (NONE, *dict.fromkeys([*indicators, *([indicator] if indicator else [])]))
    chosen = st.selectbox(
        words.t("report.measure.indicator"),
        offered,
        key=_start(key, "indicator", indicator or NONE),
        format_func=lambda code: words.t("report.measure.no_indicator" if code == NONE else f"indicator.{code}.name"),
    )
    return None if chosen == NONE else str(chosen)


def _start(key: str, name: str, value: object) -> str:
    """Return the key of a field that starts at a value; a default that changes would make another field."""
    st.session_state.setdefault(f"{key}.{name}", value)
    return f"{key}.{name}"
