"""What a share could be at most and at least, whatever those nothing is known of do."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash.catalogue import INDICATORS, RULES, members
from ontrack_dash.indicators import publish
from ontrack_dash.questions import Where, ask
from ontrack_dash.viewers import Viewer

SHOWN = ("value", "imprecise")
ANSWERED = "answered"
GROUP = "destinations"
BOUNDED = "is_known"  # the denominator of shares that leave out those whose destination is not known

Array = NDArray[np.float64]


def bounds(build: Path, ids: Sequence[str], where: Where | None = None, *, viewer: Viewer) -> pd.DataFrame:
    """Say what a share would be if none, or all, of those nothing is known of were counted in it.

    Only shares over those with a known destination; others are left out. `low` and `high` let the unknown among the
    answers be none or all, `cohort_low` and `cohort_high` everybody in the cohort whose state is not known: no
    assumption at all is made (Manski 1989, J Human Resources 24:343). A handful of unknown answers is as revealing as
    a handful of known ones, so their bounds are left out for whoever may not see small numbers.

    Returns:
        indicator, n, value, status, is_small, answered_n, low, high, population, cohort_low, cohort_high.
    """
    bounded = [name for name in ids if INDICATORS[name].denominator == BOUNDED]
    found = publish(build, bounded, (), where, viewer=viewer)[
        ["indicator", "n", "value", "status", "is_small", "population"]
    ]
    asked = [(INDICATORS[name].wave, INDICATORS[name].window) for name in found["indicator"]]
    sizes = {times: _answered(build, *times, where, viewer) for times in dict.fromkeys(asked)}
    shown = found["status"].isin(SHOWN).to_numpy()
    n, population = _floats(found["n"]), _floats(found["population"])
    realised = np.round(_floats(found["value"]) * n)
    within = np.where(
        shown,
        _at_least(np.array([sizes[times] for times in asked], dtype=np.float64), n, _sees_small(where, viewer)),
        np.nan,
    )
    cohort = np.where(shown, _at_least(population, n, True), np.nan)
    return found.assign(
        answered_n=pd.array(within, dtype="Int64"),
        low=realised / within,
        high=(realised + within - n) / within,
        population=pd.array(cohort, dtype="Int64"),
        cohort_low=realised / cohort,
        cohort_high=(realised + cohort - n) / cohort,
    )


def _answered(
    build: Path, wave: int | None, window: tuple[int, int] | None, where: Where | None, viewer: Viewer
) -> float:  # fmt: skip
    """Return how many answered a wave, within these months where that is published."""
    same = [name for name in members(GROUP) if (INDICATORS[name].wave, INDICATORS[name].window) == (wave, window)]
    codes = dict(ask((), where).where)
    if not same and "wave" not in codes:
        codes["wave"] = (str(wave),)
    found = publish(build, same or [ANSWERED], (), codes, viewer=viewer)
    shown = found.loc[found["status"].isin(SHOWN), "n"]
    return float(shown.max()) if len(shown) else float("nan")


def _at_least(whole: Array, part: Array, sees_small: bool) -> Array:
    """Return the wholes that can hold their part, without those that leave a handful of persons."""
    rest = whole - part
    few = (rest > 0) & (rest < RULES["protection"]["minimum_n"]) & (not sees_small)
    return np.asarray(np.where((rest >= 0) & ~few, whole, np.nan), dtype=np.float64)


def _sees_small(where: Where | None, viewer: Viewer) -> bool:
    own = viewer.role == "centre" and ask((), where).where.get("centre") == (viewer.licence,)
    return own or viewer.role == "agency"


def _floats(column: "pd.Series[float]") -> Array:
    return np.array(column.astype("float64"), dtype=np.float64)
