"""What a chart may know of one row of estimates."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.i18n import Words

STATES = ("value", "imprecise", "protected", "not_applicable", "no_data")
SHOWN = ("value", "imprecise")
SHARES = ("share", "ratio")
COLUMNS = ("indicator", "status", "n", "value", "low", "high", "benchmark", "is_small")


class Mark(NamedTuple):
    """One row; a row that is not shown has no number at all, whatever its frame holds."""

    indicator: str
    code: str
    label: str
    status: str
    n: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    benchmark: float | None = None
    is_small: bool = False

    @property
    def is_share(self) -> bool:
        """Tell whether the value can stand on an axis in per cent."""
        return INDICATORS[self.indicator].kind in SHARES


def read_marks(estimates: pd.DataFrame, words: Words, by: str | None = None) -> list[Mark]:
    """Read estimates, one mark a row in the order of the frame.

    `by` is the column that names the rows; without it the indicator does.
    """
    columns = [*COLUMNS, *([by] if by else [])]
    rows = zip(*(estimates[column].tolist() for column in columns), strict=True)
    return [_read(dict(zip(columns, row, strict=True)), words, by) for row in rows]


def grouping(estimates: pd.DataFrame, without: Sequence[str] = ()) -> str | None:
    """Return the column that names the groups, or nothing where there is one row an indicator."""
    return next((column for column in estimates.columns if column in DIMENSIONS and column not in without), None)


def by_state(marks: Iterable[Mark]) -> list[Mark]:
    """Sort by value, highest first, but only inside a state: an imprecise row never ranks among the others."""
    return sorted(marks, key=lambda mark: (STATES.index(mark.status), -(mark.value or 0.0), mark.label))


def _read(row: dict[Any, Any], words: Words, by: str | None) -> Mark:
    indicator, status = str(row["indicator"]), str(row["status"])
    code = indicator if by is None else _code(row[by])
    label = words.t(f"indicator.{indicator}.short") if by is None else words.label(by, code)
    if status not in SHOWN:
        return Mark(indicator, code, label, status)
    return Mark(
        indicator,
        code,
        label,
        status,
        n=_whole(row["n"]),
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        # The count of a whole country is nothing to read the count of one place against.
        benchmark=None if INDICATORS[indicator].kind == "count" else _number(row["benchmark"]),
        is_small=bool(row["is_small"]),
    )


def _code(cell: object) -> str:
    return "unknown" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]


def _number(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(cell)


def _whole(cell: Any) -> int | None:
    return None if pd.isna(cell) else int(cell)
