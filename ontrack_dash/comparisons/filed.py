"""Who filed, and how many points there were in each area, year by year."""

from pathlib import Path

import pandas as pd

from ontrack_dash import filings
from ontrack_dash.catalogue import RULES
from ontrack_dash.filings import STATUSES, Areas
from ontrack_dash.viewers import Viewer

FILED = {"year": "int64", "filing": "str", "centres": "int64", "share": "float64", "late": "int64", "status": "str"}
BY_AREA = {
    "year": "int64", "area": "str", "centres": "int64", "low": "float64", "value": "float64", "high": "float64",
    "zeros": "float64", "status": "str",
}  # fmt: skip
QUARTILES = {"low": 0.25, "value": 0.5, "high": 0.75}


def filed_by_year(build: Path, *, viewer: Viewer) -> pd.DataFrame:
    """Count the centres by how far their report is, for every year anything came in of.

    Returns:
        year, filing (a status of `filings.STATUSES`, in that order; those of no centre are left out), centres, share
        (of the centres of the year), late (of these centres), status (always "value": nothing is estimated).
    """
    frames = [
        _count(year, filings.statuses(build, year, viewer=viewer)) for year in filings.years(build, viewer=viewer)
    ]
    return pd.concat([pd.DataFrame(columns=list(FILED)), *frames], ignore_index=True).astype(FILED)


def points_by_area(build: Path, areas: Areas, *, viewer: Viewer, centre: str = "") -> pd.DataFrame:
    """Return the middle of the points of all centres shown, or of one, by area and year.

    Returns:
        year, area, centres, value (their median), low and high (their quartiles; missing for fewer than
        `least_centres`), zeros (questions without points, a centre on average), status (always "value").
    """
    found = filings.points(build, areas, viewer=viewer)
    if centre:
        found = found[found["centre"] == centre]
    rows = [
        {"year": year, "area": area, **_middle(group["points"]), "zeros": group["zeros"].mean(), "status": "value"}
        for (year, area), group in found.groupby(["year", "area"])
    ]
    return pd.DataFrame(rows, columns=list(BY_AREA)).astype(BY_AREA)


def _count(year: int, listed: pd.DataFrame) -> pd.DataFrame:
    counted = listed.groupby("status").agg(centres=("centre", "size"), late=("is_late", "sum"))
    present = [name for name in STATUSES if name in counted.index]
    rows = counted.loc[present].rename_axis("filing").reset_index()
    return rows.assign(year=year, share=rows["centres"] / len(listed), status="value")[list(FILED)]


def _middle(points: "pd.Series[float]") -> dict[str, float | None]:
    few = len(points) < RULES["self_rating"]["least_centres"]
    spread = {
        name: None if few and name != "value" else float(points.quantile(share)) for name, share in QUARTILES.items()
    }
    return {"centres": len(points), **spread}
