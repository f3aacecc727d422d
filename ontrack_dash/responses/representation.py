"""Whether those who answered are like those who completed."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import DIMENSIONS, VOCABULARIES
from ontrack_dash.indicators import publish
from ontrack_dash.questions import Where, ask
from ontrack_dash.stats import intervals
from ontrack_dash.viewers import Viewer

SHOWN = ("value", "imprecise")
WORDLESS = ("protected", "no_data", "not_applicable")
COMPARED = tuple(name for name in ("sex", "age", "level", "field", "oblast", "funding") if name in DIMENSIONS)
COHORT, ANSWERED = "completers", "answered"
UNKNOWN = "unknown"

REPRESENTATION: Mapping[str, str] = MappingProxyType(
    {
        "dimension": "str", "group": "str", "cohort_n": "Int64", "answered_n": "Int64", "cohort_share": "float64",
        "answered_share": "float64", "difference": "float64", "low": "float64", "high": "float64", "is_apart": "bool",
        "status": "str",
    }
)  # fmt: skip

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def representation(build: Path, where: Where | None = None, *, viewer: Viewer) -> pd.DataFrame:
    """Compare those who answered with the whole cohort, by every dimension that is not filtered to one group.

    The respondents are part of the cohort, so the two shares are not independent. Those who answered are compared
    with those who did not (Newcombe 1998, method 10), and limits and difference are scaled by the share who did not:
    a/A - c/C = (1 - A/C) (a/A - m/M) exactly, where m of M did not answer. What is measured is the pull of the
    answering itself: the interval says how far chance alone would carry it. Persons whose group is unknown are left
    out of both shares; a group hidden from this viewer has no numbers, and nothing is said of the remainder.
    `is_apart`: more than `moved_points`, and beyond chance for all groups of the dimension together (Dunn 1961,
    J Am Stat Assoc 56:52).

    Returns:
        dimension, group (code), cohort_n, answered_n, cohort_share, answered_share, difference, low, high, is_apart,
        status. Where more answered than completed the row is `not_applicable`.
    """
    codes = ask((), where).where
    totals = _count(build, (), codes, viewer)
    frames = [
        _represent(dimension, _count(build, (dimension,), codes, viewer), totals)
        for dimension in COMPARED
        if len(codes.get(dimension, ())) != 1
    ]
    found = [frame for frame in frames if len(frame) > 1]
    joined = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(REPRESENTATION))
    return joined.astype(dict(REPRESENTATION))


def _count(build: Path, by: tuple[str, ...], where: Where, viewer: Viewer) -> pd.DataFrame:
    """Return cohort and answered by group; nobody is 0, a count this viewer may not see is missing."""
    # The register knows no waves, so under a wave it is asked without it; else both are one question.
    register = {name: codes for name, codes in where.items() if name != "wave"}
    questions = [((COHORT,), register), ((ANSWERED,), where)] if "wave" in where else [((COHORT, ANSWERED), where)]
    found = pd.concat([publish(build, ids, by, codes, viewer=viewer) for ids, codes in questions], ignore_index=True)
    frames = [
        found.loc[found["indicator"] == name, [*by, "n", "status"]].rename(columns={"n": name}).reset_index(drop=True)
        for name in (COHORT, ANSWERED)
    ]
    for name, frame in zip((COHORT, ANSWERED), frames, strict=True):
        frame[name] = frame[name].astype("float64").where(frame["status"].isin(SHOWN), np.nan)
        frame.loc[frame["status"] == "no_data", name] = 0.0
    first, second = (frame.drop(columns="status") for frame in frames)
    if not by:
        return pd.concat([first, second], axis=1)
    first["listed"], second["heard"] = True, True
    both = first.merge(second, on=list(by), how="outer").sort_values(list(by), key=_in_order, ignore_index=True)
    both.loc[both["listed"].isna(), COHORT] = 0.0
    both.loc[both["heard"].isna(), ANSWERED] = 0.0
    return pd.DataFrame(both.drop(columns=["listed", "heard"]))


def _in_order(codes: "pd.Series[str]") -> "pd.Series[int]":
    """Rank codes as their vocabulary lists them; others by the alphabet."""
    listed = list(VOCABULARIES.get(DIMENSIONS[str(codes.name)].values, ()))
    order = [*listed, *sorted(set(codes.dropna().astype("str")) - set(listed))]
    return codes.astype("str").map({code: place for place, code in enumerate(order)})


def _represent(dimension: str, counted: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one dimension."""
    code = counted[dimension].astype("str").fillna(UNKNOWN)
    unknown = counted.loc[code == UNKNOWN, [COHORT, ANSWERED]].sum(min_count=1).fillna(0.0)
    known = counted[code != UNKNOWN]
    c, a = known[COHORT].to_numpy(dtype=float), known[ANSWERED].to_numpy(dtype=float)
    whole = [_sum(totals, name) - unknown[name] for name in (COHORT, ANSWERED)]
    hidden = np.isnan(c) | np.isnan(a) | bool(np.isnan(whole).any())
    cohort, answered = (np.where(hidden, np.nan, size) for size in whole)
    impossible = ~hidden & ((a > c) | (answered > cohort) | (c - a > cohort - answered))
    nobody = ~hidden & (((c == 0) & (a == 0)) | (cohort == 0) | (answered == 0))
    usable = ~(hidden | impossible | nobody)
    low, high = _pull(c, a, cohort, answered, usable, RULES["precision"]["level"])
    strict = _pull(c, a, cohort, answered, usable, 1 - (1 - RULES["precision"]["level"]) / max(len(known), 1))
    cohort_share, answered_share = _share(c, cohort, usable), _share(a, answered, usable)
    difference = answered_share - cohort_share
    far = np.abs(difference) > RULES["weights"]["moved_points"]
    wide = (high - low) / 2 > RULES["precision"]["half_width"]
    status = np.select([hidden, nobody, impossible, wide], [*WORDLESS, "imprecise"], "value")
    return pd.DataFrame(
        {
            "dimension": dimension,
            "group": code[code != UNKNOWN].to_numpy(),
            "cohort_n": pd.array(np.where(hidden, np.nan, c), dtype="Int64"),
            "answered_n": pd.array(np.where(hidden, np.nan, a), dtype="Int64"),
            "cohort_share": cohort_share,
            "answered_share": answered_share,
            "difference": difference,
            "low": low,
            "high": high,
            "is_apart": far & ((strict[0] > 0) | (strict[1] < 0)),
            "status": status,
        }
    )


def _pull(c: Array, a: Array, cohort: Array, answered: Array, usable: Flags, level: float) -> tuple[Array, Array]:
    """Return the limits of the difference between respondents and cohort."""
    silent = np.where(usable, cohort - answered, 0.0)
    own, whole, others = (np.where(usable, number, 0.0) for number in (a, answered, c - a))
    unanswered = _share(silent, cohort, usable)
    # Where everybody answered there is no difference and no doubt.
    low, high = (
        np.where(silent > 0, limit, 0.0) * unanswered
        for limit in intervals.difference(own, whole, others, silent, level)
    )
    return low, high


def _share(part: Array, whole: Array, usable: Flags) -> Array:
    shares = np.full(len(part), np.nan)
    np.divide(part, whole, out=shares, where=usable)
    return shares


def _sum(totals: pd.DataFrame, name: str) -> float:
    return float(totals[name].iloc[0]) if len(totals) else 0.0
