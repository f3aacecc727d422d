"""Which tools are practical by the thresholds of `rules.toml`; worked out from what the gate of pilots published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ontrack_dash import pilots
from ontrack_dash.catalogue import RULES
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.pilots import CRITERIA
from ontrack_dash.stats import intervals
from ontrack_dash.viewers import Viewer

VERDICTS = ("practical", "after_changes", "not_practical", "too_few", "protected")
# What keeps a tool from being practical, and what only weakens what is said of it.
REASONS = ("below_floor", "short", "empty", "unanswered", "too_long")
RESERVATIONS = ("reaches", "low_response", "no_response", "low_alpha")
COLUMNS = {
    "tool": "str", "verdict": "str", "is_sure": "boolean", "n": "Int64", "reached": "Int64", "weakest": "str",
    "value": "float64", "low": "float64", "high": "float64", "minutes": "float64", "promised": "float64",
    "status": "str", "is_small": "bool", "reasons": "object", "reservations": "object",
}  # fmt: skip
TOGETHER = ("difference", "difference_low", "difference_high", "is_apart")

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Reason:
    """One thing that counts against a tool, or against what is said of it; `limit` is the threshold it missed.

    `is_sure`: the interval lies wholly on the wrong side of the threshold.
    """

    rule: str
    criterion: str = ""
    value: float | None = None
    limit: float | None = None
    is_sure: bool = True


def verdicts(build: Path, where: pilots.Where | None = None, *, viewer: Viewer) -> pd.DataFrame:
    """Judge every tool.

    Practical: every criterion is reached, none is left empty by too many, and it takes no longer than it says.
    Not practical: of some criterion a smaller part than the floor speaks for it. Else practical after changes.

    Returns:
        tool, verdict (of `VERDICTS`), is_sure (no interval would decide otherwise; missing without a verdict), n,
        reached (criteria), weakest (criterion) with its value, low and high, minutes (median), promised (minutes the
        questionnaire says it takes), status, is_small, reasons and reservations (tuples of `Reason`).
    """
    scores = pilots.scores(build, ("tool",), where, viewer=viewer)
    described = pilots.evaluations(build, ("tool",), where, viewer=viewer)
    rows = [
        {"tool": row["tool"], **_judge(scores[scores["tool"] == row["tool"]], row)}
        for row in described.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def compare_groups(published: pd.DataFrame) -> pd.DataFrame:
    """Hold every group of one criterion against the others together, from published rows only.

    `published`: rows of `pilots.scores` of one tool and one criterion, by country or by round.

    Returns:
        the rows with difference, difference_low, difference_high (Newcombe 1998, method 10, at a level that holds for
        all groups together), is_apart.
    """
    x, n = _counts(published)
    shown = n > 0
    level = _together(int(shown.sum()))
    rows = []
    for here in range(len(published)):
        others = shown & (pd.RangeIndex(len(published)) != here)
        rows.append(_compare((x[here], n[here]), (float(x[others].sum()), float(n[others].sum())), level))
    return _beside(published, rows)


def compare_rounds(published: pd.DataFrame) -> pd.DataFrame:
    """Hold every round against the one before it, tool by tool and criterion by criterion.

    `published`: rows of `pilots.scores` by tool and round.

    Returns:
        the rows of all rounds but the first, with previous (round), previous_value and what `compare_groups` adds; the
        level holds for all criteria of a tool together. The people of two rounds are taken for different ones.
    """
    level, found = _together(len(CRITERIA)), []
    for _, rows in published.groupby(["tool", "criterion"], sort=False):
        x, n = _counts(rows)
        pairs = [_compare((x[at], n[at]), (x[at - 1], n[at - 1]), level) for at in range(1, len(rows))]
        if pairs:
            before = rows.iloc[:-1]
            named = rows.iloc[1:].assign(previous=before["round"].array, previous_value=before["value"].array)
            found.append(_beside(named, pairs))
    if found:
        return pd.concat(found, ignore_index=True)
    return published.head(0).assign(previous="", previous_value=0.0, **dict.fromkeys(TOGETHER, 0.0))


def _judge(scores: pd.DataFrame, row: Row) -> dict[str, Any]:
    nothing = {"reached": None, "weakest": None, "reasons": (), "reservations": (), "is_small": bool(row["is_small"])}
    if scores["status"].eq("protected").any() or _is_missing(row["n"]):
        return {**nothing, "verdict": "protected", "status": "protected"}
    rule = RULES["pilot"]
    counted = {**nothing, "n": row["n"], "minutes": row["minutes"], "promised": _promised(str(row["tool"]))}
    if row["n"] < rule["least_evaluations"]:
        return {**counted, "verdict": "too_few", "status": "value"}
    given = scores[scores["status"] != "no_data"]
    reasons = [*_weak_criteria(scores), *_left_empty(scores), *_too_long(row)]
    weakest = given.sort_values(["value", "low"], kind="stable").iloc[0] if len(given) else None
    return {
        **counted,
        "verdict": _name(reasons),
        "is_sure": _is_sure(_name(reasons), given, reasons),
        "reached": int((given["value"] >= rule["good_share"]).sum()),
        **({} if weakest is None else _take(weakest)),
        "status": "no_data" if weakest is None else weakest["status"],
        "reasons": tuple(reasons),
        "reservations": (*(_reach(given) if not reasons else ()), *_weaken(row)),
    }


def _take(weakest: "pd.Series[Any]") -> dict[str, Any]:
    return {"weakest": weakest["criterion"], **{name: weakest[name] for name in ("value", "low", "high")}}


def _weak_criteria(scores: pd.DataFrame) -> list[Reason]:
    """Return the criteria too few speak for, those below the floor first."""
    rule, found = RULES["pilot"], []
    for row in scores.to_dict("records"):
        if row["status"] == "no_data":
            found.append(Reason("empty", row["criterion"]))
        elif row["value"] < rule["floor_share"]:
            sure = row["high"] < rule["floor_share"]
            found.append(Reason("below_floor", row["criterion"], row["value"], rule["floor_share"], sure))
        elif row["value"] < rule["good_share"]:
            sure = row["high"] < rule["good_share"]
            found.append(Reason("short", row["criterion"], row["value"], rule["good_share"], sure))
    return sorted(found, key=lambda reason: REASONS.index(reason.rule))


def _left_empty(scores: pd.DataFrame) -> list[Reason]:
    most = RULES["pilot"]["most_unanswered"]
    return [
        Reason("unanswered", row["criterion"], row["unanswered"], most)
        for row in scores.to_dict("records")
        if row["status"] != "no_data" and row["unanswered"] > most
    ]


def _too_long(row: Row) -> list[Reason]:
    promised = _promised(str(row["tool"]))
    if promised is None or _is_missing(row["minutes"]) or row["minutes"] <= promised * RULES["pilot"]["longest"]:
        return []
    return [Reason("too_long", "", float(row["minutes"]), float(promised))]


def _promised(tool: str) -> float | None:
    """Return the minutes a questionnaire says it takes; other tools promise none."""
    return float(INSTRUMENTS[tool].minutes) if tool in INSTRUMENTS else None


def _reach(given: pd.DataFrame) -> list[Reason]:
    """Return the criterion whose interval reaches furthest below the threshold, where one does."""
    lowest, good = given.sort_values("low", kind="stable").iloc[0], RULES["pilot"]["good_share"]
    return [Reason("reaches", lowest["criterion"], float(lowest["low"]), good)] if lowest["low"] < good else []


def _weaken(row: Row) -> list[Reason]:
    rule = RULES["pilot"]
    limits = {"low_response": ("response", "least_response"), "low_alpha": ("alpha", "least_alpha")}
    found = [
        Reason(name, "", float(row[column]), rule[limit])
        for name, (column, limit) in limits.items()
        if not _is_missing(row[column]) and row[column] < rule[limit]
    ]
    if row["response_status"] == "no_data":
        found.append(Reason("no_response"))
    return sorted(found, key=lambda reason: RESERVATIONS.index(reason.rule))


def _name(reasons: Sequence[Reason]) -> str:
    if any(reason.rule == "below_floor" for reason in reasons):
        return "not_practical"
    return "after_changes" if reasons else "practical"


def _is_sure(verdict: str, given: pd.DataFrame, reasons: Sequence[Reason]) -> bool:
    """Tell whether every value inside the intervals would lead to the same verdict."""
    rule = RULES["pilot"]
    if verdict == "not_practical":
        return any(reason.is_sure for reason in reasons if reason.rule == "below_floor")
    if verdict == "practical":
        return bool((given["low"] >= rule["good_share"]).all())
    return any(reason.is_sure for reason in reasons) and bool((given["low"] >= rule["floor_share"]).all())


def _counts(rows: pd.DataFrame) -> tuple[Any, Any]:
    """Return how many speak for it, and of how many; nobody where that is hidden."""
    n = rows["answered"].fillna(0).to_numpy(dtype=float)
    favourable = [f"score_{point}" for point in pilots.POINTS if point >= RULES["pilot"]["favourable"]]
    return rows[favourable].fillna(0).sum(axis=1).to_numpy(dtype=float), n


def _compare(here: tuple[float, float], others: tuple[float, float], level: float) -> dict[str, Any]:
    if not (here[1] and others[1]):
        return {**dict.fromkeys(TOGETHER[:-1], float("nan")), "is_apart": False}
    low, high = intervals.difference(*here, *others, level)
    difference = here[0] / here[1] - others[0] / others[1]
    return dict(zip(TOGETHER, (difference, low, high, low > 0 or high < 0), strict=True))


def _beside(rows: pd.DataFrame, compared: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    return rows.assign(**{name: [row[name] for row in compared] for name in TOGETHER})


def _together(comparisons: int) -> float:
    """Return the level that holds for several comparisons at once (Bonferroni)."""
    return float(1 - (1 - RULES["precision"]["level"]) / max(comparisons, 1))


def _is_missing(cell: Any) -> bool:
    return bool(pd.isna(cell))
