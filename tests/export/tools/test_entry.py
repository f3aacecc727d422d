"""The sheet into which paper forms are typed: drop-downs, checks, nothing an Excel would refuse."""

import io
import re

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from ontrack_dash.export.tools import entry
from ontrack_dash.export.tools.entry import columns
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS, Instrument
from tests.export.tools.asking import BOTH, EACH, known

BG = Words("bg")


def opened(instrument: Instrument, words: Words = BG) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(entry.make(instrument, words)))


def rules(book: Workbook) -> dict[str, DataValidation]:
    found = {
        str(rule.sqref).split(":")[0].rstrip("2"): rule for rule in book.worksheets[0].data_validations.dataValidation
    }
    return {str(cell.value): found[cell.column_letter] for cell in book.worksheets[0][1] if cell.column_letter in found}


def offered(book: Workbook, rule: DataValidation) -> list[str]:
    sheet, cells = rule.formula1.split("!")
    return [row[0].value for row in book[sheet][cells.replace("$", "")]]


@BOTH
@EACH
def test_every_question_has_its_column(instrument: Instrument, words: Words) -> None:
    headers = [cell.value for cell in opened(instrument, words).worksheets[0][1]]
    assert headers[:2] == [words.t("field.answer_id"), words.t("field.answer_date")]
    for item in instrument.items:
        text = item.text(words)
        wanted = [f"{text} [{choice.text(words)}]" for choice in item.choices] if item.type == "many" else [text]
        assert set(wanted) <= set(headers)
    assert len(set(headers)) == len(headers)


@BOTH
@EACH
def test_answers_are_chosen_from_the_answers_of_the_question(instrument: Instrument, words: Words) -> None:
    book = opened(instrument, words)
    its = rules(book)
    for item in instrument.items:
        if item.choices and item.type != "many":
            assert offered(book, its[item.text(words)]) == [choice.text(words) for choice in item.choices]


def test_numbers_dates_and_numbers_of_answers_are_checked() -> None:
    its = rules(opened(INSTRUMENTS["graduates_1"]))
    months = its[BG.t("instrument_item.months_to_job.text")]
    assert (months.type, months.formula1, months.formula2) == ("whole", "0", "60")
    assert its[BG.t("field.answer_date")].formula2 == "TODAY()"
    assert its[BG.t("field.answer_id")].formula1 == "COUNTIF($A$2:$A$5000,A2)=1"
    assert all(rule.showErrorMessage and rule.error for rule in its.values())


def conditions(book: Workbook, column: str) -> list[str]:
    formats = book.worksheets[0].conditional_formatting
    its = [rule for cells in formats if str(cells.sqref).startswith(f"{column}2:") for rule in cells.rules]
    return [formula for rule in its for formula in rule.formula]


def test_an_answer_that_is_not_expected_is_coloured() -> None:
    instrument = INSTRUMENTS["graduates_1"]
    book = opened(instrument)
    headers = {cell.value: cell.column_letter for cell in book.worksheets[0][1]}
    asked, after = (headers[instrument.item(name).text(BG)] for name in ("in_field", "destination"))
    (formula,) = conditions(book, asked)
    assert formula.startswith(f'AND({asked}2<>"",${after}2<>"",')
    places = re.findall(rf"\${after}2<>lists!\$(\w+)\$(\d+)", formula)
    assert [book["lists"][f"{column}{row}"].value for column, row in places] == [
        "Работя на трудов или граждански договор", "Работя за себе си или в собствен бизнес",
    ]  # fmt: skip


@EACH
def test_a_missing_answer_that_is_required_is_coloured(instrument: Instrument) -> None:
    book = opened(instrument)
    for cell, column in zip(book.worksheets[0][1], columns(instrument, BG), strict=True):
        missing = [formula for formula in conditions(book, cell.column_letter) if formula.startswith("AND(COUNTA")]
        assert bool(missing) == column.is_required


def test_what_the_centre_knows_is_the_only_answer_offered() -> None:
    book = opened(known(INSTRUMENTS["graduates_1"]))
    its = rules(book)
    assert offered(book, its["№ на лицензия"]) == ["9999120001"]
    assert offered(book, its[BG.t("instrument_item.kind.text")]) == ["Свидетелство за професионална квалификация"]


@BOTH
def test_every_column_is_explained_and_the_lists_are_hidden(words: Words) -> None:
    instrument = INSTRUMENTS["employers"]
    book = opened(instrument, words)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden", "visible"]
    explained = {row[0]: row[1:] for row in book.worksheets[1].iter_rows(values_only=True)}
    for column in columns(instrument, words):
        assert all(explained[column.header][:2])
    about = dict(book.worksheets[3].iter_rows(values_only=True))
    assert about[words.t("tool.about.version")] == instrument.version
    assert about[words.t("tool.about.licence")] == "EUPL-1.2"
