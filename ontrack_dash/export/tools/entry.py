"""An Excel sheet into which answers on paper are typed: drop-downs, checks, and a header the import knows."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.export.cells import put_at
from ontrack_dash.export.tables import DATE_FORMAT
from ontrack_dash.export.tools.edition import add_about
from ontrack_dash.export.tools.paper import route
from ontrack_dash.fields import FIELDS
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import Choice, Instrument, Item

LISTS, TICK = "lists", "tick"
LAST_ROW, HEADER_HEIGHT = 5000, 78
FIRST_DAY = "DATE(2000,1,1)"
WIDTH, WIDE = 18, 34
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
REQUIRED, MISSING = PatternFill("solid", fgColor="DCE6F2"), PatternFill("solid", bgColor="FAD08D")
FORMATS = {"date": DATE_FORMAT, "number": "0"}
# What every form has besides its questions: which one it is, and when it was filled in.
FORM_FIELDS = ("answer_id", "answer_date")


@dataclass(frozen=True)
class Column:
    """One column: a fact of the form (`field`), a question, or one answer of a question with several."""

    header: str
    field: str | None = None
    item: Item | None = None
    choice: Choice | None = None

    @property
    def kind(self) -> str:
        """What may stand in it."""
        if self.field:
            return FIELDS[self.field].type
        return TICK if self.choice else self.item.type if self.item else "text"

    @property
    def is_required(self) -> bool:
        """Whether a row is not complete without it."""
        return self.field is not None or (self.item is not None and self.item.required)


def columns(instrument: Instrument, words: Words) -> tuple[Column, ...]:
    """Return the columns of the sheet, in order."""
    return tuple(_columns(instrument, words))


def make(instrument: Instrument, words: Words) -> bytes:
    """Return the blank sheet, with instructions, hidden lists of answers and what it is."""
    book = Workbook()
    data = book.worksheets[0]
    data.title = words.t("export.data")
    explained = book.create_sheet(words.t("template.instructions"))
    placed = columns(instrument, words)
    ranges = _fill_lists(book.create_sheet(LISTS), placed, words)
    for place, column in enumerate(placed, start=1):
        _prepare(data, place, column, ranges, words)
    _flag_mistakes(data, placed, ranges)
    data.row_dimensions[1].height = HEADER_HEIGHT
    data.freeze_panes = "B2"
    _explain(explained, instrument, placed, words)
    add_about(book, instrument, words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _columns(instrument: Instrument, words: Words) -> Iterator[Column]:
    for field in FORM_FIELDS:
        yield Column(words.t(f"field.{field}"), field=field)
    for item in (*instrument.hidden, *instrument.asked):
        if item.type == "many":
            for choice in item.choices:
                yield Column(f"{item.text(words)} [{choice.text(words)}]", item=item, choice=choice)
        elif item.type != "note":
            yield Column(item.text(words), item=item)


def _fill_lists(page: Worksheet, placed: tuple[Column, ...], words: Words) -> Mapping[str, str]:
    """Write the answers to choose from and return question → range: a list inside a rule has room for 255 letters."""
    ranges: dict[str, str] = {}
    offered = {column.item.id: _offered(column.item, words) for column in placed if column.item and not column.choice}
    offered[TICK] = [words.t("app.yes")]
    for name, texts in offered.items():
        if texts:
            place = len(ranges) + 1
            for row, text in enumerate(texts, start=1):
                put_at(page, row, place, text)
            letter = get_column_letter(place)
            ranges[name] = f"{LISTS}!${letter}$1:${letter}${len(texts)}"
    page.sheet_state = "hidden"
    return ranges


def _offered(item: Item, words: Words) -> list[str]:
    if item.given is not None and not item.choices:
        return [item.given]
    return [choice.text(words) for choice in item.choices if item.given in (None, choice.code)]


def _prepare(page: Worksheet, place: int, column: Column, ranges: Mapping[str, str], words: Words) -> None:
    letter = get_column_letter(place)
    header = put_at(page, 1, place, column.header)
    header.font, header.alignment = BOLD, WRAPPED
    if column.is_required:
        header.fill = REQUIRED
    page.column_dimensions[letter].width = WIDE if column.kind in ("one", "text") else WIDTH
    page.column_dimensions[letter].number_format = FORMATS.get(column.kind, "@")
    rule = _rule(column, letter, ranges)
    if rule is not None:
        rule.errorTitle, rule.error = words.t("template.wrong"), _how(column, words)
        rule.showErrorMessage = True
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        page.add_data_validation(rule)


def _rule(column: Column, letter: str, ranges: Mapping[str, str]) -> DataValidation | None:
    if choices := _range_of(column, ranges):
        return DataValidation(type="list", formula1=choices, allow_blank=True)
    if column.kind == "date":
        return DataValidation(type="date", operator="between", formula1=FIRST_DAY, formula2="TODAY()", allow_blank=True)
    if column.kind == "key":
        return DataValidation(type="custom", formula1=f"COUNTIF(${letter}$2:${letter}${LAST_ROW},{letter}2)=1")
    if column.item and column.item.limits:
        low, high = map(str, column.item.limits)
        return DataValidation(type="whole", operator="between", formula1=low, formula2=high, allow_blank=True)
    return None


def _range_of(column: Column, ranges: Mapping[str, str]) -> str | None:
    return ranges.get(TICK if column.choice else column.item.id if column.item else "")


def _flag_mistakes(page: Worksheet, placed: tuple[Column, ...], ranges: Mapping[str, str]) -> None:
    """Colour what is missing in a row that was begun, and an answer that is not expected after an earlier one."""
    letters = {column.item.id: get_column_letter(place) for place, column in enumerate(placed, 1) if column.item}
    for place, column in enumerate(placed, start=1):
        letter, conditions = get_column_letter(place), []
        if column.is_required:
            conditions.append(f'AND(COUNTA($A2:$ZZ2)>0,{letter}2="")')
        if column.item and column.item.when and column.item.when.item in letters:
            source = f"${letters[column.item.when.item]}2"
            conditions.append(_unasked(column.item, letter, source, ranges, placed))
        for condition in conditions:
            rule = Rule(type="expression", formula=[condition], dxf=DifferentialStyle(fill=MISSING))
            page.conditional_formatting.add(f"{letter}2:{letter}{LAST_ROW}", rule)


def _unasked(item: Item, letter: str, source: str, ranges: Mapping[str, str], placed: tuple[Column, ...]) -> str:
    """Return when an answer is not expected: its source says something else than what leads to the question."""
    if item.when is None:
        return "FALSE"
    first = next(column.item for column in placed if column.item and column.item.id == item.when.item)
    sheet, cells = ranges[first.id].split("!")
    column = cells.split("$")[1]
    rows = [row for row, choice in enumerate(first.choices, start=1) if choice.code in item.when.codes]
    others = ",".join(f"{source}<>{sheet}!${column}${row}" for row in rows)
    return f'AND({letter}2<>"",{source}<>"",{others})'


def _how(column: Column, words: Words) -> str:
    if column.item and column.item.limits:
        low, high = map(str, column.item.limits)
        return words.t("tool.wrong.number", low=low, high=high)
    kinds = {"one": "choice", "scale": "choice", TICK: "choice", "number": "count"}
    return words.t(f"template.fill.{kinds.get(column.kind, column.kind)}")


def _explain(page: Worksheet, instrument: Instrument, placed: tuple[Column, ...], words: Words) -> None:
    lines = [
        words.t(f"instrument.{instrument.id}.name"),
        words.t("tool.entry.row"),
        words.t("template.note_keep", sheet=words.t("export.data")),
        words.t("tool.entry.colour"),
        words.t("template.note_personal"),
        words.t("template.note_load", page=words.t("page.import_data.title")),
    ]
    for row, line in enumerate(lines, start=1):
        put_at(page, row, 1, line).font = Font(bold=row == 1)
    headers = (*(words.t(f"template.{name}") for name in ("column", "required", "how")), words.t("tool.entry.when"))
    top = len(lines) + 2
    for place, header in enumerate(headers, start=1):
        put_at(page, top, place, header).font = BOLD
        page.column_dimensions[get_column_letter(place)].width = WIDE * 1.6
    for row, column in enumerate(placed, start=top + 1):
        required = words.t("app.yes" if column.is_required else "app.no")
        when = route(instrument, column.item, words) if column.item else ""
        for place, text in enumerate((column.header, required, _how(column, words), when), start=1):
            put_at(page, row, place, text).alignment = WRAPPED
