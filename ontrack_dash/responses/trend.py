"""Whether a share goes up or down over completion years by more than chance."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.indicators import publish
from ontrack_dash.questions import Where, ask
from ontrack_dash.stats import trends
from ontrack_dash.viewers import Viewer

SHOWN = ("value", "imprecise")

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Trend:
    """What the test of a trend found, or the `reason` there is none: "kind", "few_years" or "level".

    `years` are those tested, `slope` is the change a year (share), `direction` "rise", "fall" or "none".
    """

    reason: str
    years: tuple[int, ...] = ()
    direction: str = "none"
    slope: float = float("nan")
    chi2: float = float("nan")
    p: float = float("nan")


def trend_test(build: Path, indicator: str, where: Where | None = None, *, viewer: Viewer) -> Trend:
    """Test whether a share goes up or down over completion years.

    Only published years count, at least `fewest_years` of them without a break of the series in between; of several
    unbroken runs the longest is tested, of equal ones the later. The cohorts hold different persons, so the years
    are independent. Years are the scores; the slope is that of least squares weighted by persons.

    Armitage 1955, Biometrics 11:375.
    """
    if INDICATORS[indicator].kind not in ("share", "ratio"):
        return Trend("kind")
    codes = {name: values for name, values in ask((), where).where.items() if name != "year"}
    found = publish(build, [indicator], ("year",), codes, viewer=viewer, purpose="comparison")
    points = _longest_run(found[found["status"].isin(SHOWN)].sort_values("year") if "year" in found else found)
    years = tuple(int(year) for year in points["year"])
    if len(years) < RULES["years"]["fewest_for_trend"]:
        return Trend("few_years", years)
    n = points["n"].to_numpy(dtype=float)
    x = np.round(points["value"].to_numpy(dtype=float) * n)
    if x.sum() in (0, n.sum()):
        return Trend("level", years)
    chi2, p = trends.cochran_armitage(x, n, np.array(years, dtype=float))
    slope = _slope(x, n, np.array(years, dtype=float))
    is_sure = p < 1 - RULES["precision"]["level"]
    return Trend("", years, ("rise" if slope > 0 else "fall") if is_sure else "none", slope, float(chi2), float(p))


def _longest_run(points: pd.DataFrame) -> pd.DataFrame:
    """Return the longest stretch of years without a new series in it."""
    breaks = np.sort(np.array(RULES["years"]["series_breaks"], dtype=float))
    run = np.searchsorted(breaks, points["year"].to_numpy(dtype=float), side="right")
    sizes = np.bincount(run, minlength=len(breaks) + 1)
    return pd.DataFrame(points[run == len(sizes) - 1 - int(np.argmax(sizes[::-1]))])


def _slope(x: Array, n: Array, years: Array) -> float:
    away = years - np.average(years, weights=n)
    return float((x * away).sum() / (n * away**2).sum())
