"""Sentences about published estimates: what was measured, how surely, what is missing; never why."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.i18n import Words

SHOWN = ("value", "imprecise")
WORDLESS = ("protected", "not_applicable", "no_data")
MOST_NAMES = 6

Row = Mapping[Hashable, Any]


def finding(estimates: pd.DataFrame, words: Words, changes: pd.DataFrame | None = None) -> str:
    """Say the first estimate with the persons behind it and its interval; where it has none, say why.

    `changes`: indicator, previous_year, difference, low, high; only an interval without 0 makes a rise or a fall.
    """
    if estimates.empty:
        return words.t("sentence.no_data")
    row = estimates.to_dict("records")[0]
    status = _status(row)
    if status != "shown":
        return words.t(f"sentence.{status}")
    indicator = INDICATORS[row["indicator"]]
    predicate = _predicate(indicator.id, words.value(indicator.id, row["value"]), words)
    if indicator.kind == "count":
        return words.t("sentence.finding_count", predicate=predicate)
    is_said_of_people = indicator.kind != "median" and words.has(f"sentence.predicate.{indicator.id}")
    return words.t(
        f"sentence.finding_{'share' if is_said_of_people else 'among'}",
        people=words.plural(f"sentence.people.{indicator.denominator}", int(row["n"])),
        predicate=" ".join(filter(None, (predicate, _say_interval(row, words)))),
        change=_say_change(indicator.id, changes, words),
    )


def caution(estimates: pd.DataFrame, words: Words) -> str:
    """Say which of the estimates to read with care; nothing when there is none."""
    rows = estimates.to_dict("records")
    imprecise = [row for row in rows if row["status"] == "imprecise"]
    small = [row for row in rows if row["status"] in SHOWN and row["is_small"]]
    if len(rows) == 1:
        return " ".join(
            words.t(f"sentence.{name}") for name, found in (("imprecise", imprecise), ("small", small)) if found
        )
    by = _grouping(estimates)
    groups = (("imprecise", imprecise), ("small", small))
    return " ".join(_name_groups(f"sentence.groups.{name}", found, by, words) for name, found in groups if found)


def comparison(estimates: pd.DataFrame, words: Words) -> str:
    """Compare one estimate with its benchmark, or the highest with the lowest of several.

    A difference is called one only where intervals leave no doubt; imprecise estimates are not compared with one
    another. Nothing is said where there is nothing to compare.
    """
    rows = [row for row in estimates.to_dict("records") if _status(row) == "shown"]
    if len(estimates) == 1:
        return "".join(_compare_with_benchmark(row, words) for row in rows)
    by = _grouping(estimates)
    firm = [row for row in rows if row["status"] == "value" and _number(row["low"]) is not None]
    if by is None or len(firm) < 2 or len({row["indicator"] for row in firm}) > 1:
        return ""
    highest = max(firm, key=lambda row: row["value"])
    lowest = min(firm, key=lambda row: row["value"])
    return words.t(
        "sentence.apart" if lowest["high"] < highest["low"] else "sentence.overlap",
        highest=words.label(by, highest[by]),
        high=_say_estimate(highest, words),
        lowest=words.label(by, lowest[by]),
        low=_say_estimate(lowest, words),
    )


def missing(estimates: pd.DataFrame, words: Words) -> str:
    """Say what is not shown and for what reason; nothing when all is shown."""
    rows = estimates.to_dict("records")
    if not rows:
        return words.t("sentence.no_data")
    if len(rows) == 1:
        return "" if _status(rows[0]) == "shown" else words.t(f"sentence.{_status(rows[0])}")
    by = _grouping(estimates)
    groups = ((status, [row for row in rows if row["status"] == status]) for status in WORDLESS)
    return " ".join(_name_groups(f"sentence.groups.{status}", found, by, words) for status, found in groups if found)


def shows(chart: str, words: Words) -> str:
    """Say what a kind of chart shows."""
    return words.t(f"chart.{chart}.shows")


def shows_not(chart: str, words: Words) -> str:
    """Say what a kind of chart does not show."""
    return words.t(f"chart.{chart}.shows_not")


def _status(row: Row) -> str:
    """Return "shown", the status of a row without a value, or "no_value" for a median nobody has reached."""
    if row["status"] not in SHOWN:
        return str(row["status"])
    return "no_value" if _number(row["value"]) is None else "shown"


def _say_estimate(row: Row, words: Words) -> str:
    """Say a value with its interval and the persons behind it."""
    return words.t(
        "sentence.estimate",
        value=words.value(row["indicator"], row["value"]),
        interval=_say_range(row, words),
        people=words.plural("app.persons", int(row["n"])),
    )


def _say_range(row: Row, words: Words) -> str:
    low, high = _number(row["low"]), _number(row["high"])
    if high is None:
        return words.t("sentence.from", low=words.value(row["indicator"], low))
    if INDICATORS[row["indicator"]].kind == "median":
        return f"{words.number(low)}–{words.value(row['indicator'], high)}"
    return words.interval(low, high)


def _predicate(indicator: str, value: str, words: Words) -> str:
    """Say the value in the indicator's own words; one without such words is named."""
    own = f"sentence.predicate.{indicator}"
    return words.t(own, value=value) if words.has(own) else f"{words.t(f'indicator.{indicator}.name')}: {value}"


