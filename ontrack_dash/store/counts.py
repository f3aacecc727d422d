"""Unprotected counts of the cube. Only the gate (`indicators`) may read them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from ontrack_dash.catalogue import Indicator
from ontrack_dash.store import connection, cube

Where = Mapping[str, tuple[str, ...]]


def count(path: Path, indicators: Sequence[Indicator], by: Sequence[str], where: Where) -> pd.DataFrame:
    """Count several indicators at once.

    A cohort has no wave: its size (`population`) is counted over the same groups whatever wave is asked for.

    Returns:
        One row a group: the `by` columns (text codes, `year` and `wave` whole numbers), then per indicator
        `<id>.numerator`, `<id>.denominator` and, where it has one, `<id>.population`.
    """
    counted = {name: column for indicator in indicators for name, column in _columns(indicator).items()}
    populations = {f"{item.id}.population": item.population for item in indicators if item.population}
    if "wave" not in by:
        return _sum(path, {"wave": counted, "cohort": populations}, by, where)
    cells = _sum(path, {"wave": counted}, by, where)
    if not populations:
        return cells
    groups = [dimension for dimension in by if dimension != "wave"]
    cohorts = _sum(path, {"cohort": populations}, groups, where)
    return cells.merge(cohorts, how="left", on=groups) if groups else cells.merge(cohorts, how="cross")


def durations(path: Path, indicator: Indicator, by: Sequence[str], where: Where) -> pd.DataFrame:
    """Count events and censored cases by month for a median.

    Returns:
        The `by` columns, months, events, censored.
    """
    table = cube.margin_for({*by, *where}).table(cube.DURATIONS)
    condition, values = cube.condition(where)
    groups = [*by, "months"]
    with connection.read(path) as cursor:
        return cursor.execute(
            f"SELECT {', '.join(groups)}, sum(events)::INTEGER AS events, sum(censored)::INTEGER AS censored "
            f"FROM {table} WHERE indicator = ? AND {condition} GROUP BY {', '.join(groups)} ORDER BY ALL",
            [indicator.id, *values],
        ).df()


def _columns(indicator: Indicator) -> dict[str, str]:
    return {
        f"{indicator.id}.numerator": cube.numerator(indicator),
        f"{indicator.id}.denominator": cube.denominator(indicator),
    }


def _sum(path: Path, columns: Mapping[str, Mapping[str, str]], by: Sequence[str], where: Where) -> pd.DataFrame:
    """Sum cube columns by group in one scan; the wave filters the sums, so that no group of the cohort is lost."""
    margin = cube.margin_for({*by, *where})
    waves = [int(wave) for wave in where.get("wave", ())]
    filters = {"wave": f" FILTER (WHERE wave IN ({', '.join(map(str, waves))}))" if waves else "", "cohort": ""}
    sums = ", ".join(
        f'sum({column}){filters[kind]}::INTEGER AS "{name}"'
        for kind, named in columns.items()
        for name, column in named.items()
    )
    condition, values = cube.condition({name: codes for name, codes in where.items() if name != "wave" or "wave" in by})
    grouping = f" GROUP BY {', '.join(by)} ORDER BY ALL" if by else ""
    asked = {column for named in columns.values() for column in named.values()}
    kept = {*by, *where, "wave"}
    joined = cube.UNION.join(
        f"SELECT {', '.join(sorted(kept | asked & known))} FROM {margin.table(source)}"
        for source, known in _known(path).items()
        if asked & known
    )
    with connection.read(path) as cursor:
        return cursor.execute(
            f"SELECT {', '.join([*by, sums])} FROM ({joined}) WHERE {condition}{grouping}", values
        ).df()


@lru_cache(maxsize=8)
def _known(path: Path) -> dict[str, frozenset[str]]:
    """Return the cube columns each source has in a build."""
    with connection.read(path) as cursor:
        return {
            source: frozenset(
                row[0] for row in cursor.execute(f"DESCRIBE {cube.margins()[0].table(source)}").fetchall()
            )
            for source in cube.SOURCES
        }
