"""Definitions of questionnaires into records, refused where they do not hold together."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import FIELDS, VOCABULARIES, reference
from ontrack_dash.instruments.records import (
    CENTRE,
    EITHER,
    POINTS,
    PROFESSION,
    RESPONDENT,
    Choice,
    Instrument,
    Item,
    Route,
)

TYPES = ("one", "many", "scale", "number", "date", "text", "note")
PARTS = ("", "core", "complementary")


class InvalidInstrument(ValueError):
    """A definition of a questionnaire does not hold together."""


Tables = Mapping[str, Mapping[str, Any]]


def load(tables: Tables) -> Mapping[str, Instrument]:
    """Make the records of the definitions.

    Raises:
        InvalidInstrument: something does not hold together; says which item.
    """
    return MappingProxyType({name: _instrument(name, tables) for name in tables})


def _instrument(name: str, tables: Tables) -> Instrument:
    table = dict(tables[name])
    items = tuple(_item(name, _whole(name, item, tables)) for item in table.pop("items"))
    _check_order(name, items)
    return Instrument(id=name, items=items, **table)


def _whole(name: str, table: Mapping[str, Any], tables: Tables) -> dict[str, Any]:
    """Return an item with what it takes from another instrument."""
    own = dict(table)
    if "like" not in own:
        return own
    other, _, wanted = own.pop("like").partition(".")
    found = [item for item in tables[other]["items"] if item["id"] == (wanted or own["id"])]
    if not found:
        raise InvalidInstrument(f"{name}.{own['id']}: nothing like it in {other}")
    return {**_whole(other, found[0], tables), **own}


def _item(name: str, table: dict[str, Any]) -> Item:
    codes, values = table.pop("codes", None), table.pop("values", None)
    when = table.pop("when", None)
    said: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    item = Item(
        **said,
        choices=_choices(table["type"], table.get("list"), codes, values),
        when=Route(when["item"], tuple(when["in"])) if when else None,
    )
    for problem in _problems(item):
        raise InvalidInstrument(f"{name}.{item.id}: {problem}")
    return item


def _choices(kind: str, words: str | None, codes: Sequence[str] | None, values: Any) -> tuple[Choice, ...]:
    if words is None:
        return ()
    if kind == "scale":
        return tuple(Choice(words, point, int(point), point, is_point=True) for point in POINTS)
    offered = reference("professions")["profession_code"] if words == PROFESSION else codes or ()
    return tuple(
        Choice(words, code, number, values.get(code) if values else code)
        for number, code in enumerate(offered, start=1)
    )


def _problems(item: Item) -> Iterable[str]:
    """Say what is wrong with an item taken alone."""
    if item.type not in TYPES or item.part not in PARTS or item.by not in (RESPONDENT, CENTRE, EITHER):
        yield f"no such type, part or source: {item.type}, {item.part}, {item.by}"
    if (item.type in ("one", "many", "scale")) != bool(item.choices):
        yield "answers to tick and the type do not agree"
    if unknown := set(item.indicators) - set(INDICATORS):
        yield f"no such indicators: {', '.join(sorted(unknown))}"
    if item.exclusive and item.exclusive not in {choice.code for choice in item.choices}:
        yield f"no such answer: {item.exclusive}"
    if item.field:
        yield from _field_problems(item)
    elif item.indicators:
        yield "an indicator is fed from a field"


def _field_problems(item: Item) -> Iterable[str]:
    field = FIELDS.get(item.field or "")
    if field is None:
        yield f"no such field: {item.field}"
        return
    values = {choice.value for choice in item.choices} - {None}
    if field.vocabulary and values - set(VOCABULARIES[field.vocabulary]):
        yield f"not in the vocabulary {field.vocabulary}"
    if (item.type == "many") != (field.type == "choices") or (item.type == "scale") != (field.type == "scale"):
        yield f"a field of type {field.type} cannot keep it"


def _check_order(name: str, items: Sequence[Item]) -> None:
    """Make sure ids are unique and routes lead from earlier questions."""
    earlier: dict[str, Item] = {}
    for item in items:
        if item.id in earlier:
            raise InvalidInstrument(f"{name}.{item.id}: asked twice")
        if item.when:
            source = earlier.get(item.when.item)
            if source is None or not set(item.when.codes) <= {choice.code for choice in source.choices}:
                raise InvalidInstrument(f"{name}.{item.id}: asked after an answer nobody can have given")
        earlier[item.id] = item
