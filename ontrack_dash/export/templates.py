"""Blank workbooks of the product's own layouts: what people fill in and bring back."""

import io
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.export.cells import put_at
from ontrack_dash.export.choices import written_choices
from ontrack_dash.export.tables import DATE_FORMAT
from ontrack_dash.fields import FIELDS, LAYOUTS, Column, Layout, reference
from ontrack_dash.i18n import Words

TEXT_FORMAT = "@"
FORMATS = {"date": DATE_FORMAT, "year": "0", "count": "0", "scale": "0", "decimal": "0.00"}
LIMITS = {"scale": ("1", "5"), "count": ("0", "1000000"), "year": ("1900", "2100")}
LAST_ROW = 1_048_576
# Types whose list only suggests: another code, or several answers, may be written.
OPEN_LISTS = ("code", "choices")
LISTS = "lists"
BOLD, PLAIN = Font(bold=True), Font()
WRAPPED = Alignment(wrap_text=True, vertical="top")
REQUIRED = PatternFill("solid", fgColor="DCE6F2")
WIDTH = 24


def own_layouts() -> tuple[str, ...]:
    """Return the kinds of file this product hands out itself."""
    return tuple(kind for kind, layout in LAYOUTS.items() if layout.own)


def template_workbook(kind: str, words: Words) -> bytes:
    """Return a blank workbook: the header as the import recognises it, instructions, hidden lists of choices.

    Raises:
        ValueError: the layout belongs to another system.
    """
    layout = LAYOUTS[kind]
    if not layout.own:
        raise ValueError(f"not a layout of the product: {kind}")
    book = Workbook()
    data = book.worksheets[0]
    data.title = words.t("export.data")
    explained = book.create_sheet(words.t("template.instructions"))
    ranges = _fill_lists(book.create_sheet(LISTS), layout)
    for place, column in enumerate(layout.columns, start=1):
        _prepare_column(data, place, column, ranges, words)
    data.freeze_panes = "A2"
    _explain(explained, layout, words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _choices(column: Column) -> tuple[str, ...]:
    field = FIELDS[column.field]
    if field.type == "oblast":
        return tuple(reference("oblasti")["name_bg"])
    return tuple(written_choices(field.vocabulary).values()) if field.vocabulary else ()


def _fill_lists(page: Worksheet, layout: Layout) -> Mapping[str, str]:
    """Write the choices and return field → range: a list written into a rule may have only 255 characters."""
    ranges: dict[str, str] = {}
    for column in layout.columns:
        choices = _choices(column)
        if choices:
            place = len(ranges) + 1
            for row, choice in enumerate(choices, start=1):
                put_at(page, row, place, choice)
            letter = get_column_letter(place)
            ranges[column.field] = f"{LISTS}!${letter}$1:${letter}${len(choices)}"
    page.sheet_state = "hidden"
    return ranges


def _prepare_column(page: Worksheet, place: int, column: Column, ranges: Mapping[str, str], words: Words) -> None:
    letter, kind = get_column_letter(place), FIELDS[column.field].type
    header = put_at(page, 1, place, column.header)
    header.font, header.alignment = BOLD, WRAPPED
    if not column.empty:
        header.fill = REQUIRED
    page.column_dimensions[letter].width = WIDTH
    page.column_dimensions[letter].number_format = FORMATS.get(kind, TEXT_FORMAT)
    rule = _rule(kind, ranges.get(column.field))
    if rule is not None:
        rule.errorTitle = words.t("template.wrong")
        rule.error = words.t(f"template.fill.{kind}")
        rule.showErrorMessage = kind not in OPEN_LISTS
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        page.add_data_validation(rule)


def _rule(kind: str, choices: str | None) -> DataValidation | None:
    if choices:
        return DataValidation(type="list", formula1=choices, allow_blank=True)
    if kind not in LIMITS:
        return None
    low, high = LIMITS[kind]
    return DataValidation(type="whole", operator="between", formula1=low, formula2=high, allow_blank=True)


def _explain(page: Worksheet, layout: Layout, words: Words) -> None:
    lines = [
        words.t(f"file_kind.{layout.kind}"),
        words.t("template.note_keep", sheet=words.t("export.data")),
        words.t("template.note_personal"),
        words.t("template.note_load", page=words.t("page.import_data.title")),
    ]
    for row, line in enumerate(lines, start=1):
        put_at(page, row, 1, line).font = BOLD if row == 1 else PLAIN
    top = len(lines) + 2
    names = ("column", "meaning", "required", "how", "choices")
    for place, name in enumerate(names, start=1):
        put_at(page, top, place, words.t(f"template.{name}")).font = BOLD
        page.column_dimensions[get_column_letter(place)].width = WIDTH * 1.5
    for row, column in enumerate(layout.columns, start=top + 1):
        for place, text in enumerate(_instruction(column, words), start=1):
            put_at(page, row, place, text).alignment = WRAPPED


def _instruction(column: Column, words: Words) -> tuple[str, ...]:
    field = FIELDS[column.field]
    return (
        column.header,
        words.t(f"field.{field.id}"),
        words.t("app.no" if column.empty else "app.yes"),
        words.t(f"template.fill.{field.type}"),
        " · ".join(_choices(column)),
    )
