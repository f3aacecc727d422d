"""The tables of figures, one a published question."""

from collections.abc import Iterator
from pathlib import Path

from ontrack_dash import comparisons
from ontrack_dash.catalogue import RULES
from ontrack_dash.export.about import STATUSES
from ontrack_dash.export.open_data.model import Column, Resource, Write, say, text

FOLDER = "data"
COUNTRY, WEIGHTED = "country", "country_weighted"
# Dimension → the list its codes stand in; a year is no code.
LISTS = {
    "kind": "kinds", "wave": "waves", "centre": "centres", "oblast": "oblasti", "field": "fields",
    "profession": "professions", "level": "levels", "sex": "sexes", "age": "ages", "funding": "funding",
}  # fmt: skip
MEASURES = {"value": "app.value", "low": "app.interval_low", "high": "app.interval_high", "benchmark": "app.benchmark"}
CHANGES = ("change", "change_low", "change_high")


def count_tables() -> int:
    """Return how many tables `tables` yields."""
    return len(comparisons.open_tables()) + 1


def tables(build: Path) -> Iterator[Resource]:
    """Yield every table of figures of a build, as the public sees them."""
    for groups in comparisons.open_tables():
        columns = (*_keys(groups), *_measures(), _count("population", "export.population"), *_changes())
        key = tuple(column.name for column in _keys(groups))
        yield Resource(_name(groups), FOLDER, _title(groups), comparisons.open_estimates(build, groups), columns, key)
    columns = (*_keys(()), *_measures(), _number("effective_n", "comparison.column.effective_n", {"minimum": 0}))
    key = tuple(column.name for column in _keys(()))
    yield Resource(WEIGHTED, FOLDER, text("open_data.weighted"), comparisons.open_weighted(build), columns, key)


def year() -> Column:
    """Return the column of years of completion."""
    constraints = {"required": True, "minimum": RULES["years"]["first"]}
    return Column("year", "integer", say("dimension.year"), say("open_data.column.year"), constraints)


def group(name: str) -> Column:
    """Return the column of a dimension's codes."""
    kind = "integer" if name == "wave" else "string"
    return Column(name, kind, say(f"dimension.{name}"), say("open_data.column.code"), {"required": True}, LISTS[name])


def _keys(groups: tuple[str, ...]) -> tuple[Column, ...]:
    told = say("open_data.column.indicator")
    indicator = Column("indicator", "string", say("app.indicator"), told, {"required": True}, "indicators")
    return (year(), group("kind"), *map(group, groups), indicator)


def _measures() -> tuple[Column, ...]:
    numbers = (_number(name, key, {"minimum": 0}) for name, key in MEASURES.items())
    allowed = {"required": True, "enum": list(STATUSES)}
    status = Column("status", "string", say("app.status"), say("open_data.column.status"), allowed, "statuses")
    return (_count("n", "app.n"), *numbers, status)


def _changes() -> Iterator[Column]:
    return (_number(name, f"open_data.{name}", {"minimum": -1, "maximum": 1}) for name in CHANGES)


def _count(name: str, key: str) -> Column:
    return Column(name, "integer", say(key), say(f"open_data.column.{name}"), {"minimum": 0})


def _number(name: str, key: str, constraints: dict[str, int]) -> Column:
    return Column(name, "number", say(key), say(f"open_data.column.{name}"), constraints)


def _name(groups: tuple[str, ...]) -> str:
    return "_".join(("by", *groups)) if groups else COUNTRY


def _title(groups: tuple[str, ...]) -> Write:
    if not groups:
        return text("open_data.country")
    return lambda words: words.t("open_data.table", by=" × ".join(words.t(f"dimension.{name}") for name in groups))
