"""The demonstration as files in the real layouts, as the systems and tools would have written them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from ontrack_dash.demo.world import SHAPE, World
from ontrack_dash.export.choices import written_choices
from ontrack_dash.export.tables import write_table
from ontrack_dash.fields import FIELDS, LAYOUTS, Layout, reference

# The layout each kind of course is reported in.
ANNUAL = {"full": "annual_a", "part": "annual_b", "legal": "annual_e"}
VALIDATED = {"validation": "validated_full", "validation_part": "validated_part"}
# What a grid export prints above a column that has no header.
BLANK_HEADER = "   "


def write_register(path: Path, world: World) -> None:
    """Write the register of centres, contact columns and all, as the system exports it."""
    rows = world.centres[["licence", "centre_name", "settlement"]].copy()
    for header, text in SHAPE["register"].items():
        rows[header] = [text.format(number=number) for number in range(1, len(rows) + 1)]
    headers = [column.header for column in LAYOUTS["centres"].columns]
    write_table(rows, path, [[*headers, *SHAPE["register"]]])


def write_own(path: Path, kind: str, rows: pd.DataFrame) -> None:
    """Write a file of one of the product's own layouts; `rows` holds its fields as codes."""
    layout = LAYOUTS[kind]
    write_table(print_choices(rows, layout), path, [[column.header for column in layout.columns]])


def write_annual(path: Path, kind: str, printed: pd.DataFrame) -> None:
    """Write one table of the annual information as it is printed: two header rows, groups merged."""
    columns = LAYOUTS[kind].columns
    upper = [column.group or "" for column in columns]
    lower = [SHAPE["courses"]["price_header"] if column.prefix else column.header or BLANK_HEADER for column in columns]
    write_table(printed, path, [upper, lower])


def split_annual(kind: str, rows: pd.DataFrame) -> Iterator[tuple[str, int, pd.DataFrame]]:
    """Yield licence, year and the printed table of every file of one layout, its rows numbered."""
    rows = rows.sort_values(["licence", "year"], kind="stable", ignore_index=True)
    files = rows.groupby(["licence", "year"], sort=False)
    # Printed together and cut apart: a thousand small tables cost a thousand times the price of one.
    printed = print_choices(rows.assign(row_number=files.cumcount() + 1), LAYOUTS[kind])
    for places in files.indices.values():
        first = rows.iloc[places[0]]
        yield str(first["licence"]), int(first["year"]), printed.iloc[places]


def list_courses(courses: pd.DataFrame, world: World) -> pd.DataFrame:
    """Return the courses with the fields the annual information prints."""
    taught = world.specialties.iloc[courses["specialty"]].reset_index(drop=True)
    return courses.reset_index(drop=True).assign(
        licence=world.centres["licence"].to_numpy()[courses["centre"]],
        profession=taught["profession"],
        specialty=taught["specialty"],
        level=taught["level"],
        # Under this heading the system counts everybody with a document, whatever the course.
        legal_capacity=courses["certified"].to_numpy(),
    )


def pool_validations(courses: pd.DataFrame) -> pd.DataFrame:
    """Return one row per centre, year, specialty and oblast: validation is reported counted, not by course."""
    keys = ["licence", "year", "profession", "specialty", "level", "oblast"]
    counted = courses.assign(
        **{field: courses["certified"].where(courses["kind"] == kind, 0) for kind, field in VALIDATED.items()}
    )
    return counted.groupby(keys, as_index=False, sort=True)[[*VALIDATED.values(), "disabled", "vulnerable"]].sum()


def print_choices(rows: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """Return the columns of a layout in its order, codes of choices and oblasti as people write them."""
    columns = {column.field: _print_column(rows[column.field], column.field) for column in layout.columns}
    return pd.DataFrame(columns)


def _print_column(values: pd.Series, field: str) -> pd.Series:
    kind, vocabulary = FIELDS[field].type, FIELDS[field].vocabulary
    if vocabulary:
        return values.map(written_choices(vocabulary))
    if kind == "oblast":
        return values.map(_oblast_names())
    return values.astype("Int64") if kind in ("count", "scale", "year") else values


def _oblast_names() -> Mapping[str, str]:
    oblasti = reference("oblasti")
    return dict(zip(oblasti["oblast_code"], oblasti["name_bg"], strict=True))
