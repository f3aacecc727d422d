"""Blank templates, opened again: the import must recognise what the product hands out."""

import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ontrack_dash.export.choices import written_choices
from ontrack_dash.export.templates import own_layouts, template_workbook
from ontrack_dash.fields import FIELDS, LAYOUTS, VOCABULARIES, fold
from ontrack_dash.i18n import LANGUAGES, Words

KINDS = ("graduates", "answers", "employers", "pilot_scores", "pilot_responses")


def open_template(kind: str, lang: str = "bg") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_workbook(kind, Words(lang))))


def test_the_product_hands_out_its_own_layouts() -> None:
    assert set(own_layouts()) == set(KINDS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_header_is_the_one_the_import_recognises(kind: str, lang: str) -> None:
    sheet = open_template(kind, lang).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.header for column in LAYOUTS[kind].columns]
    assert sheet.max_row == 1


@pytest.mark.parametrize("kind", KINDS)
def test_choices_are_offered_as_the_import_reads_them(kind: str) -> None:
    book = open_template(kind)
    rules = {str(rule.sqref).split(":")[0]: rule for rule in book.worksheets[0].data_validations.dataValidation}
    for cell, column in zip(book.worksheets[0][1], LAYOUTS[kind].columns, strict=True):
        vocabulary = FIELDS[column.field].vocabulary
        if vocabulary:
            sheet, cells = rules[f"{cell.column_letter}2"].formula1.split("!")
            offered = [row[0].value for row in book[sheet][cells.replace("$", "")]]
            assert offered == list(written_choices(vocabulary).values())


@pytest.mark.parametrize("vocabulary", list(VOCABULARIES))
def test_every_written_choice_leads_back_to_its_code(vocabulary: str) -> None:
    for code, written in written_choices(vocabulary).items():
        found = [name for name, all_ in VOCABULARIES[vocabulary].items() if fold(written) in map(fold, all_)]
        assert found == [code]


def test_lists_of_choices_are_hidden_and_behind_what_people_see() -> None:
    states = [sheet.sheet_state for sheet in open_template("graduates").worksheets]
    assert states == ["visible", "visible", "hidden"]


def test_codes_are_text_and_dates_are_dates() -> None:
    sheet = open_template("graduates").worksheets[0]
    formats = {
        column.field: sheet.column_dimensions[cell.column_letter].number_format
        for cell, column in zip(sheet[1], LAYOUTS["graduates"].columns, strict=True)
    }
    assert {formats[field] for field in ("licence", "profession", "specialty", "pseudonym")} == {"@"}
    assert formats["completion_date"] == "dd.mm.yyyy"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_is_explained_in_the_readers_language(lang: str) -> None:
    words = Words(lang)
    explained = {row[0]: row[1:] for row in open_template("answers", lang).worksheets[1].iter_rows(values_only=True)}
    for column in LAYOUTS["answers"].columns:
        meaning, required, how, _ = explained[column.header]
        assert meaning == words.t(f"field.{column.field}")
        assert required == words.t("app.no" if column.empty else "app.yes")
        assert how


def test_layouts_of_other_systems_have_no_template() -> None:
    with pytest.raises(ValueError, match="annual_a"):
        template_workbook("annual_a", Words("bg"))


def test_a_list_that_is_open_suggests_and_a_closed_one_insists() -> None:
    page = open_template("pilot_scores").worksheets[0]
    insists = {str(rule.sqref).split(":")[0]: rule.showErrorMessage for rule in page.data_validations.dataValidation}
    letters = {
        column.field: cell.column_letter for cell, column in zip(page[1], LAYOUTS["pilot_scores"].columns, strict=True)
    }
    asked = ("tool", "country", "theme", "adopt", "role", "tool_ease")
    assert [insists[f"{letters[name]}2"] for name in asked] == [False, False, False, True, True, True]
