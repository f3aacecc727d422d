"""How other countries track graduates: published facts, each with its address and the day it was taken down."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ontrack_dash import references
from ontrack_dash.fields import reference

# The aspects systems are compared by, in the order they are read.
ASPECTS = ("system", "scope", "who", "data", "timing", "legal", "yields", "strengths", "limits")
# What a cell is: said by its source, or read by this product out of what the source says.
READING = "reading"
UNION = "EU27_2020"
HOME = "BG"
LOW_RELIABILITY = "u"


class Target(NamedTuple):
    """One European target: a share 0-1 to be reached by a year."""

    id: str
    value: float
    year: int
    source_url: str


def systems(countries: Sequence[str] = ()) -> pd.DataFrame:
    """Return one row a system and aspect: system, country, aspect, text_bg, text_en, basis, source_url, retrieved.

    A cell nothing was found for has no text, and then no source either. Without countries all are returned.
    """
    return _within(_dated("tracking_systems"), countries)


def outcomes(countries: Sequence[str] = ()) -> pd.DataFrame:
    """Return what such systems found: country, measure, value (share 0-1 or months), unit, qualifier, …, source_url."""
    table = _dated("tracking_outcomes")
    return _within(table.assign(value=table["value"].astype(float)), countries)


def mapping() -> pd.DataFrame:
    """Return what the mapping study counted (finding, value) and said (text_bg, text_en), with its sources."""
    table = _dated("tracking_mapping")
    return table.assign(value=pd.to_numeric(table["value"].replace("", None)))


def datasets() -> pd.DataFrame:
    """Return the tables of Eurostat that are shown: dataset, target, source_url, retrieved."""
    return _dated("tracking_datasets")


def origin(dataset: str) -> tuple[str, date]:
    """Return the address of a dataset and the day it was taken down."""
    row = datasets().set_index("dataset").loc[dataset]
    return str(row["source_url"]), date.fromisoformat(str(row["retrieved"]))


def countries() -> tuple[str, ...]:
    """Return the countries whose systems are compared, in their order."""
    return tuple(dict.fromkeys(reference("tracking_systems")["country"]))


def eurostat(dataset: str, chosen: Sequence[str] = ()) -> pd.DataFrame:
    """Return a dataset of these countries and of the Union: geo, year, value (share, NaN where none), flags."""
    table = references.eurostat(dataset)
    return table[table["geo"].isin([UNION, *(chosen or countries())])].reset_index(drop=True)


def targets() -> tuple[Target, ...]:
    """Return the targets of the European Union."""
    rows = reference("targets").to_dict("records")
    return tuple(Target(row["id"], float(row["value"]), int(row["year"]), row["source_url"]) for row in rows)


def target(dataset: str) -> Target:
    """Return the European target measured with a dataset."""
    name = datasets().set_index("dataset")["target"][dataset]
    return next(one for one in targets() if one.id == name)


def unreliable_years(dataset: str, geo: str = HOME) -> tuple[list[int], int]:
    """Return the years whose figure Eurostat calls little reliable, and how many years have a figure."""
    table = references.eurostat(dataset)
    rows = table[(table["geo"] == geo) & table["value"].notna()]
    return sorted(rows.loc[rows["flags"].str.contains(LOW_RELIABILITY), "year"]), len(rows)


@lru_cache
def _dated(name: str) -> pd.DataFrame:
    table = reference(name)
    days = [date.fromisoformat(day) if day else None for day in table["retrieved"]]
    return table.assign(retrieved=pd.Series(days, index=table.index, dtype=object))


def _within(table: pd.DataFrame, chosen: Sequence[str]) -> pd.DataFrame:
    return table[table["country"].isin(list(chosen))].reset_index(drop=True) if chosen else table
