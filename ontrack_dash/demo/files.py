"""The demonstration as files in the real layouts, as the systems and tools would have written them."""

from collections.abc import Iterator, Mapping, Sequence
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
# What stands between several answers in one cell.
BETWEEN = "; "
# Remarks of the agency, which the product drops unread, and where reports have them; their dates are text.
COMMENT, COMMENT_AT = "Коментар", 5
REPORT_DATE = "%d.%m.%Y г."


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


def write_self_assessments(path: Path, filings: pd.DataFrame, questions: Sequence[str]) -> None:
    """Write the reports of one year as the agency exports them: who, when, the eight counts, a column per question."""
    printed = _print_reports(filings, "self_assessments")
    _write_reports(path, pd.concat([printed, filings[list(questions)].replace("", None)], axis=1))


def write_filing_list(path: Path, filings: pd.DataFrame) -> None:
    """Write the list of self-assessments, those not filed yet too."""
    _write_reports(path, _print_reports(filings, "filing_list"))


def write_annual_list(path: Path, filings: pd.DataFrame) -> None:
    """Write the list of annual information, which says of the self-assessment where it stands; its dates are dates."""
    printed = print_choices(filings, LAYOUTS["annual_list_napoo"])
    is_at_work = filings["annual_status"] == "created"
    printed["annual_status"] = printed["annual_status"].mask(is_at_work, SHAPE["filing"]["in_work"])
    _write_reports(path, printed.rename(columns=_headers("annual_list_napoo")))


def _print_reports(filings: pd.DataFrame, kind: str) -> pd.DataFrame:
    # The column named after the centre holds its owner.
    printed = print_choices(filings.assign(centre_name=filings["owner"]), LAYOUTS[kind])
    printed["filing_date"] = filings["filing_date"].dt.strftime(REPORT_DATE)
    printed = printed.rename(columns=_headers(kind))
    printed.insert(COMMENT_AT, COMMENT, filings["comment"].replace("", None))
    return printed


def _headers(kind: str) -> Mapping[str, str]:
    return {column.field: column.header for column in LAYOUTS[kind].columns}


def _write_reports(path: Path, printed: pd.DataFrame) -> None:
    write_table(printed, path, [printed.columns.tolist()])


def list_courses(courses: pd.DataFrame, world: World) -> pd.DataFrame:
    """Return the courses with the fields the annual information prints."""
    taught = world.specialties.iloc[courses["specialty"]].reset_index(drop=True)
    listed = courses.reset_index(drop=True).assign(
        licence=world.centres["licence"].to_numpy()[courses["centre"]],
        profession=taught["profession"],
        specialty=taught["specialty"],
        level=taught["level"],
        # Under this heading the system counts everybody with a document, whatever the course.
        legal_capacity=courses["certified"].to_numpy(),
    )
    # Alike in all that is printed, two courses would be taken for one that stands twice; prices are in tens.
    printed = [column.field for column in LAYOUTS[ANNUAL["full"]].columns if column.field != "row_number"]
    listed["price"] += listed.groupby(["licence", "year", "kind", *printed]).cumcount()
    return listed


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
    if vocabulary and kind == "choices":
        return values.map(lambda codes: BETWEEN.join(written_choices(vocabulary)[code] for code in codes), "ignore")
    if vocabulary:
        return values.map(written_choices(vocabulary))
    if kind == "oblast":
        return values.map(_oblast_names())
    return values.astype("Int64") if kind in ("count", "scale", "year") else values


def _oblast_names() -> Mapping[str, str]:
    oblasti = reference("oblasti")
    return dict(zip(oblasti["oblast_code"], oblasti["name_bg"], strict=True))
