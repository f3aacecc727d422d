"""Oblasti and settlements by the names files give them."""

from collections.abc import Mapping
from functools import lru_cache

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import fold, reference


def find_oblast(text: str) -> tuple[str, ...]:
    """Return the codes an oblast's name may mean: one, several when it is ambiguous, none when unknown."""
    return _oblasti().get(fold(text), ())


def find_settlement(text: str) -> tuple[str, ...]:
    """Return the codes of the oblasti that have a settlement of this name, and of this type where the text says it."""
    folded = fold(text)
    types = _types()
    mark = next((mark for mark in types if folded.startswith(mark)), None)
    if mark is None:
        return _settlements().get(folded, ())
    name = folded.removeprefix(mark).strip()
    return _settlements().get(f"{types[mark]}|{name}") or _settlements().get(name, ())


def name_oblasti(codes: tuple[str, ...]) -> str:
    """Return the names of oblasti as one text."""
    table = reference("oblasti").set_index("oblast_code")["name_bg"]
    return ", ".join(table[code] for code in codes)


@lru_cache
def _oblasti() -> Mapping[str, tuple[str, ...]]:
    table = reference("oblast_aliases")
    shared = {fold(alias) for alias in table.loc[table["ambiguous"] != "", "alias"]}
    every = tuple(reference("oblasti")["oblast_code"])
    names = reference("oblasti").set_index("oblast_code")["name_bg"]
    found = {fold(alias): (code,) for code, alias in zip(table["oblast_code"], table["alias"], strict=True)}
    return found | {name: tuple(code for code in every if fold(names[code]).startswith(name)) for name in shared}


@lru_cache
def _settlements() -> Mapping[str, tuple[str, ...]]:
    """Return oblasti by folded name, and by type and name."""
    found: dict[str, dict[str, None]] = {}
    table = reference("settlements")
    for kind, name, code in zip(table["type"], table["name_bg"], table["oblast_code"], strict=True):
        for key in (fold(name), f"{fold(kind)}|{fold(name)}"):
            found.setdefault(key, {})[code] = None
    return {key: tuple(codes) for key, codes in found.items()}


@lru_cache
def _types() -> Mapping[str, str]:
    """Return the folded type of a settlement by what may stand before its name, longest first."""
    listed = RULES["reading"]["settlement_types"].items()
    marks = {_fold_mark(mark): fold(kind) for kind, marks in listed for mark in marks}
    return dict(sorted(marks.items(), key=lambda item: -len(item[0])))


def _fold_mark(mark: str) -> str:
    return fold(mark) + (" " if mark.endswith(" ") else "")
