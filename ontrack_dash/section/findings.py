"""What a section finds, by stated rules: what differs by more than chance and what to read with care; never why."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.estimating import SHOWN
from ontrack_dash.section.answers import is_missing
from ontrack_dash.section.groups import SIZE, by_wave
from ontrack_dash.section.model import Finding, Number, Section

SAID = ("cohort", "n", "value", "low", "high", "status", "is_small")
PLACED = (*SAID, "benchmark", "expected", "difference", "difference_low", "difference_high")
CHANGED = ("cohort", "previous_year", "change", "change_low", "change_high")
WHOLE = ("cohort", "n", "previous_year")
TYPES: Mapping[str, type] = MappingProxyType({**dict.fromkeys(WHOLE, int), "status": str, "is_small": bool})

Row = Mapping[Any, Any]


def find(section: Section, left: Mapping[str, int] | None) -> tuple[Finding, ...]:
    """Apply every rule; what stands out comes before what does not.

    `left`: what `counting.count_left` says.
    """
    rows = [row for row in section.measured.to_dict("records") if row["status"] in SHOWN]
    placed = [_place(row) for row in rows if row["standing"]]
    changed = [_change(row) for row in rows if not is_missing(row["change"])]
    return (
        *(finding for finding in placed if not finding.rule.startswith("within")),
        *(finding for finding in placed if finding.rule.startswith("within")),
        *(finding for finding in changed if finding.rule != "steady"),
        *(finding for finding in changed if finding.rule == "steady"),
        *_compare_views(section.employers),
        *_compare_counts(section.counts),
        *_count_left(left),
        *answer(section.response),
        *(Finding("imprecise", row["indicator"], numbers(row, SAID)) for row in rows if row["status"] == "imprecise"),
        *(Finding("small", row["indicator"], numbers(row, SAID)) for row in rows if row["is_small"]),
    )


def answer(response: pd.DataFrame) -> Iterator[Finding]:
    """Find the waves in which fewer than half of those who completed answered, or more than all of them."""
    least = RULES["response"]["low_share"]
    for wave, rows in by_wave(response).items():
        if any(rows[name]["status"] not in SHOWN for name in (SIZE, "answered")):
            continue
        completers, answered = int(rows[SIZE]["n"]), int(rows["answered"]["n"])
        found: dict[str, Number] = {"wave": wave, "cohort": int(rows[SIZE]["cohort"])}
        found |= {"answered": answered, "completers": completers}
        if answered > completers:
            yield Finding("more_answers", None, found)
        elif answered < least * completers:
            yield Finding("low_response", None, {**found, "share": answered / completers, "least": least})


def numbers(row: Row, names: Iterable[str]) -> dict[str, Number]:
    """Return plain numbers and what they are worth, None where there is none."""
    return {name: None if is_missing(row[name]) else TYPES.get(name, float)(row[name]) for name in names}


def _place(row: Row) -> Finding:
    source = "expected" if row["against"] == "mix" else "country"
    return Finding(f"{row['standing']}_{source}", row["indicator"], numbers(row, PLACED))


def _change(row: Row) -> Finding:
    rule = "rise" if row["change_low"] > 0 else "fall" if row["change_high"] < 0 else "steady"
    return Finding(rule, row["indicator"], numbers(row, CHANGED))


def _compare_views(views: pd.DataFrame) -> Iterator[Finding]:
    """Find where employers and graduates see the same differently: their intervals have nothing in common."""
    for name, pair in views.groupby("view", sort=False):
        shown = [row for row in pair.to_dict("records") if row["status"] in SHOWN]
        if len(shown) != len(pair):
            continue
        employers, graduates = shown
        is_above, is_below = employers["low"] > graduates["high"], employers["high"] < graduates["low"]
        rule = "employers_above" if is_above else "employers_below" if is_below else "employers_alike"
        other = {f"other_{key}": number for key, number in numbers(graduates, SAID).items()}
        yield Finding(rule, str(name), {**numbers(employers, SAID), "other": graduates["indicator"], **other})


def _compare_counts(counts: pd.DataFrame) -> Iterator[Finding]:
    """Find where the counts as filed are others than those of the data, or say that none is."""
    compared = counts[counts["agrees"].notna()].to_dict("records")
    for row in compared:
        if not row["agrees"]:
            yield Finding("counts_differ", None, {name: row[name] for name in ("count", "filed", "own")})
    if compared and all(row["agrees"] for row in compared):
        yield Finding("counts_agree", None, {"n": len(compared)})


def _count_left(left: Mapping[str, int] | None) -> Iterator[Finding]:
    if left is not None:
        yield Finding("left_filed" if "filed" in left else "left", None, dict(left))
