"""The indicators of a section: each of its own cohort, read against the expected value and the cohort before."""

from typing import Any

import pandas as pd

from ontrack_dash import comparisons
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.estimating import SHARES, SHOWN, compare_years
from ontrack_dash.section.answers import Answers, Row, frame
from ontrack_dash.section.scope import Scope

COLUMNS = (
    "cohort", "standing", "against", "expected", "difference", "difference_low", "difference_high", "change",
    "change_low", "change_high", "previous_year", "response",
)  # fmt: skip
NOTHING = float("nan")


def measure(scope: Scope, answers: Answers, kind: str) -> pd.DataFrame:
    """Return the indicators of one kind of course in the order they are reported."""
    mixes, changes = _mixes(scope, answers, kind), _changes(answers, kind)
    rows = []
    for name in RULES["section"]["reported"]:
        cohort = scope.cohort(name)
        row = dict(answers.row(name, cohort, kind))
        if INDICATORS[name].kind == "count":
            # The count of a whole country is nothing to read the count of one centre against.
            row["benchmark"] = NOTHING
        mix, change = mixes.get(name, {}), changes.get((name, cohort), {})
        standing, against = _place(row, mix, is_own=scope.is_own)
        rows.append(
            {
                **row, "cohort": cohort, "standing": standing, "against": against,
                "expected": mix.get("benchmark", NOTHING),
                **{key: mix.get(key, NOTHING) for key in ("difference", "difference_low", "difference_high")},
                "change": change.get("difference", NOTHING), "change_low": change.get("low", NOTHING),
                "change_high": change.get("high", NOTHING), "previous_year": change.get("previous_year", pd.NA),
                "response": _response(name, cohort, kind, answers),
            }
        )  # fmt: skip
    return frame(rows, *COLUMNS)


def _mixes(scope: Scope, answers: Answers, kind: str) -> dict[str, Row]:
    """Return by indicator what the centre's own mix of professions lets expect, where this viewer may know it."""
    shares = [name for name in RULES["section"]["reported"] if INDICATORS[name].kind in SHARES]
    years = {name: scope.cohort(name) for name in shares}
    if not scope.is_own or not any(answers.row(name, year, kind)["status"] in SHOWN for name, year in years.items()):
        return {}
    question = comparisons.MixQuestion({"centre": (scope.licence,), "kind": (kind,)}, years)
    mixes = comparisons.case_mixes(scope.path, shares, question, viewer=scope.viewer)
    return {row["indicator"]: row for row in mixes.to_dict("records") if not pd.isna(row["expected"])}


def _changes(answers: Answers, kind: str) -> dict[tuple[str, int], Row]:
    rows = answers.rows
    is_share = rows["indicator"].map(lambda name: INDICATORS[name].kind in SHARES).astype(bool)
    changes = compare_years(rows[is_share & (rows["kind"] == kind)])
    return {(row["indicator"], int(row["year"])): row for row in changes.to_dict("records")}


def _place(row: Row, mix: Row, *, is_own: bool) -> tuple[str, str]:
    """Say on which side of what is expected a value lies by more than chance, and what was expected from."""
    if row["status"] not in SHOWN or pd.isna(row["low"]):
        return "", ""
    if mix:
        return _side(mix["difference_low"], mix["difference_high"], 0.0), "mix"
    # Where the mix of a centre lets expect nothing, too few others are in the country to be read against.
    is_alone = is_own and INDICATORS[row["indicator"]].kind in SHARES
    if is_alone or pd.isna(row["benchmark"]):
        return "", ""
    # A median that half have not reached yet has no upper end: everything above the lower one is possible.
    high = float("inf") if pd.isna(row["high"]) else row["high"]
    return _side(row["low"], high, row["benchmark"]), "country"


def _side(low: Any, high: Any, middle: float) -> str:
    if low > middle:
        return "above"
    return "below" if high < middle else "within"


def _response(name: str, cohort: int, kind: str, answers: Answers) -> float:
    """Return the response rate of the wave an indicator is taken from; registers and employers have none."""
    wave = INDICATORS[name].wave
    if wave is None:
        return NOTHING
    row = answers.row("response_rate", cohort, kind, wave)
    return float(row["value"]) if row["status"] in SHOWN else NOTHING
