"""The person's own file with its findings, opened again."""

import io
from datetime import date

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook

from ontrack_dash.catalogue import RULES
from ontrack_dash.export.annotated import annotated_workbook
from ontrack_dash.export.tables import write_table
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.intake.draft import Draft, Known, Options, prepare

NAME = "Иван Иванов"
HEADER = ["№ на лицензия", "Име", "№ на отговора", "Дата на отговора", "Код на професия", "Степен на ПК"]
HEADER += ["Вид на курса", "Година на завършване на служителя"]
HEADER += ["Придобитата квалификация отговаря на работата (1-5)", "Удовлетвореност от уменията (1-5)"]
GOOD = ["9999120001", NAME, "Q", "31.01.2025", "811070", "II СПК", "Степен на ПК", "2023", "5", "4"]
BAD = ["9999120001", NAME, "=1+1", "31.02.2025", "811070", "II СПК", None, "2023", "9", "4"]


def read(*rows: list[str | None]) -> Draft:
    content = write_table(pd.DataFrame(rows, columns=range(len(HEADER)), dtype="string"), None, [HEADER])
    known = Known(licences=frozenset({"9999120001"}), today=date(2026, 11, 22))
    (draft,) = prepare("employers.xlsx", content, Options(kind="employers"), known)
    return draft


def annotate(draft: Draft, lang: str = "bg") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(annotated_workbook(draft, Words(lang))))


def test_cells_stand_where_people_know_them() -> None:
    sheet = annotate(read(GOOD, [None] * len(HEADER), BAD)).worksheets[0]
    assert [sheet["A1"].value, sheet["C1"].value, sheet["C2"].value] == ["№ на лицензия", "№ на отговора", "Q"]
    assert [cell.value for cell in sheet[3]] == [None] * len(HEADER)
    assert sheet["H4"].value == "2023"


def test_personal_columns_stay_empty() -> None:
    sheet = annotate(read(GOOD)).worksheets[0]
    assert [cell.value for cell in sheet["B"]] == [None, None]
    assert NAME not in str(list(sheet.values))


def test_a_formula_in_the_file_comes_back_as_text() -> None:
    cell = annotate(read(GOOD, BAD)).worksheets[0]["C3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_finding_colours_its_cell_and_says_what_to_do(lang: str) -> None:
    sheet = annotate(read(GOOD, BAD), lang).worksheets[0]
    wrong = sheet["D3"]
    assert wrong.fill.fill_type == "solid"
    assert Words(lang).t("rule.date_invalid.remedy") in wrong.comment.text
    assert Words(lang).t("severity.error") in wrong.comment.text
    assert sheet["D2"].comment is None


def test_a_finding_in_an_empty_cell_is_shown_there() -> None:
    empty = annotate(read(GOOD, BAD)).worksheets[0]["G3"]
    assert empty.value is None
    assert Words("bg").t("rule.required_missing.remedy") in empty.comment.text


def test_every_finding_is_listed_with_its_place() -> None:
    draft = read(GOOD, BAD)
    listed = list(annotate(draft).worksheets[1].iter_rows(min_row=2, values_only=True))
    assert len(listed) == len(draft.findings) >= 3
    words = Words("bg")
    assert [words.t("severity.error")] * 3 == [row[0] for row in listed if row[2] == 3]
    assert {row[3] for row in listed if row[2] == 3} == set(draft.findings.query("row == 3")["column"])


def test_findings_about_the_whole_file_stand_on_the_list_only() -> None:
    book = annotate(read(GOOD))
    told = [row for row in book.worksheets[1].iter_rows(min_row=2, values_only=True) if row[2] != 3]
    assert told
    assert {row[2] for row in told} == {Words("bg").t("import.whole_file")}
    assert all(cell.comment is None for row in book.worksheets[0] for cell in row)


def test_a_file_nobody_recognises_gives_its_findings() -> None:
    content = write_table(pd.DataFrame({"a": ["ябълка"]}), None, [["Плод"]])
    (draft,) = prepare("fruit.xlsx", content, Options(), Known(today=date(2026, 11, 22)))
    book = annotate(draft)
    assert book.worksheets[0].max_row <= 1
    assert book.worksheets[1].max_row == 2


def test_a_file_full_of_mistakes_is_coloured_throughout_and_explained_at_first() -> None:
    limit = RULES["files"]["findings_shown"]
    wrong = [*GOOD[:9], "9"]
    rows = [[*wrong[:2], f"Q{number}", *wrong[3:]] for number in range(limit + 5)]
    scores = annotate(read(*rows)).worksheets[0]["J"][1:]
    assert all(cell.fill.fill_type == "solid" for cell in scores)
    assert [cell.comment is not None for cell in scores] == [True] * limit + [False] * 5
