"""What files hold: fields, closed lists, layouts, dimensions and reference tables, as frozen records."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import pandas as pd

# Letters that look alike in the two scripts, as typists mix them in codes, headers and Roman numerals.
LOOK_ALIKES = str.maketrans("abcehkmoptxyі", "авсенкмортхуi")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Field:
    """One column the product knows."""

    id: str
    type: str
    vocabulary: str | None = None


@dataclass(frozen=True)
class Column:
    """One column of a layout as its file prints it."""

    field: str
    header: str
    group: str | None = None
    prefix: bool = False
    optional: bool = False
    empty: bool = False
    ignore: bool = False
    common: bool = False


@dataclass(frozen=True)
class Layout:
    """One kind of file."""

    kind: str
    table: str
    header_rows: int
    columns: tuple[Column, ...]
    replaces: tuple[str, ...]
    ask: tuple[str, ...] = ()
    optional_ask: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    own: bool = False
    questions: bool = False
    points: bool = False
    chosen: bool = False
    instrument: str | None = None


@dataclass(frozen=True)
class Dimension:
    """One way to group and filter; `within`: the dimension whose groups its own fall into."""

    id: str
    values: str
    always: bool = False
    within: str | None = None


def fold(text: str) -> str:
    """Reduce a header or a spelling to what decides whether two are the same.

    Drops `*` and what follows, folds case and spaces, and makes Latin look-alikes Cyrillic.
    """
    return SPACES.sub(" ", text.split("*", maxsplit=1)[0]).strip().casefold().translate(LOOK_ALIKES)


def load_definition(name: str) -> dict[str, Any]:
    """Read one file of definitions."""
    return tomllib.loads((files("ontrack_dash") / "definitions" / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache
def reference(name: str) -> pd.DataFrame:
    """Return one reference table, every column text, missing cells empty text."""
    with (files("ontrack_dash") / "definitions" / "reference" / f"{name}.csv").open(encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype=str, keep_default_na=False)


def _layouts(tables: dict[str, dict[str, Any]]) -> dict[str, Layout]:
    return {kind: _layout(kind, tables) for kind in tables if kind not in ("personal", "programs")}


def _layout(kind: str, tables: dict[str, dict[str, Any]]) -> Layout:
    own = dict(tables[kind])
    table = {**tables[own.pop("like")], **own} if "like" in own else own
    groups, names = table.pop("groups", {}), table.pop("fields", {})
    columns = tuple(_column(column, groups, names) for column in table.pop("columns"))
    for name in ("ask", "optional_ask", "replaces", "unique"):
        table[name] = tuple(table.get(name, ()))
    return Layout(kind=kind, columns=columns, **table)


def _column(column: dict[str, Any], groups: Mapping[str, str], names: Mapping[str, str]) -> Column:
    group, name = column.get("group"), column["field"]
    return Column(**{**column, "group": groups.get(group, group) if group else None, "field": names.get(name, name)})


_LAYOUT_TABLES = load_definition("layouts")

FIELDS: Mapping[str, Field] = MappingProxyType(
    {name: Field(id=name, **table) for name, table in load_definition("fields").items()}
)
VOCABULARIES: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        name: MappingProxyType({code: tuple(spellings) for code, spellings in codes.items()})
        for name, codes in load_definition("vocabularies").items()
    }
)
LAYOUTS: Mapping[str, Layout] = MappingProxyType(_layouts(_LAYOUT_TABLES))
PERSONAL_HEADERS: frozenset[str] = frozenset(fold(header) for header in _LAYOUT_TABLES["personal"]["headers"])
PERSONAL_PREFIXES: tuple[str, ...] = tuple(fold(prefix) for prefix in _LAYOUT_TABLES["personal"]["prefixes"])
PROGRAM_HEADERS: frozenset[str] = frozenset(_LAYOUT_TABLES["programs"]["headers"])
DIMENSIONS: Mapping[str, Dimension] = MappingProxyType(
    {name: Dimension(id=name, **table) for name, table in load_definition("dimensions").items()}
)
