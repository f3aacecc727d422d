"""Published figures of others to read an indicator against: Eurostat lines and European targets."""

from functools import lru_cache

import pandas as pd

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import reference

# Countries drawn beside an indicator; the whole table stands on the page of methods.
GEOS = ("BG", "EU27_2020")
# Dataset of Eurostat → the European target that is measured with it.
TARGETS = {"edat_lfse_24": "recent_graduates_employment"}


@lru_cache
def eurostat(dataset: str) -> pd.DataFrame:
    """Return one Eurostat dataset: geo, year (whole number), value (share 0-1, NaN where none), flags."""
    table = reference("eurostat")
    rows = table[table["dataset"] == dataset]
    return pd.DataFrame(
        {
            "geo": rows["geo"],
            "year": rows["year"].astype(int),
            "value": pd.to_numeric(rows["value"], errors="coerce"),
            "flags": rows["flags"],
        }
    ).reset_index(drop=True)


def lines(indicator: str, first_year: int) -> pd.DataFrame | None:
    """Return the lines an indicator may be read against from a year on, None where no definition agrees."""
    dataset = INDICATORS[indicator].reference
    if dataset is None:
        return None
    table = eurostat(dataset)
    found = table[table["geo"].isin(GEOS) & (table["year"] >= first_year)]
    return None if found.empty else found


def targets(indicator: str) -> pd.DataFrame | None:
    """Return the European targets of an indicator: id, value (share 0-1), year, source_url."""
    name = TARGETS.get(INDICATORS[indicator].reference or "")
    if name is None:
        return None
    table = reference("targets")
    found = table[table["id"] == name]
    return found.assign(value=found["value"].astype(float), year=found["year"].astype(int))
