"""What centres say of themselves beside what their graduates said, and who has nothing to say it with."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash import filings
from ontrack_dash.catalogue import INDICATORS, RULES, reported_cohort
from ontrack_dash.comparisons import published
from ontrack_dash.filings import Areas
from ontrack_dash.viewers import Viewer

AREA = "realisation"
KIND = "full"
FOLLOWED = ("completers", "reachable", "invited", "answered")
RATED = ("points", "total", "level", "is_boundary", "zeros")
ESTIMATED = ("n", "value", "low", "high", "benchmark", "status", "is_small", "population")
PLACED = ("rated", "measured", "quadrant")
COLUMNS = ("indicator", "centre", "year", *RATED, *ESTIMATED, "cohort", *PLACED)


def self_rating(
    build: Path, areas: Areas, year: int, *, viewer: Viewer, indicator: str = "employed_rate", kind: str = KIND
) -> pd.DataFrame:
    """Put the points of the realisation area beside the measured share of the cohort the report is about.

    Points are given by the centre to itself, on a scale of their own, so they are read against those of the other
    centres shown: high is at or above the `high_share` quantile of those with points and a value, and nothing is said
    among fewer than `least_centres`. A measured value is high or low where its interval leaves out the country's.
    One kind of course at a time: kinds are never pooled.

    Returns:
        One row a centre with points: indicator, centre, year, points (missing where no question is put into the area),
        total, level, is_boundary, zeros (in the area), the estimate (n … population; `no_data` where nobody
        answered), cohort, rated (rated_high, rated_low), measured (measured_high, measured_low, measured_alike), and
        quadrant, the two joined by a full stop; each missing where it cannot be said.

    Raises:
        KeyError: no such indicator. ValueError: an indicator that is no share, or of which more is not better.
    """
    measure = INDICATORS[indicator]
    if measure.direction != "higher":
        raise ValueError(f"more is not better: {indicator}")
    cohort = reported_cohort(measure, year)
    rated = _read_ratings(build, areas, year, viewer)
    if rated.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    found = published.read_centres(build, [indicator], {"year": (str(cohort),), "kind": (kind,)}, viewer, "none")
    together = rated.merge(found.drop(columns="indicator"), on="centre", how="left")
    together = together.assign(
        indicator=indicator,
        year=year,
        cohort=cohort,
        status=together["status"].fillna("no_data"),
        is_small=together["is_small"].eq(True),
    )
    return _place(together)[list(COLUMNS)]


def without_followup(build: Path, year: int, *, viewer: Viewer) -> pd.DataFrame:
    """List the centres with graduates none of whom answered, of the cohort a report is about; all kinds of course.

    Returns:
        centre, cohort, completers, reachable, invited, answered (persons; answered is 0), those with most graduates
        first. The public sees none.
    """
    cohort = reported_cohort(INDICATORS["answered"], year)
    if viewer.role == "public":
        return pd.DataFrame(columns=["centre", "cohort", *FOLLOWED])
    rows = published.publish(build, list(FOLLOWED), ("centre",), {"year": (str(cohort),)}, viewer)
    if viewer.role == "centre":
        rows = rows[rows["centre"] == viewer.licence]
    table = rows.pivot_table("n", "centre", "indicator", aggfunc="sum").reindex(columns=list(FOLLOWED)).fillna(0)
    silent = table[(table["completers"] > 0) & (table["answered"] == 0)].astype("int64").rename_axis(columns=None)
    listed = silent.reset_index().assign(cohort=cohort)[["centre", "cohort", *FOLLOWED]]
    return listed.sort_values(["completers", "centre"], ascending=[False, True], ignore_index=True)


def _read_ratings(build: Path, areas: Areas, year: int, viewer: Viewer) -> pd.DataFrame:
    """Return centre, then `RATED`, of the reports of one year."""
    whole = filings.ratings(build, areas, viewer=viewer).drop(columns=["questions", "zeros"])
    of_area = filings.points(build, areas, viewer=viewer).query("area == @AREA")[["centre", "year", "points", "zeros"]]
    both = whole.merge(of_area, on=["centre", "year"], how="left").astype({"zeros": "Int64"})
    return both[both["year"] == year].drop(columns="year")


def _place(rows: pd.DataFrame) -> pd.DataFrame:
    """Say on which side of the others' points, and of the country's value, each row lies."""
    points = rows["points"].where(published.is_shown(rows)).to_numpy(dtype=float)
    low, high, country = (rows[name].to_numpy(dtype=float) for name in ("low", "high", "benchmark"))
    rated: NDArray[np.object_] = np.full(len(rows), None, dtype=object)
    rule = RULES["self_rating"]
    has_points = np.isfinite(points)
    if has_points.sum() >= rule["least_centres"]:
        middle = np.quantile(points[has_points], rule["high_share"])
        rated[has_points] = np.where(points[has_points] >= middle, "rated_high", "rated_low")
    known = np.isfinite(low) & np.isfinite(high) & np.isfinite(country)
    sides = np.select([low > country, high < country], ["measured_high", "measured_low"], "measured_alike")
    measured = [str(side) if is_known else None for side, is_known in zip(sides, known, strict=True)]
    joined = [f"{one}.{other}" if one and other else None for one, other in zip(rated, measured, strict=True)]
    return rows.assign(
        rated=pd.array(rated, dtype="str"), measured=pd.array(measured, dtype="str"), quadrant=pd.array(joined, "str")
    )
