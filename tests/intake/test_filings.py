"""Reports of self-assessment and lists of who has filed, as ИС на НАПОО exports them and with its traps."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ontrack_dash.fields import LAYOUTS, load_definition
from ontrack_dash.i18n import Words
from ontrack_dash.intake.draft import Draft
from ontrack_dash.intake.headers import simplify
from tests.intake.making import EGN, KNOWN, SAID, Cell, Grid, Row, check, check_kind, grid, places, rules

COUNTS = [
    "придобили степен на професионална квалификация",
    "придобили професионална квалификация по част от професията",
    "придобили степен на професионална квалификация чрез валидиране",
    "придобили професионална квалификация по част от професията чрез валидиране",
    "получили правоспособност",
    "продължаващи професионално обучение през следващата година",
    "незавършили успешно професионалното обучение:",
    "отказали се от започнатото професионално обучение:",
]
HEAD = ["Лицензия", "ЦПО", "Година", "Дата на подаване", "Статус", "Коментар"]
PUBLIC, TRACED, WORDS = "Публичност на обучението", "Проследяване на завършилите", "Какво ще подобрите?"
REPORT: list[Cell] = ["9999120001", "Пример ООД", 2024, "28.01.2025 г.", "Одобрен", "Обадете се на Петров"]
PRIVATE = ("Петров", "Пример ООД", "стажове")


def report(licence: str = "9999120001", *answers: Cell, counts: Any = range(8), year: int = 2024) -> list[Cell]:
    return [licence, *REPORT[1:2], year, *REPORT[3:], *counts, *answers]


def exported(*rows: list[Cell], questions: tuple[str, ...] = (PUBLIC, TRACED, WORDS)) -> Grid:
    return [[*HEAD, *COUNTS, *questions], *rows]


def points(draft: Draft) -> list[dict[str, float]]:
    assert draft.rows is not None
    return [json.loads(row) for row in draft.rows["points"]]


def found(draft: Draft, *columns: str) -> list[list[Any]]:
    return draft.findings[list(columns)].astype(object).where(draft.findings.notna(), None).to_numpy().tolist()


def test_reports_are_read_as_the_system_exports_them() -> None:
    draft = check(exported(report("9999120001", "2", 0.5, "Повече стажове"), report("9999120002", 1, "1,25", None)))
    assert (draft.kind, draft.asks, draft.rows_read) == ("self_assessments", (), 2)
    assert found(draft, "rule", "column") == [["column_personal", "F · Коментар"], ["column_text", f"Q · {WORDS}"]]
    assert draft.rows is not None
    first = draft.rows.iloc[0].to_dict()
    assert [first[name] for name in load_definition("counts")] == list(range(8))
    assert (first["licence"], first["year"], first["filing_status"]) == ("9999120001", 2024, "approved")
    assert first["filing_date"].date() == date(2025, 1, 28)
    assert points(draft) == [{PUBLIC: 2, TRACED: 0.5}, {PUBLIC: 1, TRACED: 1.25}]


def test_the_headers_are_the_official_names_of_the_counts() -> None:
    words = Words("bg")
    printed = {column.field: column.header for column in LAYOUTS["self_assessments"].columns}
    assert {name: simplify(printed[name]) for name in load_definition("counts")} == {
        name: simplify(words.t(f"count.{name}")) for name in load_definition("counts")
    }
    assert [printed[name] for name in load_definition("counts")] == COUNTS


def test_what_is_written_in_words_is_kept_nowhere() -> None:
    draft = check(exported(report("9999120001", 2, 1, "Повече стажове")))
    assert draft.rows is not None
    kept = draft.rows.to_string() + draft.cells.to_string() + draft.findings.to_string()
    assert [text for text in PRIVATE if text in kept] == []


def test_what_is_written_in_words_is_searched_before_it_is_dropped() -> None:
    draft = check(exported(report("9999120001", 2, 1, f"Търсете {EGN}")))
    assert ("personal_data", 2, f"Q · {WORDS}") in set(map(tuple, found(draft, "rule", "row", "column")))
    assert EGN not in draft.cells.to_string() + draft.findings.to_string()


def test_more_questions_than_known_columns_are_no_reason_to_doubt_the_kind() -> None:
    questions = tuple(f"Въпрос {number}" for number in range(60))
    draft = check(exported(report("9999120001", *range(1, 61)), questions=questions))
    assert (draft.kind, rules(draft), len(points(draft)[0])) == ("self_assessments", ["column_personal"], 60)


def test_a_file_that_ends_where_the_system_stops_writing_may_lack_questions() -> None:
    questions = tuple(f"Въпрос {number}" for number in range(64))
    draft = check(exported(report("9999120001", *range(1, 65)), questions=questions))
    assert found(draft, "rule", "column") == [
        ["column_personal", "F · Коментар"], ["questions_cut", "BZ · Въпрос 63"],
    ]  # fmt: skip
    shorter = [row[:-1] for row in exported(report("9999120001", *range(1, 65)), questions=questions)]
    assert rules(check(shorter)) == ["column_personal"]


def test_reports_without_questions_give_their_counts() -> None:
    draft = check(exported(report(), questions=()))
    assert (draft.kind, rules(draft), points(draft)) == ("self_assessments", ["column_personal"], [{}])


def test_a_header_with_a_typing_error_names_the_report_and_what_is_missing() -> None:
    cells = exported(report("9999120001", 2, 1, None))
    cells[0][6] = "придобили степен"
    draft = check(cells)
    assert found(draft, "rule", "value", "detail")[-1] == ["layout_unknown", "self_assessments", f"− {COUNTS[0]}; + –"]


def test_answers_that_end_before_the_reports_do_are_refused_and_the_rows_named() -> None:
    shifted = [report("9999120001", 2, 1, "а"), report("9999120002", 1, 1), report("9999120003", None, None, " ")]
    draft = check(exported(*shifted))
    assert places(draft, "answers_shifted") == [(4, "O")]
    assert draft.rows_rejected == 1


def test_without_any_answers_every_report_is_refused() -> None:
    draft = check(exported(report("9999120001"), report("9999120002")))
    assert places(draft, "answers_shifted") == [(2, "O"), (3, "O")]


def test_one_answer_is_enough_and_an_empty_cell_is_no_zero() -> None:
    draft = check(exported(report("9999120001", None, None, "Нищо"), report("9999120002", 3, None, None)))
    assert set(rules(draft)) == {"column_personal", "column_text"}
    assert points(draft) == [{}, {PUBLIC: 3}]


def test_zeros_are_counted_question_by_question() -> None:
    draft = check(exported(report("9999120001", 0, 0, None), report("9999120002", 2, "0,00", None)))
    zeros = [row for row in found(draft, "rule", "column", "detail", "severity") if row[0] == "points_zero"]
    assert zeros == [
        ["points_zero", f"O · {PUBLIC}", "1", "info"], ["points_zero", f"P · {TRACED}", "2", "info"],
    ]  # fmt: skip
    assert points(draft)[0] == {PUBLIC: 0, TRACED: 0}


@pytest.mark.parametrize("answer", ["няма", "2 точки", 2019, -1, "1000", "x"])
def test_a_column_with_anything_but_points_is_one_of_words(answer: Cell) -> None:
    draft = check(exported(report("9999120001", 2, answer), report("9999120002", 2, 3)))
    assert ["column_text", f"P · {TRACED}"] in found(draft, "rule", "column")
    assert points(draft) == [{PUBLIC: 2}, {PUBLIC: 2}]


def test_two_questions_alike_keep_their_points_apart() -> None:
    draft = check(exported(report("9999120001", 2, 1), questions=(PUBLIC, PUBLIC)))
    assert points(draft) == [{PUBLIC: 2, f"{PUBLIC} [16]": 1}]


def test_reports_of_several_years_in_one_file_are_refused() -> None:
    rows = [report("9999120001", 1), report("9999120002", 1, year=2023), report("9999120003", 1)]
    draft = check(exported(*rows, questions=(PUBLIC,)))
    assert places(draft, "years_mixed") == [(3, "C")]
    assert ["years_mixed", "2023", "2024"] in found(draft, "rule", "value", "detail")


@pytest.mark.parametrize("kind", ["self_assessments", "filing_list", "annual_list_all", "annual_list_napoo"])
def test_a_centre_stands_once_a_year_in_a_file(kind: str) -> None:
    assert rules(check_kind(kind, {}, {})) == ["duplicate_row"]


def test_several_years_in_a_list_are_usual() -> None:
    draft = check_kind("filing_list", {}, {"year": 2023}, {"licence": "9999120002", "year": 2022})
    assert (rules(draft), draft.rows_read) == ([], 3)


PLACEHOLDERS = (7, 2, 1, 1, 3, 2, 0, 2)
GUIDANCE_BLOCK = ["Консултирани лица", "Мъже", "Жени", "Средна възраст", "Средна стойност"]


def test_reports_of_guidance_centres_are_refused_by_their_header() -> None:
    header = [*HEAD[:1], "ЦИПО", *HEAD[2:]]
    for block, counts in ((GUIDANCE_BLOCK, (7, 2, 1, 42, 642)), (COUNTS, PLACEHOLDERS)):
        draft = check([[*header, *block, PUBLIC], [*REPORT, *counts, 1]])
        assert (draft.rows, found(draft, "rule", "severity")[-1]) == (None, ["guidance_centre", "error"])


def test_reports_of_guidance_centres_are_refused_by_their_counts() -> None:
    draft = check([[*HEAD, *GUIDANCE_BLOCK, PUBLIC], [*REPORT, 7, 2, 1, 42, 642, 1]])
    assert rules(draft) == ["column_personal", "guidance_centre"]
    two = [report(f"999912000{number}", 1, counts=PLACEHOLDERS) for number in (1, 2)]
    assert places(check(exported(*two, questions=(PUBLIC,))), "guidance_centre") == [(2, "A"), (3, "A")]
    assert places(check(exported(two[0], questions=(PUBLIC,))), "guidance_centre") == []


def test_a_report_of_a_guidance_centre_is_refused_by_its_licence() -> None:
    draft = check(exported(report("9999120001", 1), report("9999140001", 1), questions=(PUBLIC,)))
    assert places(draft, "guidance_centre") == [(3, "A")]


def test_the_register_of_training_centres_knows_better_than_the_digits_of_a_licence() -> None:
    known = replace(KNOWN, licences=frozenset({"9999140001", "9999120001"}))
    assert rules(check_kind("self_assessments", {"licence": "9999140001"}, known=known)) == []
    assert rules(check_kind("filing_list", {}, {"licence": "9999140001"}, known=known)) == []


@pytest.mark.parametrize("kind", ["filing_list", "annual_list_napoo", "annual_list", "annual_list_all"])
def test_guidance_centres_are_left_out_of_a_list(kind: str) -> None:
    draft = check_kind(kind, {}, {"licence": "9999140001"}, {"licence": "9999120002"}, {"licence": "9999140002"})
    assert places(draft, "guidance_row") == [(3, "A"), (5, "A")]
    assert draft.rows is not None
    assert (draft.rows["licence"].tolist(), draft.rows_read) == (["9999120001", "9999120002"], 2)


@pytest.mark.parametrize("kind", ["filing_list", "annual_list"])
def test_a_list_of_guidance_centres_alone_is_refused(kind: str) -> None:
    assert rules(check_kind(kind, {"licence": "9999140001"}, {"licence": "9999140002"})) == ["guidance_centre"]


def test_a_list_of_both_that_was_exported_for_guidance_centres_is_refused() -> None:
    header, row = grid("annual_list_all")
    assert "guidance_centre" in rules(check([["Лицензия", "ЦИПО", *header[3:]], [*row[:2], *row[3:]]]))


def test_a_register_of_guidance_centres_is_not_taken_for_one_of_training() -> None:
    draft = check([["Лицензия", "ЦИПО", "Населено място"], ["9999140001", "ЦИПО Пример", "гр. Варна"]])
    assert (draft.rows, rules(draft)) == (None, ["guidance_centre"])


Printed = tuple[str, list[str], list[Cell], Row]

LISTS: list[Printed] = [
    ("filing_list", HEAD, REPORT, {"list": "self_assessment", "filing_status": "approved"}),
    (
        "annual_list_napoo",
        ["Лицензия", "ЦПО", "Населено място", "Статус на годишния отчет", "Дата на отчета",
         "Статус на доклада за самооценка", "Дата на доклада"],
        ["9999120001", "ЦПО Пример", "Никъде", "Работен", date(2025, 1, 15), None, None],
        {"list": "napoo", "annual_status": "created", "annual_date": date(2025, 1, 15), "filing_status": None},
    ),
    (
        "annual_list",
        ["Лицензия", "ЦПО", "Населено място", "Отчетът е подаден", "Дата на отчета"],
        ["9999120001", "ЦПО Пример", "Никъде", "Не", None],
        {"list": "annual", "is_annual_filed": False, "annual_date": None, "annual_status": None},
    ),
    (
        "annual_list_all",
        ["Лицензия", "ЦПО (ЦИПО)", "Подал отчета", "Длъжност", "Отчет за година", "Статус на отчета",
         "Дата на промяна на статуса", "Коментар"],
        ["9999120001", "ЦПО Пример", "Иван Петров", "директор", 2024, "Върнат", date(2025, 2, 20), "Петров"],
        {"list": "annual_all", "annual_status": "returned", "annual_date": date(2025, 2, 20)},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "header", "cells", "expected"), LISTS, ids=[kind for kind, *_ in LISTS])
def test_every_list_is_read_as_the_system_exports_it(
    kind: str, header: list[str], cells: list[Cell], expected: Row
) -> None:
    draft = check([header, cells], **SAID.get(kind, {}))
    assert (draft.kind, set(rules(draft)) <= {"column_personal"}) == (kind, True)
    assert draft.rows is not None
    row = draft.rows.astype(object).where(draft.rows.notna(), None).iloc[0].to_dict()
    days = {name: value.date() for name, value in row.items() if hasattr(value, "date")}
    assert expected.items() <= {**row, **days}.items()
    assert (row["licence"], row["year"]) == ("9999120001", 2024)
    assert "Петров" not in draft.cells.to_string() + draft.rows.to_string()


def test_lists_that_do_not_say_their_year_ask_for_it() -> None:
    asks = {kind: check(grid(kind)).asks for kind, *_ in LISTS}
    assert asks == {"filing_list": (), "annual_list_napoo": ("year",), "annual_list": ("year",), "annual_list_all": ()}


def test_a_list_and_the_register_of_centres_are_told_apart() -> None:
    assert check(grid("centres")).kind == "centres"
    assert rules(check(grid("annual_list"), kind="centres")) == ["layout_other"]
    assert rules(check(grid("self_assessments"), kind="filing_list")) == ["layout_other"]


@pytest.mark.parametrize("header", ["Година", "Статус"])
def test_a_usual_word_over_one_more_column_does_not_spoil_another_kind(header: str) -> None:
    cells = [[*line, extra] for line, extra in zip(grid("centres"), (header, "x"), strict=True)]
    assert (check(cells).kind, rules(check(cells))) == ("centres", ["column_unknown"])
