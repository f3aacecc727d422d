"""Which questions of the same tools people left empty in real use: for the agency alone."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from ontrack_dash.instruments import INSTRUMENTS, RESPONDENT, Instrument, Item
from ontrack_dash.pilots.asked import share
from ontrack_dash.store import pilots
from ontrack_dash.store.pilots import Probe
from ontrack_dash.viewers import Viewer

# Instruments whose answers the product keeps as rows of their own, and where.
TABLES = {
    "graduates_1": "answers",
    "graduates_2": "answers",
    "employers": "employer_answers",
    "satisfaction": "course_answers",
}
COLUMNS = ["tool", "item", "n", "blank", "value", "low", "high", "status"]


def blank_answers(build: Path, *, viewer: Viewer) -> pd.DataFrame:
    """Count who left a question empty that was put to them, over all answers to the product's own questionnaires.

    A question is left out where its field may be empty for another reason than silence.

    Returns:
        tool, item (of the instrument; "" for all its questions together), n (times it was put), blank, value (the
        share left empty), low, high (Wilson), status. Of a tool nobody answered there is no row.
    """
    rows = []
    for name in TABLES if viewer.role == "agency" else ():
        found = pilots.count_blank(build, [_probe(INSTRUMENTS[name], item) for item in asked_items(INSTRUMENTS[name])])
        items = [item.id for item in asked_items(INSTRUMENTS[name])]
        counted = found.assign(tool=name, item=items)
        together = pd.DataFrame([{"tool": name, "item": "", **found.sum().to_dict()}])
        rows += [row for row in pd.concat([together, counted]).to_dict("records") if found["asked"].sum()]
    listed = [
        {"tool": row["tool"], "item": row["item"], "n": int(row["asked"]), "blank": int(row["blank"]),
         **share(row["blank"], row["asked"])}
        for row in rows
    ]  # fmt: skip
    return pd.DataFrame(listed, columns=COLUMNS)


def asked_items(instrument: Instrument) -> list[Item]:
    """Return the questions put to respondents of which an empty answer can be told from a question not put."""
    return list(_asked(instrument))


def _asked(instrument: Instrument) -> Iterator[Item]:
    for item in instrument.items:
        kept = item.field and item.by == RESPONDENT and all(choice.value is not None for choice in item.choices)
        route = instrument.item(item.when.item) if item.when else None
        if kept and (route is None or route.field == route.id) and item.type != "number":
            yield item


def _probe(instrument: Instrument, item: Item) -> Probe:
    when = (str(item.when.item), item.when.codes) if item.when else None
    return Probe(TABLES[instrument.id], str(item.field), instrument.wave, when)
