"""A section as Excel workbook: every number a number beside its state, and charts made of the cells."""

import io
import math

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.export import workbook
from ontrack_dash.export.about import About
from ontrack_dash.export.section import sheet_charts, sheet_tables
from ontrack_dash.export.section.sheet_tables import TEXT, Sheet
from ontrack_dash.export.workbook import WIDE
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Section, Written

LAST = ("export.definitions", "export.about")
ESTIMATES = ("professions", "kinds", "employers", "response")
WIDEST, LINE_HEIGHT = 90, 15


def make(section: Section, written: Written, words: Words, about: About) -> bytes:
    """Return the workbook: figures, charts, counts, professions, employers, response, texts, measures, definitions.

    A number that may not be shown is an empty cell beside its state, and no chart is drawn from it.
    """
    first = sheet_tables.estimates(section.measured, words)
    book = workbook.begin(first.table, sheet_tables.indicators(section), words, about)
    page = book.worksheets[0]
    page.title = words.t("app.demo_mark") if about.is_demo else _title("measured", words)
    _format(page, first)
    sheet_charts.add(book.create_sheet(_title("charts", words)), section, words)
    _add(book, "counts", sheet_tables.counts(section.counts, words), words)
    for name in ESTIMATES:
        frame = getattr(section, name)
        if not frame.empty:
            _add(book, name, sheet_tables.estimates(frame, words), words)
    _add(book, "texts", sheet_tables.texts(written, words), words)
    if section.measures:
        _add(book, "measures", sheet_tables.measures(section, words), words)
    for name in LAST:
        # What the figures mean and what the file is stand behind all of them.
        book.move_sheet(words.t(name), offset=len(book.worksheets))
    for page in book.worksheets:
        _set_sizes(page)
        _set_print(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _title(name: str, words: Words) -> str:
    return words.t(f"export.section.sheet.{name}")


def _add(book: Workbook, name: str, sheet: Sheet, words: Words) -> Worksheet:
    page: Worksheet = book.create_sheet(_title(name, words))
    workbook.fill(page, sheet.table.columns, sheet.table.itertuples(index=False, name=None))
    page.auto_filter.ref = page.dimensions
    _format(page, sheet)
    return page


def _set_sizes(page: Worksheet) -> None:
    """Let columns be as wide as their texts, up to a limit, and rows as high: not every program does so itself."""
    for number, column in enumerate(page.iter_cols(min_col=2, min_row=2, values_only=True), start=2):
        size = page.column_dimensions[get_column_letter(number)]
        longest = max((len(value) + 1 for value in column if isinstance(value, str)), default=0)
        size.width = max(size.width, min(WIDEST if page.max_column == 2 else WIDE, longest))
    widths = [page.column_dimensions[get_column_letter(place + 1)].width for place in range(page.max_column)]
    for number, row in enumerate(page.iter_rows(values_only=True), start=1):
        lines = max(_lines(value, width) for value, width in zip(row, widths, strict=True))
        if lines > 1:
            page.row_dimensions[number].height = LINE_HEIGHT * lines


def _lines(value: object, width: float) -> int:
    return sum(math.ceil((len(line) + 1) / width) for line in value.split("\n")) if isinstance(value, str) else 1


def _set_print(page: Worksheet) -> None:
    """Print lying, a page wide."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _format(page: Worksheet, sheet: Sheet) -> None:
    for row, formats in enumerate(sheet.formats, start=2):
        for column, number_format in enumerate(formats, start=1):
            if number_format != TEXT:
                page.cell(row, column).number_format = number_format