def _say_interval(row: Row, words: Words) -> str:
    low, high = _number(row["low"]), _number(row["high"])
    if low is None:
        return ""
    if high is None:
        return words.t("sentence.likely_from", low=words.value(row["indicator"], low))
    if INDICATORS[row["indicator"]].kind == "median":
        return words.t("sentence.likely", low=words.number(low), high=words.value(row["indicator"], high))
    digits = 0 if words.percent(low, 0) != words.percent(high, 0) else 1
    return words.t("sentence.likely", low=words.percent(low, digits), high=words.percent(high, digits))


def _say_change(indicator: str, changes: pd.DataFrame | None, words: Words) -> str:
    if changes is None:
        return ""
    found = changes[changes["indicator"] == indicator].to_dict("records")
    if not found:
        return ""
    change = found[0]
    direction = "rise" if change["low"] > 0 else "fall" if change["high"] < 0 else "steady"
    points = words.points(abs(change["difference"])).removeprefix("+")
    return words.t(f"sentence.{direction}", points=points, year=change["previous_year"])


def _compare_with_benchmark(row: Row, words: Words) -> str:
    low, high, benchmark = _number(row["low"]), _number(row["high"]), _number(row["benchmark"])
    if low is None or benchmark is None:
        return ""
    # An interval without an upper end holds everything above its lower one.
    is_above, is_below = low > benchmark, high is not None and high < benchmark
    return words.t(
        "sentence.above" if is_above else "sentence.below" if is_below else "sentence.alike",
        value=words.value(row["indicator"], row["value"]),
        benchmark=words.value(row["indicator"], benchmark),
    )


def _name_groups(key: str, rows: Sequence[Row], by: str | None, words: Words) -> str:
    """Say how many rows there are, and which while they are few enough to name."""
    names = [words.t(f"indicator.{row['indicator']}.short") if by is None else words.label(by, row[by]) for row in rows]
    distinct = list(dict.fromkeys(names))
    listed = ", ".join(distinct[:MOST_NAMES])
    if len(distinct) > MOST_NAMES:
        listed = words.t("sentence.and_more", names=listed, n=words.number(len(distinct) - MOST_NAMES))
    return words.t("sentence.named", sentence=words.plural(key, len(rows)), names=listed)


def _number(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(cell)


def _grouping(estimates: pd.DataFrame) -> str | None:
    return next((column for column in estimates.columns if column in DIMENSIONS), None)
