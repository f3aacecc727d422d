"""What is wrong and where: one frame for every check, with values a stranger may see."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pandas as pd

from ontrack_dash.catalogue import RULES

MASKED = "•••"
SHORT_NUMBER = re.compile(r"[-+−]?\d{1,7}(?:[.,]\d{1,6})?")
DATE_LIKE = re.compile(
    r"\d{1,4}[.\-/]\d{1,2}[.\-/]\d{1,4}(?: ?г\.?)?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ч\.?)?)?", re.IGNORECASE
)
LICENCE_LIKE = re.compile(r"\d{1,20}")

Texts = str | None | Sequence[str | None]


def mask(value: str | None, field_type: str | None = None) -> str | None:
    """Return a cell as findings may show it.

    Short numbers stand as they are, dates only in a column of dates (elsewhere one may be a birthday), licence numbers
    in their own column; of anything else two characters.
    """
    if value is None or value == MASKED or SHORT_NUMBER.fullmatch(value):
        return value
    if field_type == "date" and DATE_LIKE.fullmatch(value):
        return value
    if field_type == "licence" and LICENCE_LIKE.fullmatch(value):
        return value
    return f"{value[:2]}…"


@dataclass
class Findings:
    """A collection that grows check by check."""

    rules: list[str] = field(default_factory=list)
    rows: list[int | None] = field(default_factory=list)
    columns: list[str | None] = field(default_factory=list)
    values: list[str | None] = field(default_factory=list)
    details: list[str | None] = field(default_factory=list)

    def add(
        self,
        rule: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Add one finding; `value` must be masked already."""
        self.add_rows(rule, [row], column, value, detail)

    def add_rows(
        self,
        rule: str,
        rows: Sequence[int | None] | npt.NDArray[np.int64],
        column: Texts = None,
        value: Texts = None,
        detail: Texts = None,
    ) -> None:
        """Add one finding a row; a text stands for all rows, a list for each; values must be masked already."""
        numbers = rows.tolist() if isinstance(rows, np.ndarray) else rows
        self.rules.extend(repeat(rule, len(numbers)))
        self.rows.extend(numbers)
        for texts, kept in ((column, self.columns), (value, self.values), (detail, self.details)):
            kept.extend(repeat(texts, len(numbers)) if texts is None or isinstance(texts, str) else texts)

    def extend(self, others: Iterable["Findings"]) -> None:
        """Add what other checks found."""
        for other in others:
            self.rules.extend(other.rules)
            self.rows.extend(other.rows)
            self.columns.extend(other.columns)
            self.values.extend(other.values)
            self.details.extend(other.details)

    def __len__(self) -> int:
        """Count the findings."""
        return len(self.rules)

    def to_frame(self, sheet: str | None = None) -> pd.DataFrame:
        """Return a findings frame, what concerns the whole file first, then by row."""
        frame = pd.DataFrame(
            {
                "rule": pd.array(self.rules, dtype="string"),
                "severity": pd.array([RULES["checks"][rule] for rule in self.rules], dtype="string"),
                "sheet": pd.array([sheet] * len(self), dtype="string"),
                "row": pd.array(self.rows, dtype="Int64"),
                "column": pd.array(self.columns, dtype="string"),
                "value": pd.array(self.values, dtype="string"),
                "detail": pd.array(self.details, dtype="string"),
            }
        )
        return frame.sort_values("row", kind="stable", na_position="first", ignore_index=True)
