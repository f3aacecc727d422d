"""Estimates to take away: a workbook with its definitions, and a delimited file that carries them too."""

import csv
import io
from collections.abc import Iterable, Sequence

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.export.about import About, describe_file, describe_indicators, describe_rules
from ontrack_dash.export.cells import defuse, put_at
from ontrack_dash.export.estimates import CHANGES, COUNTS, MEASURES, WORKED_COUNTS, WORKED_MEASURES, readable_table
from ontrack_dash.i18n import Words

# A font without a name is another one in every program.
BOLD = Font(name="Calibri", size=11, bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
NARROW, WIDE = 16, 44
FORMATS = {"share": "0.0%", "ratio": "0.0%", "median": "0.0", "count": "#,##0"}
# Excel set to Bulgarian reads a decimal point as text or as a date.
DECIMAL_MARK = {"bg": ",", "en": "."}
DIGITS = 6


def estimates_workbook(estimates: pd.DataFrame, words: Words, about: About) -> bytes:
    """Return a workbook of three sheets: the data, the definitions of its indicators, and what the file is.

    Values are real numbers, shares 0-1 shown in per cent; a number that may not be shown is an empty cell whose
    status says why.
    """
    table = readable_table(estimates, words)
    book = begin(table, list(estimates["indicator"]), words, about)
    _format_numbers(book.worksheets[0], table, estimates["indicator"], words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def begin(
    table: pd.DataFrame, ids: Sequence[str], words: Words, about: About, terms: Iterable[tuple[str, str]] = ()
) -> Workbook:
    """Start a workbook of three sheets: a table, the definitions of its indicators and terms, and what the file is."""
    book = Workbook()
    data = book.worksheets[0]
    # The one place of the sheet that is seen before any cell is read.
    data.title = words.t("app.demo_mark" if about.is_demo else "export.data")
    fill(data, table.columns, table.itertuples(index=False, name=None), NARROW)
    data.auto_filter.ref = data.dimensions
    definitions = [*(list(row.values()) for row in describe_indicators(ids, words).values()), *terms]
    headers = list(next(iter(describe_indicators(INDICATORS, words).values())))
    fill(book.create_sheet(words.t("export.definitions")), headers, definitions, WIDE)
    rows = [*describe_file(about, words), *describe_rules(words, about.protection)]
    fill(book.create_sheet(words.t("export.about")), (words.t("export.what"), words.t("export.text")), rows, WIDE)
    return book


def fill(page: Worksheet, headers: Iterable[str], rows: Iterable[Sequence[object]], width: int = NARROW) -> None:
    """Write a table from the corner of a sheet: a bold header that stays in sight, a wide first column."""
    names = list(headers)
    for column, name in enumerate(names, start=1):
        cell = put_at(page, 1, column, name)
        cell.font, cell.alignment = BOLD, WRAPPED
        page.column_dimensions[get_column_letter(column)].width = WIDE if column == 1 else width
    for number, values in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            put_at(page, number, column, value).alignment = WRAPPED
    page.freeze_panes = "B2"


def estimates_csv(estimates: pd.DataFrame, words: Words, about: About) -> bytes:
    """Return the same table as delimited text that Excel opens with a double click: `;`, UTF-8 with BOM.

    Definitions, filters, viewer, date, build and source are columns at the right, repeated in every row: lines of
    comment above the header break scripts and Excel's own filter, lines below the data end up inside sums. Numbers
    have the decimal mark of the language and no mark of thousands; shares are 0-1.
    """
    return delimit(readable_table(estimates, words), list(estimates["indicator"]), words, about)


def delimit(table: pd.DataFrame, ids: Sequence[str], words: Words, about: About) -> bytes:
    """Return a table as delimited text; `ids` are the indicators of its rows, or nothing where rows have none."""
    definitions = describe_indicators(ids, words)
    for column in next(iter(definitions.values()), {}):
        if column not in table:
            table[column] = [definitions[name][column] for name in ids]
    for label, text in describe_file(about, words):
        table[label] = text
    return write_delimited(table, words.lang)


def write_delimited(table: pd.DataFrame, lang: str) -> bytes:
    """Return a table as it stands, delimited as Excel of that language opens it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([defuse(str(name)) for name in table.columns])
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_delimited(value, lang) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _format_numbers(page: Worksheet, table: pd.DataFrame, indicators: "pd.Series[str]", words: Words) -> None:
    measures = {words.t(key) for key in (*MEASURES.values(), *CHANGES.values(), *WORKED_MEASURES.values())}
    counts = {words.t(key) for key in (*COUNTS.values(), *WORKED_COUNTS.values())}
    for column, name in enumerate(table.columns, start=1):
        if name in measures | counts:
            for row, indicator in enumerate(indicators, start=2):
                kind = "count" if name in counts else INDICATORS[indicator].kind
                page.cell(row, column).number_format = FORMATS[kind]


def _delimited(value: object, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{round(value, DIGITS):g}".replace(".", DECIMAL_MARK[lang])
    return defuse(value) if isinstance(value, str) else str(value)
