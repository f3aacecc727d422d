"""Who has filed, as a list to send: every centre with its report and level, and self-rated beside measured."""

import io
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.export import worked
from ontrack_dash.export.about import About, describe_file, describe_indicators, describe_rules
from ontrack_dash.export.units import FORMATS
from ontrack_dash.export.workbook import WIDE, delimit, fill
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_filing

# Columns of the list in their order, each with the format of its numbers; headers are `filing.column.<column>`.
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "centre_name": "@", "centre": "@", "settlement": "@", "oblast": "@", "year": "0", "status": "@",
        "filing_date": "dd.mm.yyyy", "is_late": "@", "annual_status": "@", "annual_date": "dd.mm.yyyy",
        "total": "0.00", "level": "@", "is_boundary": "@", "zeros": "0",
    }
)  # fmt: skip
STATUSES = ("status", "annual_status")
ANSWERS = {True: "app.yes", False: "app.no"}
BESIDE = "scatter"


def filing_table(statuses: pd.DataFrame, ratings: pd.DataFrame) -> pd.DataFrame:
    """Put the level of each report beside its status; the columns are those of `COLUMNS`, in codes."""
    rated = ratings[["centre", "year", "total", "level", "is_boundary", "zeros"]]
    return statuses.merge(rated, on=["centre", "year"], how="left")[list(COLUMNS)]


def filing_workbook(
    statuses: pd.DataFrame, ratings: pd.DataFrame, rating_frame: pd.DataFrame, words: Words, about: About
) -> bytes:
    """Return a workbook: the list of centres, self-rated beside measured, the rules behind both, and what the file is.

    `statuses`, `ratings` of `filings`, `rating_frame` of `comparisons.self_rating`; where it is empty its sheet is
    left out.
    """
    book = Workbook()
    listed = book.worksheets[0]
    listed.title = words.t("app.demo_mark" if about.is_demo else "filing.list")
    table = filing_table(statuses, ratings)
    rows = [[_cell(column, row[column], words) for column in COLUMNS] for row in table.to_dict("records")]
    fill(listed, [words.t(f"filing.column.{column}") for column in COLUMNS], rows)
    _finish(listed, list(COLUMNS.values()))
    if len(rating_frame):
        _add_beside(book.create_sheet(words.t("filing.beside")), rating_frame, words)
    _explain(book, statuses, rating_frame, words, about)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def filing_csv(statuses: pd.DataFrame, ratings: pd.DataFrame, words: Words, about: About) -> bytes:
    """Return the list of centres as delimited text in the form of `workbook.estimates_csv`."""
    table = filing_table(statuses, ratings)
    rows = [[_cell(column, row[column], words) for column in COLUMNS] for row in table.to_dict("records")]
    written = [[words.date(cell) if isinstance(cell, date) else cell for cell in row] for row in rows]
    named = pd.DataFrame(written, columns=[words.t(f"filing.column.{column}") for column in COLUMNS], dtype=object)
    return delimit(named, [], words, about)


def _add_beside(page: Worksheet, rating_frame: pd.DataFrame, words: Words) -> None:
    table = worked.worked_table(BESIDE, rating_frame, words)
    fill(page, table.columns, table.itertuples(index=False, name=None))
    _finish(page, [FORMATS.get(unit, "@") for unit in worked.COLUMNS[BESIDE].values()])


def _finish(page: Worksheet, formats: list[str]) -> None:
    page.auto_filter.ref = page.dimensions
    # Printed, a row stays on one sheet of paper and the header on each.
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    for row in page.iter_rows(min_row=2):
        for cell, form in zip(row, formats, strict=True):
            cell.number_format = form


def _explain(book: Workbook, statuses: pd.DataFrame, rating_frame: pd.DataFrame, words: Words, about: About) -> None:
    """Add the sheet of rules, cautions and definitions, and the one that says what the file is."""
    headers = (words.t("export.what"), words.t("export.text"))
    cohort = int(rating_frame["cohort"].iloc[0]) if len(rating_frame) else None
    rules = of_filing.explain(words, int(statuses["year"].iloc[0]), cohort) if len(statuses) else []
    if len(rating_frame):
        caution = words.t("filing.term.caution")
        rules += [(caution, said) for said in of_filing.cautions(rating_frame, words)]
        of_indicator = describe_indicators(rating_frame["indicator"], words).values()
        rules += [(name, text) for row in of_indicator for name, text in row.items() if text]
    fill(book.create_sheet(words.t("export.definitions")), headers, rules, WIDE)
    fill(
        book.create_sheet(words.t("export.about")),
        headers,
        [*describe_file(about, words), *describe_rules(words)],
        WIDE,
    )


def _cell(column: str, value: Any, words: Words) -> object:
    if pd.isna(value):
        return None
    if column in STATUSES:
        return words.t(f"filing_status.{value}")
    if column in ("is_late", "is_boundary"):
        return words.t(ANSWERS[bool(value)])
    if column == "level":
        return words.t(f"level_of_points.{value}")
    if column == "oblast":
        return words.label(column, value)
    return value.date() if isinstance(value, pd.Timestamp) else value
