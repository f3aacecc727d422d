"""A column as its distinct texts, so that what is costly runs once per text and not once per row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

EMPTY = -1
TEXT = pd.StringDtype("pyarrow")

Rows = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Coded:
    """`distinct`: the texts of a column; `codes`: for each row which of them, -1 for an empty cell."""

    distinct: pa.Array
    codes: npt.NDArray[np.int32]

    @cached_property
    def texts(self) -> list[str]:
        """Return the distinct texts as a list."""
        texts: list[str] = self.distinct.to_pylist()
        return texts

    @property
    def is_empty(self) -> Rows:
        """Tell which rows have no text."""
        empty: Rows = self.codes == EMPTY
        return empty

    def rows_where(self, is_chosen: Sequence[bool]) -> Rows:
        """Tell which rows hold one of the chosen texts."""
        chosen: Rows = np.array([*is_chosen, False], dtype=bool)[self.codes]
        return chosen

    def spread(self, values: Sequence[Any]) -> npt.NDArray[np.object_]:
        """Return a value for each row from one for each distinct text, None where the cell is empty."""
        filled = np.empty(len(values) + 1, dtype=object)
        filled[: len(values)] = values
        return filled[self.codes]

    def select(self, rows: Rows) -> "Coded":
        """Keep some of the rows."""
        return self if rows.all() else replace(self, codes=self.codes[rows])

    def change(self, change: Callable[[str], str | None]) -> "Coded":
        """Return the column with every distinct text changed."""
        return encode(pa.array([*map(change, self.texts), None], pa.large_string()).take(self._takes))

    def replace_at(self, positions: npt.NDArray[np.int64], text: str) -> "Coded":
        """Return the column with some of its distinct texts replaced by one."""
        if not len(positions):
            return self
        texts = list(self.texts)
        for at in positions:
            texts[at] = text
        return Coded(pa.array(texts, pa.large_string()), self.codes)

    def to_series(self, index: pd.Index) -> pd.Series:
        """Return the column as text."""
        texts = pa.concat_arrays([self.distinct, pa.nulls(1, self.distinct.type)]).take(self._takes)
        series = as_text(texts)
        series.index = index
        return series

    @property
    def _takes(self) -> pa.Array:
        return pa.array(np.where(self.is_empty, len(self.distinct), self.codes))


def as_text(cells: pa.Array) -> pd.Series:
    """Return an array as a series of pandas text, NA where empty."""
    series: pd.Series = cells.to_pandas(types_mapper=lambda _: TEXT)
    return series


def encode(texts: "pa.Array | pd.Series") -> Coded:
    """Find the distinct texts of a column."""
    array = pa.array(texts)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    coded = array.cast(pa.large_string()).dictionary_encode()
    codes = coded.indices.fill_null(EMPTY).to_numpy(zero_copy_only=False)
    return Coded(coded.dictionary, codes.astype(np.int32))
