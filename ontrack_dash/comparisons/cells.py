"""The cells of a centre's mix, each with the rate of the finest group of the country it may be read against."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.comparisons import published
from ontrack_dash.questions import PLACES, Where
from ontrack_dash.viewers import Viewer

# From the finest cells to the whole country: a cell with too few others takes the rate of the next one it fits.
LADDER = (("profession", "level", "kind"), ("field", "level", "kind"), ("level", "kind"), ())
FINEST_WITH_OBLAST = ("oblast", "profession", "level", "kind")
CELL = ("field", "profession", "level", "kind")
FOUND = ("n_all", "x_all", "n_own", "x_own", "is_coarser")


def read_cells(build: Path, indicator: str, where: Where, viewer: Viewer, with_oblast: bool) -> pd.DataFrame:
    """Return the cells of every centre this viewer sees open.

    Columns: centre, the dimensions of a cell, n and x (persons, and those counted); n_all, x_all of the group whose
    rate the cell is read against, n_own, x_own of the centre within that group, missing where the country itself is
    hidden; is_coarser where that is not the finest group.
    """
    dimensions = ("oblast", *CELL) if with_oblast else CELL
    asked = _open_to(viewer, where)
    if asked is None:
        return pd.DataFrame(columns=["centre", *dimensions, "n", "x", *FOUND])
    cells = _read(build, indicator, ("centre", *dimensions), asked, viewer)
    rungs: tuple[tuple[str, ...], ...] = (FINEST_WITH_OBLAST, *LADDER) if with_oblast else LADDER
    country = published.without(where, *PLACES)
    rates = {rung: _read(build, indicator, rung, country, viewer) for rung in rungs}
    return _find_rates(cells, rates)


def _open_to(viewer: Viewer, where: Where) -> Where | None:
    """Return the question about the centres a viewer sees open, None where there are none."""
    if viewer.role == "agency":
        return where
    named = where.get("centre") or viewer.licence
    named = (named,) if isinstance(named, str) else tuple(named or ())
    return {**where, "centre": (viewer.licence,)} if viewer.licence and viewer.licence in named else None


def _read(build: Path, indicator: str, by: Sequence[str], where: Where, viewer: Viewer) -> pd.DataFrame:
    rows = published.publish(build, [indicator], tuple(by), where, viewer)
    rows = rows[published.is_shown(rows)]
    x, n = published.counts(rows)
    return rows[list(by)].assign(n=n, x=x).reset_index(drop=True)


def _find_rates(cells: pd.DataFrame, rates: Mapping[tuple[str, ...], pd.DataFrame]) -> pd.DataFrame:
    found = pd.DataFrame(index=cells.index, columns=FOUND, dtype=float)
    for place, (rung, country) in enumerate(rates.items()):
        own = cells.groupby(["centre", *rung])[["n", "x"]].transform("sum")
        matched = _match(cells, country, rung)
        others = matched["n"] - own["n"]
        wanted = found["n_all"].isna() & (others >= RULES["protection"]["minimum_n"])
        columns = {"n_all": matched["n"], "x_all": matched["x"], "n_own": own["n"], "x_own": own["x"]}
        for name, values in columns.items():
            found.loc[wanted, name] = values[wanted]
        found.loc[wanted, "is_coarser"] = float(place > 0)
    return cells.join(found)


def _match(cells: pd.DataFrame, country: pd.DataFrame, rung: Sequence[str]) -> pd.DataFrame:
    """Return n and x of the country for every cell, missing where they are hidden."""
    if not rung:
        row = country.iloc[0] if len(country) else pd.Series({"n": float("nan"), "x": float("nan")})
        return pd.DataFrame({"n": row["n"], "x": row["x"]}, index=cells.index)
    matched = cells[list(rung)].merge(country, how="left", on=list(rung))
    return matched[["n", "x"]].set_axis(cells.index)
