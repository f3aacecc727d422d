"""A plan as Excel workbook: a sheet a subject with real numbers and days, and one that says what it was made with."""

import io
from collections.abc import Mapping
from datetime import datetime
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash import __version__
from ontrack_dash.export.cells import put_at
from ontrack_dash.export.plan import grids
from ontrack_dash.export.plan.grids import Grid
from ontrack_dash.export.tools.edition import add_facts, dated, stamp
from ontrack_dash.i18n import Words
from ontrack_dash.plans import Plan

FORMATS: Mapping[str, str] = {
    grids.DAY: "dd.mm.yyyy",
    grids.COUNT: "#,##0",
    grids.HOURS: "0.0",
    grids.SHARE: "0%",
    grids.POINTS: '"±" 0.0%',
    grids.EURO: '#,##0 "€"',
}
BOLD, LARGE = Font(bold=True), Font(bold=True, size=14)
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDTHS: Mapping[str, int] = {grids.TEXT: 44, grids.DAY: 14}
NARROW = 18


def make(plan: Plan, words: Words, made: datetime) -> bytes:
    """Return the plan as workbook; tables of one subject share a sheet."""
    book = Workbook()
    page = book.worksheets[0]
    for name, together in groupby(grids.all_of(plan, words), key=lambda grid: grid.name):
        if page.title != book.worksheets[0].title or page.max_row > 1:
            page = book.create_sheet()
        page.title = words.t(f"plan.sheet.{name}")
        row = 1
        for grid in together:
            row = _fill(page, grid, row)
    title = words.t("plan.title", cohort=plan.cohort)
    about = [
        (words.t("tool.about.name"), title),
        *dated(__version__, made.date(), words),
        *grids.facts(plan, words),
        *((words.t("plan.sheet.needed", wave=wave), grids.say_needed(plan, wave, words)) for wave in plan.needed),
        (words.t("plan.basis"), words.t("plan.assumed")),
        (words.t("export.source"), words.t("app.name")),
    ]
    add_facts(book, words.t("export.about"), about)
    stamp(book, title, __version__, made.date(), words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: Worksheet, grid: Grid, top: int) -> int:
    """Write a table from a row on and return the row the next one begins in."""
    put_at(page, top, 1, grid.title).font = LARGE
    for column, (header, kind) in enumerate(grid.columns, start=1):
        cell = put_at(page, top + 1, column, header)
        cell.font, cell.alignment = BOLD, WRAPPED
        page.column_dimensions[get_column_letter(column)].width = WIDTHS.get(kind, NARROW)
    for row, values in enumerate(grid.rows, start=top + 2):
        for column, ((_, kind), value) in enumerate(zip(grid.columns, values, strict=True), start=1):
            cell = put_at(page, row, column, value)
            cell.alignment, cell.number_format = WRAPPED, FORMATS.get(kind, "General")
    end = top + 2 + len(grid.rows)
    if grid.note:
        put_at(page, end, 1, grid.note)
    return end + 2
