"""Find the header of a sheet: which layout it fits, on which row, and which columns identify a person."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import LAYOUTS, PERSONAL_HEADERS, PERSONAL_PREFIXES, Column, Layout, fold
from ontrack_dash.intake.forms import Asked, find, is_in_own_words, is_told
from ontrack_dash.intake.personal_data import redact

LETTERS = 26
SPACED_MARK = re.compile(r"\s*([,/()\-–])\s*")


@dataclass(frozen=True)
class Fit:
    """How one layout lies on one row of a sheet.

    `row`: position of the first header row. `taken`: the layout's column for each sheet column. `texts`: what every
    column with a header says. `extra`: columns the layout does not know. `asked`: of them, what asks a question of the
    layout's instrument.
    """

    layout: Layout
    row: int
    taken: Mapping[int, Column]
    texts: Mapping[int, str]
    asked: Mapping[int, Asked] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """Columns that speak for the layout."""
        return len(self.taken) + len(self.asked)

    @property
    def extra(self) -> tuple[int, ...]:
        """Columns with a header that the layout does not have."""
        return tuple(at for at in self.texts if at not in self.taken)

    @property
    def missing(self) -> tuple[Column, ...]:
        """Columns the layout needs and the sheet does not have; of those with one fact of a form one is enough."""
        found = set(self.taken.values())
        if self.layout.instrument:
            facts = {column.field for column in found}
            return tuple({column.field: column for column in self.layout.columns if column.field not in facts}.values())
        return tuple(column for column in self.layout.columns if column not in found and not column.optional)

    @property
    def is_complete(self) -> bool:
        """Tell whether the sheet is of this kind.

        A file of another kind may happen to have all columns of a short layout: then the rest of its columns
        outnumber them, or belong to another layout. Questions of a self-assessment may be many, or none.
        """
        if self.missing:
            return False
        if self.layout.instrument:
            return is_told(self.layout.instrument, self.asked.values())
        if self.layout.points:
            return True
        others = [at for at in self.extra if not is_personal(self.texts[at])]
        if self.layout.questions:
            return bool(others)
        strange = not self.layout.own and any(simplify(self.texts[at]) in known_headers() for at in others)
        return len(others) <= len(self.taken) and not strange


def simplify(text: str) -> str:
    """Fold a header further: spaces around punctuation and a closing colon do not tell two headers apart."""
    return SPACED_MARK.sub(r"\1", fold(text)).rstrip(" :.")


@lru_cache
def known_headers() -> frozenset[str]:
    """Return the headers that speak for some layout, simplified."""
    columns = (column for layout in LAYOUTS.values() for column in layout.columns)
    return frozenset(simplify(column.header) for column in columns if not column.common)


@lru_cache
def _names() -> frozenset[str]:
    """Return every header of every layout, and the field ids that the product's own layouts take for headers."""
    own = (column.field for layout in LAYOUTS.values() if layout.own for column in layout.columns)
    return known_headers() | {simplify(name) for name in own}


@lru_cache
def licence_headers() -> frozenset[str]:
    """Return the headers of columns that hold licence numbers, simplified."""
    columns = (column for layout in LAYOUTS.values() for column in layout.columns)
    return frozenset(simplify(column.header) for column in columns if column.field == "licence")


def is_personal(text: str) -> bool:
    """Tell whether a column with this header identifies a person, or holds what people wrote themselves."""
    folded = fold(text)
    is_listed = simplify(text) in _personal_headers() or folded.startswith(PERSONAL_PREFIXES)
    return is_listed or is_in_own_words(text)


@lru_cache
def _personal_headers() -> frozenset[str]:
    return frozenset(map(simplify, PERSONAL_HEADERS))


def positions(cells: pd.DataFrame) -> list[int]:
    """Return the column positions of a sheet."""
    return [int(str(at)) for at in cells.columns]


