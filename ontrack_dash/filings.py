"""The gate of what centres filed: the agency sees all of it, a centre its own, everybody else nothing."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import fold
from ontrack_dash.store import filings, register
from ontrack_dash.viewers import Viewer

# How far a filing is, and what is said where nobody lists it: nothing came in, or no list did.
STATUSES = ("approved", "submitted", "returned", "created", "missing", "unknown")
LEVELS = ("excellent", "good", "satisfactory", "unsatisfactory")
NO_AREA = "none"
# What is filed → the lists that speak of every centre that filed it. Reports picked out by hand are no such list.
LISTS = {"status": ("self_assessment", "napoo"), "annual_status": ("napoo", "annual", "annual_all")}
OF_STATUS = (
    "centre", "year", "centre_name", "settlement", "oblast", "status", "filing_date", "is_late", "annual_status",
    "annual_date",
)  # fmt: skip
YEARLY = ["centre", "year"]

Areas = Mapping[str, str]


def deadline(year: int) -> date:
    """Return the last day on which the report of a year is filed in time."""
    last = RULES["reporting"]["deadline"]
    return date(year + 1, last["month"], last["day"])


def years(build: Path, *, viewer: Viewer) -> tuple[int, ...]:
    """Return the report years any imported list or report speaks of, oldest first."""
    if viewer.role == "public":
        return ()
    frames = (filings.read_filings(build), filings.read_counts(build), filings.read_points(build))
    return tuple(sorted({int(year) for frame in frames for year in frame["year"]}))


def export_years(build: Path, *, viewer: Viewer) -> tuple[int, ...]:
    """Return the years of which reports were imported, whoever's, oldest first; to the public none."""
    if viewer.role == "public":
        return ()
    return tuple(sorted({int(year) for year in filings.read_counts(build)["year"]}))


def statuses(build: Path, year: int, *, viewer: Viewer) -> pd.DataFrame:
    """Say of every centre of the register, and of those only in lists, how far its report of a year is.

    A centre nothing is said of is `missing` where a list of that year came in, `unknown` otherwise. A list holds what
    its grid showed, so it may lack centres that did file (see `coverage`). The date is that of the last filing: a
    report returned and filed again can be late although it was not at first.

    Returns:
        centre, year, centre_name, settlement, oblast, status (of `STATUSES`), filing_date, is_late (missing without a
        date), annual_status, annual_date (the same of the annual information).
    """
    said, lists = filings.read_filings(build), filings.read_lists(build)
    every = register.centres(build).merge(said[said["year"] == year].drop(columns="year"), on="centre", how="outer")
    every = _visible(every, viewer).sort_values(["centre_name", "centre"], ignore_index=True)
    listed = set(lists.loc[lists["year"] == year, "list"])
    late = (every["filing_date"] > pd.Timestamp(deadline(year))).astype("boolean")
    return every.assign(
        year=year,
        status=every["filing_status"].fillna(_unlisted("status", listed)),
        is_late=late.mask(every["filing_date"].isna()),
        annual_status=every["annual_status"].fillna(_unlisted("annual_status", listed)),
    )[list(OF_STATUS)]


def coverage(build: Path, *, viewer: Viewer) -> pd.DataFrame:
    """Say how much of the register the lists of each year speak of, for the agency alone.

    Returns:
        year, filed (status: the report, annual_status: the annual information), listed (centres), in_register (those
        of them that are in the register), register (its centres).
    """
    lists, known = filings.read_lists(build), register.centres(build)["centre"]
    lists = lists.assign(in_register=lists["centre"].isin(known))
    frames = [
        lists[lists["list"].isin(kinds)]
        .drop_duplicates(YEARLY)
        .groupby("year", as_index=False)
        .agg(listed=("centre", "size"), in_register=("in_register", "sum"))
        .assign(filed=filed, register=len(known))
        for filed, kinds in LISTS.items()
    ]
    table = pd.concat(frames, ignore_index=True)[["year", "filed", "listed", "in_register", "register"]]
    return table if viewer.role == "agency" else table.head(0)


def filed_counts(build: Path, *, viewer: Viewer) -> pd.DataFrame:
    """Return the counts that stand in reports, as filed.

    Returns:
        centre, year, count (an id of `definitions/counts.toml`), filed.
    """
    wide = _visible(filings.read_counts(build), viewer)
    long = wide.melt(id_vars=YEARLY, var_name="count", value_name="filed").dropna(subset=["filed"])
    return long.astype({"filed": "int64"}).sort_values([*YEARLY], kind="stable", ignore_index=True)


def points(build: Path, areas: Areas, *, viewer: Viewer) -> pd.DataFrame:
    """Add up the points a centre gave itself in each area.

    `areas`: folded question → code; a question nobody put into an area is of "none". The points of an area may exceed
    what ИС на НАПОО prints as its maximum, which counts one answer a question. A zero may be an unanswered question.

    Returns:
        centre, year, area, points, questions, zeros (questions with no points).
    """
    given = _visible(filings.read_points(build), viewer)
    known = {question: areas.get(fold(question), NO_AREA) for question in given["question"].unique()}
    return _add_up(given.assign(area=given["question"].map(known)), [*YEARLY, "area"])


def ratings(build: Path, areas: Areas, *, viewer: Viewer) -> pd.DataFrame:
    """Add up all points of each report and name the level they make.

    Returns:
        centre, year, total, level (of `LEVELS`), is_boundary (the total is a threshold, where the screen and the code
        of ИС на НАПОО disagree), questions, zeros.
    """
    whole = points(build, areas, viewer=viewer).groupby(YEARLY, as_index=False)[["points", "questions", "zeros"]].sum()
    total = whole["points"].round(2)
    return whole.assign(total=total, level=[name_level(one) for one in total], is_boundary=is_boundary(total))[
        [*YEARLY, "total", "level", "is_boundary", "questions", "zeros"]
    ]


def questions(build: Path, *, viewer: Viewer) -> tuple[str, ...]:
    """Return the scored questions of all reports, for the agency alone, which says what area each is of."""
    if viewer.role != "agency":
        return ()
    return tuple(dict.fromkeys(filings.read_points(build)["question"]))


def name_level(total: float) -> str:
    """Return the level of a total; it begins at its threshold."""
    thresholds = RULES["levels"]
    reached = (name for name in LEVELS[:-1] if total >= thresholds[name] - thresholds["boundary"])
    return next(reached, LEVELS[-1])


def is_boundary(totals: "pd.Series[float]") -> "pd.Series[bool]":
    """Tell which totals are a threshold."""
    rule = RULES["levels"]
    distances = np.abs(np.subtract.outer(totals.to_numpy(dtype=float), [rule[name] for name in LEVELS[:-1]]))
    return pd.Series((distances <= rule["boundary"]).any(axis=1), index=totals.index)


def _visible(frame: pd.DataFrame, viewer: Viewer) -> pd.DataFrame:
    """Keep the rows this viewer may see."""
    if viewer.role == "agency":
        return frame
    return frame[frame["centre"] == viewer.licence] if viewer.role == "centre" else frame.head(0)


def _unlisted(filed: str, listed: set[str]) -> str:
    return "missing" if listed & set(LISTS[filed]) else "unknown"


def _add_up(given: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    scored = given.assign(points=given["points"].astype("float64"), zeros=given["points"] == 0)
    together = scored.groupby(by, as_index=False).agg(
        points=("points", "sum"), questions=("points", "size"), zeros=("zeros", "sum")
    )
    # Points have two decimals; what binary sums add to them would miss a threshold.
    return together.assign(points=together["points"].round(2)).astype({"zeros": "int64"})
