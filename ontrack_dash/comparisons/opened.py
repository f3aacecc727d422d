"""What anybody may take away whole: every published table, asked as the public asks."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from ontrack_dash import estimating, indicators
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.comparisons.published import SHARES
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.viewers import PUBLIC

ALWAYS = ("year", "kind")
SIZES = (0, 1, 2)


def open_tables() -> tuple[tuple[str, ...], ...]:
    """Return the dimensions of every published table beside year and kind; a profession comes with its field.

    By wave there is the whole country only: everywhere else each indicator is taken from its own.
    """
    groups = [name for name, dimension in DIMENSIONS.items() if not dimension.always]
    tables = [table for size in SIZES for table in combinations(groups, size) if _is_table(table)]
    return (tables[0], ("wave",), *tables[1:])


def open_estimates(build: Path, groups: Sequence[str]) -> pd.DataFrame:
    """Publish every indicator by year, kind of course and these groups, each beside its change on the cohort before.

    Returns:
        Estimates and change, change_low, change_high (Newcombe 1998, method 10), missing where not both years are
        published. Without the rows of indicators that know no such groups, and without the years of an indicator in
        which no group has data.
    """
    by = (*ALWAYS, *groups)
    told = _told(indicators.publish(build, list(INDICATORS), by, viewer=PUBLIC), groups)
    changes = _changes(build, by).rename(columns={"difference": "change", "low": "change_low", "high": "change_high"})
    return told.merge(changes.drop(columns="previous_year"), how="left", on=["indicator", *by])


def open_weighted(build: Path) -> pd.DataFrame:
    """Publish the whole country once more, weighted to its cohorts: estimates by year and kind, with effective_n."""
    return _told(indicators.publish(build, list(INDICATORS), ALWAYS, viewer=PUBLIC, weighting="cohort"), ())


def _changes(build: Path, by: Sequence[str]) -> pd.DataFrame:
    """Compare the published shares of each group with those of the cohort before."""
    shares = [name for name, indicator in INDICATORS.items() if indicator.kind in SHARES]
    published = indicators.publish(build, shares, by, viewer=PUBLIC, purpose="comparison")
    return estimating.compare_years(published, [name for name in by if name != "year"])


def _is_table(groups: Sequence[str]) -> bool:
    nested = any(DIMENSIONS[name].within in groups for name in groups)
    return not nested and indicators.is_publishable(groups)


def _told(estimates: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Leave out what says nothing; order by year, kind, groups, and indicators as the catalogue has them."""
    by = (*ALWAYS, *groups)
    known = estimates[estimates[list(by)].notna().all(axis=1)]
    has_data = (known["status"] != "no_data").groupby([known["indicator"], known["year"]]).transform("any")
    rows = known[has_data.astype(bool)]
    place = {name: number for number, name in enumerate(INDICATORS)}
    order = np.lexsort([rows["indicator"].map(place), *(rows[name].astype(object) for name in reversed(by))])
    return rows.iloc[order].reset_index(drop=True)