def letter(position: int) -> str:
    """Return the letters of a column, A for position 0."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def label(position: int, text: str) -> str:
    """Name a column as people see it: its letter and its header."""
    return f"{letter(position)} · {redact(' '.join(text.split()))}" if text else letter(position)


def find_fits(cells: pd.DataFrame) -> list[Fit]:
    """Return how every layout lies on every row where a header may stand."""
    grid = _top(cells)
    return [
        _fit(layout, row, texts, simple)
        for height in sorted({layout.header_rows for layout in _recognisable()})
        for row, texts, simple in _stacks(grid, height)
        for layout in _recognisable()
        if layout.header_rows == height
    ]


def lay_chosen(cells: pd.DataFrame, kind: str | None) -> list[Fit]:
    """Lay a kind that any header fits, and none is recognised by, on the first row that is no title; none otherwise."""
    grid = _top(cells)
    widest = max(map(len, grid), default=0)
    if kind is None or kind not in LAYOUTS or not LAYOUTS[kind].chosen or not widest:
        return []
    row = next(at for at, texts in enumerate(grid) if 2 * len(texts) > widest)
    taken: dict[int, Column] = {}
    for column in LAYOUTS[kind].columns:
        its = (at for at, text in grid[row].items() if at not in taken and simplify(text) == simplify(column.header))
        taken |= dict.fromkeys(its, column)
    return [Fit(LAYOUTS[kind], row, taken, grid[row])]


def _recognisable() -> list[Layout]:
    return [layout for layout in LAYOUTS.values() if not layout.chosen]


def best_fits(fits: list[Fit]) -> list[Fit]:
    """Return the complete fits with most columns, the topmost of them; more than one when kinds share a header."""
    complete = [fit for fit in fits if fit.is_complete]
    if not complete:
        return []
    best = max(complete, key=lambda fit: (fit.known, -fit.row))
    return [fit for fit in complete if (fit.known, fit.row) == (best.known, best.row)]


def personal_columns(cells: pd.DataFrame, kind: str | None = None) -> dict[int, str]:
    """Return position and label of the columns that identify a person; without a known header every top row counts."""
    grid = _top(cells)
    fits = best_fits(find_fits(cells)) or lay_chosen(cells, kind)
    height = fits[0].layout.header_rows if fits else 1
    rows = [grid[fits[0].row : fits[0].row + height]] if fits else [[row] for row in grid]
    found: dict[int, str] = {}
    for header in rows:
        for at, (group, text) in _stack(header).items():
            if is_personal(text) or is_personal(group):
                # Without a known header the cell may be a person's: only a header in full is repeated.
                found[at] = label(at, text if fits or simplify(text) in _personal_headers() else "")
    return found


Grid = list[dict[int, str]]


def _top(cells: pd.DataFrame) -> Grid:
    head = cells.iloc[: RULES["reading"]["header_within"] + 1]
    rows = zip(*(head[at].tolist() for at in head), strict=True)
    places = positions(cells)
    return [{at: text for at, text in zip(places, row, strict=True) if not pd.isna(text)} for row in rows]


def _stacks(grid: Grid, height: int) -> Iterator[tuple[int, dict[int, str], dict[int, tuple[str, str]]]]:
    simple = {text: simplify(text) for text in {"", *(text for row in grid for text in row.values())}}
    for row in range(min(len(grid) - height + 1, RULES["reading"]["header_within"])):
        stacked = _stack(grid[row : row + height])
        texts = {at: text for at, (_, text) in stacked.items()}
        yield row, texts, {at: (simple[group], simple[text]) for at, (group, text) in stacked.items()}


def _stack(rows: Grid) -> dict[int, tuple[str, str]]:
    """Return (group, header) by position; a merged cell stands over the blank ones on its right."""
    if len(rows) == 1:
        return {at: ("", text) for at, text in rows[0].items()}
    top, low = rows
    stacked: dict[int, tuple[str, str]] = {}
    group = ""
    for at in sorted({*top, *low}):
        group = top.get(at, group)
        stacked[at] = (group, low.get(at) or top[at])
    return stacked


def _fit(layout: Layout, row: int, texts: Mapping[int, str], simple: Mapping[int, tuple[str, str]]) -> Fit:
    said = {text for _, text in simple.values()}
    # Most rows looked at are data: without a single known header there is nothing to lay.
    if said.isdisjoint(_names()):
        return Fit(layout, row, {}, texts)
    free, taken = dict(simple), dict[int, Column]()
    for column in layout.columns:
        if not column.prefix and said.isdisjoint(_spellings(column, own=layout.own)):
            continue
        at = next((at for at, pair in free.items() if column.header and _is_header(column, pair, own=layout.own)), None)
        if at is not None:
            taken[at] = column
            del free[at]
    return Fit(layout, row, taken, texts, _asked(layout, {at: texts[at] for at in free}))


def _spellings(column: Column, *, own: bool) -> tuple[str, ...]:
    """Return the headers one of which a sheet has that has the column."""
    return (_simple(column.header), _simple(column.field)) if own else (_simple(column.header),)


def _asked(layout: Layout, texts: Mapping[int, str]) -> dict[int, Asked]:
    """Return what the columns ask, each question once."""
    if layout.instrument is None:
        return {}
    found = {at: asked for at, text in texts.items() if (asked := find(layout.instrument, text)) is not None}
    first = {asked: at for at, asked in reversed(found.items())}
    return {at: asked for at, asked in found.items() if first[asked] == at}


def _is_header(column: Column, texts: tuple[str, str], *, own: bool) -> bool:
    group, text = texts
    header = _simple(column.header)
    is_same = text.startswith(header) if column.prefix else text == header
    if own and text == _simple(column.field):
        return True
    return is_same and (column.group is None or group == _simple(column.group))


@lru_cache
def _simple(text: str) -> str:
    return simplify(text)
