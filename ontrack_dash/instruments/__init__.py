"""The questionnaires, once: what is asked, of whom, in which order, and what the answers are for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ontrack_dash.fields import load_definition
from ontrack_dash.instruments.loading import InvalidInstrument, load
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

__all__ = [
    "CENTRE",
    "EITHER",
    "IDS",
    "INSTRUMENTS",
    "LICENCE",
    "POINTS",
    "PROFESSION",
    "RESPONDENT",
    "Choice",
    "Given",
    "Instrument",
    "InvalidInstrument",
    "Item",
    "Route",
    "load",
    "prepare",
]

IDS = ("graduates_1", "graduates_2", "employers", "satisfaction", "pilot")
# What the materials are licensed under; the same as the product.
LICENCE = "EUPL-1.2"

Given = Mapping[str, Sequence[str]]

INSTRUMENTS: Mapping[str, Instrument] = load({name: load_definition(f"instruments/{name}") for name in IDS})


def prepare(instrument: Instrument, given: Given) -> Instrument:
    """Return the instrument with what is known beforehand: one code is not asked for, of several one is chosen.

    `given` names what the centre may say by its field, or by the item that has none (country, provider, round); what
    the instrument does not have is passed over.

    Raises:
        ValueError: an item does not have such an answer.
    """
    return replace(
        instrument,
        items=tuple(
            item if item.by == RESPONDENT else _narrow(item, given.get(item.field or item.id, ()))
            for item in instrument.items
        ),
    )


def _narrow(item: Item, codes: Sequence[str]) -> Item:
    if item.choices and (strange := set(codes) - {choice.code for choice in item.choices}):
        raise ValueError(f"no such answer to {item.id}: {', '.join(sorted(strange))}")
    if len(codes) == 1:
        return replace(item, given=codes[0])
    return replace(item, choices=tuple(choice for choice in item.choices if choice.code in codes)) if codes else item
