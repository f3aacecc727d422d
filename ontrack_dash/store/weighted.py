"""Unprotected weighted sums of the cube. Only the gate (`indicators`) may read them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from ontrack_dash.catalogue import Indicator
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.store import connection, cube, weights

Where = Mapping[str, tuple[str, ...]]


def sums(path: Path, indicators: Sequence[Indicator], by: Sequence[str], where: Where) -> pd.DataFrame:
    """Sum weights and what the variance of weighted shares needs, for several indicators at once.

    Slices (year × kind × wave) without weights give nothing, so a group may rest on fewer persons than were counted:
    `<id>.persons` says on how many. Where a group asked for is a group of a margin, the squares are of raking
    residuals; where it is put together from several, or as fine as the cube, they are plain (Σw²y, Σw²): residuals
    of parts do not add up, and plain squares leave out what the margins explain, so the variance comes out larger.

    Returns:
        One row a group that has weights: the `by` columns (text codes, `year` and `wave` whole numbers), then per
        indicator `<id>.weight`, `.weighted`, `.yy`, `.y1`, `.ones`, `.squares` (Σw² as it is: weight² over it is Kish's
        effective n, which a share of 0 or 1 has) and `.persons`. What is no share of answers has no columns.
    """
    can = weights.weighted_indicators()
    asked = {
        f"{item.id}.{name}": column
        for item in indicators
        if item in can
        for name, column in weights.columns(item).items()
    }
    with connection.read(path) as cursor:
        if not asked or not weights.has_weights(cursor):
            return pd.DataFrame({name: pd.Series(dtype=object) for name in by} | dict.fromkeys(asked, _nothing()))
        table = _margin(by, where).table(weights.TABLE)
        condition, values = cube.condition(where)
        summed = ", ".join([*by, *(f'sum({column})::DOUBLE AS "{name}"' for name, column in asked.items())])
        grouping = f"GROUP BY {', '.join(by)} ORDER BY ALL" if by else "HAVING count(*) > 0"
        return cursor.execute(f"SELECT {summed} FROM {table} WHERE {condition} {grouping}", values).df()


def _margin(by: Sequence[str], where: Where) -> cube.Margin:
    """Return the margin whose groups are the groups asked for, or else the fine one."""
    margin = cube.margin_for({*by, *where})
    told = {*by, *(name for name, codes in where.items() if len(codes) == 1)}
    told |= {name for name, dimension in DIMENSIONS.items() if dimension.always}
    told |= {"field"} if "profession" in told else set()
    return margin if told >= set(margin.dimensions) else cube.margins()[-1]


def _nothing() -> "pd.Series[float]":
    return pd.Series(dtype=float)
