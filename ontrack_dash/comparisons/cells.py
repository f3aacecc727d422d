"""The cells of a centre's mix, each with the rate of the finest group of the country it may be read against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.comparisons import published
from ontrack_dash.questions import PLACES, Where, ask
from ontrack_dash.viewers import PUBLIC, Viewer

# From the finest cells to the whole country: a cell with too few others takes the rate of the next one it fits.
LADDER = (
    ("profession", "level", "kind"), ("field", "level", "kind"), ("profession", "kind"), ("field", "kind"),
    ("level", "kind"), (),
)  # fmt: skip
FINEST_WITH_OBLAST = ("oblast", "profession", "level", "kind")
CELL = ("field", "profession", "level", "kind")
# No rate of a profession by level is published: to a centre a cell is a profession.
PUBLISHED_CELL = ("field", "profession", "kind")
FOUND = ("n_all", "x_all", "n_own", "x_own", "is_coarser")
RATES = 512


@dataclass(frozen=True)
class MixQuestion:
    """What the mix is asked of; `years`: indicator → completion year, where each has one of its own."""

    where: Where = field(default_factory=dict, hash=False)
    years: Mapping[str, int] = field(default_factory=dict, hash=False)
    with_oblast: bool = False


def read_cells(build: Path, ids: Sequence[str], question: MixQuestion, viewer: Viewer) -> pd.DataFrame:
    """Return the cells of every centre this viewer sees open.

    Columns: indicator, centre, the dimensions of a cell, n and x (persons, and those counted); n_all, x_all of the
    group whose rate the cell is read against, n_own, x_own of the centre within that group, missing where the country
    itself is hidden; is_coarser where that is not the finest group the viewer may ask of.
    """
    asked = _open_to(viewer, question.where)
    # Where no place is named a centre reads what everybody does, so its rates are those of all centres.
    everyone = viewer if viewer.role == "agency" else PUBLIC
    dimensions, rungs = _ladder(question, sees_all=everyone.role == "agency")
    if asked is None:
        return pd.DataFrame(columns=["indicator", "centre", *dimensions, "n", "x", *FOUND])
    cells = _read(build, ids, ("centre", *dimensions), replace(question, where=asked), viewer)
    country = replace(question, where=ask((), published.without(question.where, *PLACES)).where)
    kept = (build, build.stat().st_mtime_ns, tuple(ids))
    return _find_rates(cells, {rung: _rates(*kept, rung, country, everyone) for rung in rungs})


def _ladder(question: MixQuestion, *, sees_all: bool) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the dimensions of a cell, and those of the groups it may be read against, finest first."""
    if question.with_oblast:
        return ("oblast", *CELL), [FINEST_WITH_OBLAST, *LADDER]
    cell = CELL if sees_all else PUBLISHED_CELL
    return cell, [rung for rung in LADDER if set(rung) <= set(cell)]


def _open_to(viewer: Viewer, where: Where) -> Where | None:
    """Return the question about the centres a viewer sees open, None where there are none."""
    if viewer.role == "agency":
        return where
    named = where.get("centre") or viewer.licence
    named = (named,) if isinstance(named, str) else tuple(named or ())
    return {**where, "centre": (viewer.licence,)} if viewer.licence and viewer.licence in named else None


# A build never changes, so the rates of the country are kept; everybody shares the frame, so nobody changes it.
@lru_cache(maxsize=RATES)
def _rates(
    build: Path, _written: int, ids: tuple[str, ...], rung: tuple[str, ...], question: MixQuestion, everyone: Viewer
) -> pd.DataFrame:  # fmt: skip
    return _read(build, ids, rung, question, everyone)


def _read(build: Path, ids: Sequence[str], by: Sequence[str], question: MixQuestion, viewer: Viewer) -> pd.DataFrame:
    """Publish n and x of groups; where each indicator has a year of its own, of that year."""
    if not question.years:
        rows = published.publish(build, list(ids), tuple(by), question.where, viewer)
    else:
        where = {**question.where, "year": tuple(sorted({str(year) for year in question.years.values()}))}
        rows = published.publish(build, list(ids), ("year", *by), where, viewer)
        rows = rows[rows["year"] == rows["indicator"].map(question.years)]
    rows = rows[published.is_shown(rows)]
    x, n = published.counts(rows)
    return rows[["indicator", *by]].assign(n=n, x=x).reset_index(drop=True)


def _find_rates(cells: pd.DataFrame, rates: Mapping[tuple[str, ...], pd.DataFrame]) -> pd.DataFrame:
    """Find the rates of all cells, from the finest rung to the coarsest that is needed."""
    found = pd.DataFrame(index=cells.index, columns=FOUND, dtype=float)
    for place, (rung, country) in enumerate(rates.items()):
        missing = found["n_all"].isna()
        if not missing.any():
            break
        own = cells.groupby(["indicator", "centre", *rung])[["n", "x"]].transform("sum")
        matched = cells[["indicator", *rung]].merge(country, how="left", on=["indicator", *rung]).set_axis(cells.index)
        wanted = missing & (matched["n"] - own["n"] >= RULES["protection"]["minimum_n"])
        columns = {"n_all": matched["n"], "x_all": matched["x"], "n_own": own["n"], "x_own": own["x"]}
        for name, values in columns.items():
            found.loc[wanted, name] = values[wanted]
        found.loc[wanted, "is_coarser"] = float(place > 0)
    return cells.join(found)
