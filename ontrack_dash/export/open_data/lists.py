"""The lists of codes the figures refer to, with their names in both languages, and the catalogue of indicators."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from ontrack_dash.catalogue import INDICATORS, Indicator
from ontrack_dash.export.about import STATUSES
from ontrack_dash.export.cells import defuse
from ontrack_dash.export.open_data.figures import LISTS, group
from ontrack_dash.export.open_data.model import CODE, SPOKEN, Column, Resource, say, text
from ontrack_dash.fields import DIMENSIONS, VOCABULARIES, reference
from ontrack_dash.store import register

FOLDER = "lists"
NAMED = {"oblasti": "oblast_code", "fields": "field_code", "professions": "profession_code"}
KINDS = ("share", "ratio", "count", "median")
TEXTS = ("name", "definition", "numerator", "denominator", "limits")
PLACE = ("settlement", "oblast")


def lists(build: Path, used: Mapping[str, set[str]]) -> Iterator[Resource]:
    """Yield every list; `used` names the codes of each dimension that the figures have, listed somewhere or not."""
    for dimension, name in LISTS.items():
        codes = list(dict.fromkeys([*_codes(dimension), *sorted(used.get(dimension, set()))]))
        if dimension == "centre":
            yield _centres(build, name, codes)
        else:
            yield _list(dimension, name, codes)
    yield _statuses()
    yield _indicators()


def _codes(dimension: str) -> Iterable[str]:
    """Return the codes of a closed list in its own order."""
    values = DIMENSIONS[dimension].values
    return reference(values)[NAMED[values]] if values in NAMED else VOCABULARIES.get(values, ())


def _list(dimension: str, name: str, codes: list[str]) -> Resource:
    table = pd.DataFrame({CODE: codes})
    for words in SPOKEN:
        table[f"name_{words.lang}"] = [words.label(dimension, code) for code in codes]
    columns = (replace(group(dimension), name=CODE, description="", codes=""), *_named("name"))
    if dimension == "profession":
        known = reference("professions").set_index("profession_code")["field_code"]
        table["field"] = table[CODE].map(known)
        columns += (replace(group("field"), constraints={}),)
    return _resource(name, f"dimension.{dimension}", table, columns)


def _centres(build: Path, name: str, codes: list[str]) -> Resource:
    """List the public register, and centres that only the figures know."""
    known = register.centres(build).set_index("centre")
    table = known.reindex(list(dict.fromkeys([*known.index, *codes]))).rename_axis(CODE).reset_index()
    for column in ("centre_name", "settlement"):
        table[column] = [defuse(cell) if isinstance(cell, str) else None for cell in table[column]]
    columns = (
        replace(group("centre"), name=CODE, description=say("open_data.column.licence"), codes=""),
        Column("centre_name", "string", say("field.centre_name")),
        Column("settlement", "string", say("field.settlement")),
        replace(group("oblast"), constraints={}),
    )
    return _resource(name, "dimension.centre", table, columns)


def _statuses() -> Resource:
    table = pd.DataFrame({CODE: STATUSES})
    for words in SPOKEN:
        table[f"name_{words.lang}"] = [words.t(f"status.{status}") for status in STATUSES]
        table[f"note_{words.lang}"] = [words.t(f"status_note.{status}") for status in STATUSES]
    columns = (_code(say("app.status")), *_named("name"), *_named("note"))
    return _resource("statuses", "app.status", table, columns)


def _indicators() -> Resource:
    table = pd.DataFrame([_describe(indicator) for indicator in INDICATORS.values()])
    whole = {"window_from": "open_data.window_from", "window_to": "open_data.window_to"}
    table = table.astype(dict.fromkeys([*whole, "wave"], "Int64"))
    columns = (
        _code(say("app.indicator")),
        Column("unit", "string", say("export.unit"), say("open_data.column.unit"), {"enum": list(KINDS)}),
        *(column for part in TEXTS for column in _named(part)),
        *(Column(name, "integer", say(key), say("open_data.column.window")) for name, key in whole.items()),
        replace(group("wave"), description=say("open_data.column.wave"), constraints={}),
        *_named("source"),
        *_named("basis"),
        Column("absent", "string", say("open_data.absent"), say("open_data.column.absent")),
        Column("review", "date", say("app.review")),
    )
    return _resource("indicators", "open_data.indicators", table, columns)


def _describe(indicator: Indicator) -> dict[str, object]:
    first, last = indicator.window or (None, None)
    row: dict[str, object] = {
        CODE: indicator.id, "unit": indicator.kind, "window_from": first, "window_to": last, "wave": indicator.wave,
        "absent": " ".join(indicator.absent), "review": indicator.review.isoformat(),
    }  # fmt: skip
    for words in SPOKEN:
        row |= {f"{part}_{words.lang}": words.t(f"indicator.{indicator.id}.{part}") for part in TEXTS}
        row |= {f"{part}_{words.lang}": words.t(f"{part}.{getattr(indicator, part)}") for part in ("source", "basis")}
    return row


def _named(part: str) -> Iterator[Column]:
    for words in SPOKEN:
        title = say(f"open_data.text.{part}")
        yield Column(f"{part}_{words.lang}", "string", f"{title} ({words.lang})")


def _code(title: str) -> Column:
    return Column(CODE, "string", title, constraints={"required": True})


def _resource(name: str, title: str, table: pd.DataFrame, columns: tuple[Column, ...]) -> Resource:
    return Resource(name, FOLDER, text(title), table, columns, (CODE,))
