"""Each rule with the smallest file that breaks it, and the place it is found at."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import FIELDS
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.intake import checks_cells, checks_filings, checks_rows
from ontrack_dash.intake.checked import Checked
from ontrack_dash.intake.checks import CHECKS
from ontrack_dash.intake.draft import Draft, Known, Options, prepare
from ontrack_dash.intake.findings import Findings
from ontrack_dash.intake.values import reader_of
from tests.export.tools.exporting import limesurvey, simulate
from tests.files import workbook
from tests.intake.making import (
    EGN,
    KNOWN,
    QUESTIONS,
    SAID,
    TODAY,
    check,
    check_file,
    check_kind,
    delimited,
    grid,
    packed,
    places,
    rules,
)
from tests.intake.test_read import encrypted_container

FORM = INSTRUMENTS["pilot"]
# What only the step after intake can know.
RAISED_BY_IMPORTS = {"already_imported", "demo_replaced", "replaces_earlier", "more_answers_than_invited"}
REGISTER = replace(KNOWN, licences=frozenset({"9999120001"}))
SUM = {"row_number": "Общо", "profession": None, "level": None, "oblast": None, "enrolled_men": 99}


def added(kind: str, name: str, value: object) -> Draft:
    """Prepare a file with one more column."""
    *header, row = grid(kind)
    return check([*header[:-1], [*header[-1], name], [*row, value]], **SAID.get(kind, {}))


# A rule, the smallest file that breaks it, and where it is found: row and letter of the column.
BROKEN: list[tuple[str, str, dict[str, object], tuple[int, str]]] = [
    ("required_missing", "graduates", {"licence": None}, (2, "A")),
    ("required_missing", "annual_a", {"oblast": " "}, (3, "E")),
    ("required_missing", "annual_a", {"profession": None}, (3, "B")),
    ("number_invalid", "annual_a", {"enrolled_men": "дванадесет"}, (3, "F")),
    ("number_invalid", "annual_a", {"enrolled_men": "12,5"}, (3, "F")),
    ("number_invalid", "annual_a", {"hours": "960 ч."}, (3, "J")),
    ("number_invalid", "annual_a", {"price": "12,0,0"}, (3, "K")),
    ("number_invalid", "annual_a", {"disabled": "99999999999"}, (3, "N")),
    ("number_negative", "annual_a", {"enrolled_women": -1}, (3, "G")),
    ("number_negative", "annual_a", {"enrolled_women": "-1,5"}, (3, "G")),
    ("number_negative", "annual_a", {"price": "-0,5"}, (3, "K")),
    ("number_invalid", "answers", {"months_to_job": "3-6"}, (2, "Q")),
    ("date_invalid", "graduates", {"completion_date": "31.02.2023"}, (2, "G")),
    ("date_invalid", "graduates", {"completion_date": "юни 2023"}, (2, "G")),
    ("date_invalid", "graduates", {"completion_date": "30.06.1923"}, (2, "G")),
    ("date_invalid", "graduates", {"completion_date": 45_107}, (2, "G")),
    ("date_future", "graduates", {"completion_date": "01.02.2026"}, (2, "G")),
    ("date_future", "answers", {"answer_date": date(2027, 1, 1)}, (2, "D")),
    ("year_invalid", "graduates", {"birth_year": 85}, (2, "I")),
    ("year_invalid", "graduates", {"birth_year": 1899}, (2, "I")),
    ("year_invalid", "employers", {"year": 2027}, (2, "H")),
    ("year_invalid", "employers", {"year": "1999"}, (2, "H")),
    ("choice_unknown", "graduates", {"sex": "неизвестен"}, (2, "H")),
    ("choice_unknown", "answers", {"wave": "3"}, (2, "C")),
    ("choice_unknown", "annual_a", {"level": "V СПК"}, (3, "D")),
    ("licence_invalid", "graduates", {"licence": "ЦПО 12"}, (2, "A")),
    ("licence_invalid", "centres", {"licence": "123"}, (2, "A")),
    ("profession_unknown", "graduates", {"profession": "999999"}, (2, "C")),
    ("profession_unknown", "graduates", {"profession": "Готвач"}, (2, "C")),
    ("specialty_unknown", "annual_a", {"specialty": "9999999"}, (3, "C")),
    ("profession_missing", "graduates", {"profession": None}, (2, "C")),
    ("level_mismatch", "annual_a", {"specialty": "8110102"}, (3, "D")),
    ("level_mismatch", "annual_a", {"level": "I СПК"}, (3, "D")),
    ("level_mismatch", "annual_a", {"specialty": "8110102 Име - II СПК", "level": "IV СПК"}, (3, "C")),
    ("profession_mismatch", "annual_a", {"specialty": "5220306"}, (3, "C")),
    ("oblast_unknown", "annual_a", {"oblast": "София"}, (3, "E")),
    ("oblast_unknown", "annual_a", {"oblast": "Тракия"}, (3, "E")),
    ("certified_over_enrolled", "annual_a", {"certified_men": 13}, (3, "H")),
    ("certified_over_enrolled", "annual_b", {"certified_women": 9}, (3, "I")),
    ("scale_invalid", "answers", {"usefulness": 6}, (2, "R")),
    ("scale_invalid", "employers", {"satisfaction": "4,5"}, (2, "J")),
    ("answer_before_completion", "answers", {"answer_date": "29.06.2023"}, (2, "D")),
    ("settlement_unknown", "centres", {"settlement": "гр. Никъде"}, (2, "C")),
    ("settlement_ambiguous", "centres", {"settlement": "с. Абланица"}, (2, "C")),
    ("guidance_centre", "self_assessments", {"licence": "9999140001"}, (2, "A")),
    ("answers_shifted", "self_assessments", dict.fromkeys(QUESTIONS["self_assessments"]), (2, "N")),
    ("choice_unknown", "filing_list", {"filing_status": "Изгубен"}, (2, "E")),
    ("required_missing", "annual_list_all", {"annual_status": None}, (2, "E")),
    ("choice_unknown", "pilot_scores", {"theme": "Лекота; Цвят"}, (2, "P")),
    ("choice_unknown", "pilot_scores", {"adopt": "Може би"}, (2, "O")),
    ("scale_invalid", "pilot_scores", {"tool_time": 0}, (2, "J")),
    ("code_invalid", "pilot_scores", {"tool": "Формуляр, който измислихме сами и изпробвахме"}, (2, "B")),
    ("code_invalid", "pilot_responses", {"provider": "„Пример“ ООД"}, (2, "D")),
    ("answered_over_invited", "pilot_responses", {"answered": 9}, (2, "F")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kind", "change", "place"), BROKEN)
def test_a_broken_cell_is_found_where_it_stands(
    rule: str, kind: str, change: dict[str, object], place: tuple[int, str]
) -> None:
    draft = check_kind(kind, change)
    assert places(draft, rule) == [place]
    others = {"level_mismatch", "profession_mismatch"}
    assert set(rules(draft)) - others == {rule} - others
    assert draft.rows_rejected == (RULES["checks"][rule] == "error")


WHOLE_FILES: dict[str, Any] = {
    "file_empty": lambda: check_file("x.xlsx", b""),
    "file_unreadable": lambda: check_file("x.xlsx", b"PK damaged"),
    "file_password": lambda: check_file("x.xlsx", encrypted_container()),
    "file_too_large": lambda: check_file("x.csv", bytes((RULES["files"]["largest_mb"] << 20) + 1)),
    "zip_bomb": lambda: check_file("x.zip", packed({"а.csv": bytes(5_000_000)})),
    "zip_same_kind": lambda: prepare("x.zip", two_registers(), Options(), KNOWN)[1],
    "part_skipped": lambda: check_file("x.zip", packed({"а.xlsx": workbook(grid("centres")), "б.pdf": b"-"})),
    "layout_unknown": lambda: check([["нещо"], [1]]),
    "layout_other": lambda: check(grid("centres"), kind="graduates"),
    "kind_ambiguous": lambda: check(grid("annual_a")),
    "header_shifted": lambda: check([["заглавие"], *grid("centres")]),
    "column_unknown": lambda: added("centres", "Бележка", "нещо"),
    "column_personal": lambda: added("centres", "Телефон", "нещо"),
    "no_rows": lambda: check(grid("centres")[:-1]),
    "totals_row": lambda: check_kind("annual_a", {}, SUM),
    "option_missing": lambda: check(grid("annual_b")),
    "mapping_missing": lambda: check(grid("survey_detail", questions={"Нещо ново?": "да"}), **SAID["survey_detail"]),
    "answer_unmapped": lambda: check(
        grid("survey_detail", questions={"Учите ли в момента?": "понякога"}), **SAID["survey_detail"]
    ),
    "answer_incomplete": lambda: check(limesurvey(FORM, simulate(FORM, 1), Words("bg"), "code", full=False)),
    "sent_unread": lambda: check_kind("survey_other", {"answer_date": "1/2/2024"}),
    "duplicate_row": lambda: check_kind("centres", {}, {}),
    "personal_data": lambda: check_kind("graduates", {"pseudonym": EGN}),
    "guidance_row": lambda: check_kind("filing_list", {}, {"licence": "9999140001"}),
    "years_mixed": lambda: check_kind("self_assessments", {}, {"licence": "9999120002", "year": 2023}),
    "questions_cut": lambda: check(grid("self_assessments", questions={f"Въпрос {at}": 1 for at in range(65)})),
    "column_text": lambda: check(grid("self_assessments", questions={"Какво ще подобрите?": "Достъпа"})),
    "points_zero": lambda: check(grid("self_assessments", questions={"Публичност": 0})),
    "licence_unregistered": lambda: check_kind("graduates", {"licence": "9999120002"}, known=REGISTER),
}


def two_registers() -> bytes:
    return packed({"а.xlsx": workbook(grid("centres")), "б.csv": delimited(grid("centres", {"licence": "9999120002"}))})


@pytest.mark.parametrize("rule", WHOLE_FILES)
def test_a_broken_file_says_what_is_wrong_with_it(rule: str) -> None:
    draft = WHOLE_FILES[rule]()
    assert rule in rules(draft)
    severities = draft.findings.loc[draft.findings["rule"] == rule, "severity"]
    assert set(severities) == {RULES["checks"][rule]}


def test_every_rule_of_a_file_is_raised_by_some_file() -> None:
    raised = {rule for rule, *_ in BROKEN} | set(WHOLE_FILES)
    assert raised == set(RULES["checks"]) - RAISED_BY_IMPORTS


def test_every_check_finds_something_in_some_file(monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()

    def note(check: Callable[[Checked], Findings]) -> Callable[[Checked], Findings]:
        def noted(sheet: Checked) -> Findings:
            findings = check(sheet)
            if len(findings):
                found.add(check)
            return findings

        return noted

    monkeypatch.setattr("ontrack_dash.intake.checks.CHECKS", tuple(map(note, CHECKS)))
    for _, kind, change, _ in BROKEN:
        check_kind(kind, change)
    for broken in WHOLE_FILES.values():
        broken()
    assert [check.__name__ for check in CHECKS if check not in found] == []


def test_every_check_is_wired_in() -> None:
    written = {
        check
        for module in (checks_cells, checks_filings, checks_rows)
        for name, check in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("check_")
    }
    assert set(CHECKS) == written
    assert len(CHECKS) == len(written)


def test_a_repeated_row_points_to_the_first() -> None:
    draft = check_kind("centres", {}, {"licence": "9999120002"}, {"settlement": "Бургас"}, {})
    assert (rules(draft), draft.findings["row"].tolist()) == (["duplicate_row"] * 2, [4, 5])
    assert draft.findings["detail"].tolist() == ["2", "2"]


def test_the_running_number_does_not_make_two_courses_differ() -> None:
    assert rules(check_kind("annual_a", {"row_number": 1}, {"row_number": 2})) == ["duplicate_row"]
    assert rules(check_kind("annual_a", {"row_number": 1}, {"row_number": 2, "hours": 30})) == []


def test_the_same_key_written_differently_is_the_same_key() -> None:
    draft = check_kind(
        "graduates", {}, {"completion_date": "30.06.2023 г.", "profession": None, "specialty": "8110101"}
    )
    assert rules(draft) == ["duplicate_row"]
    assert rules(check_kind("answers", {"wave": 1}, {"wave": 2})) == []


def test_answers_to_a_survey_may_be_alike() -> None:
    assert rules(check_kind("survey_detail", {}, {})) == []


def test_rows_without_a_key_are_no_duplicates() -> None:
    assert rules(check_kind("graduates", {"pseudonym": None}, {"pseudonym": None})) == ["required_missing"] * 2


def test_a_sum_is_left_out_and_its_row_named() -> None:
    draft = check_kind("annual_a", {}, SUM)
    assert (places(draft, "totals_row")[0][0], draft.rows_read) == (4, 1)
    assert draft.rows is not None
    assert draft.rows["enrolled_men"].tolist() == [12]


def test_an_answer_is_not_mistaken_for_a_sum() -> None:
    draft = check(
        grid("survey_detail", questions={"Учите ли в момента?": "Да", "Какво хареса?": "Общо"}), **SAID["survey_detail"]
    )
    assert (draft.rows_read, "totals_row" in rules(draft)) == (1, False)


def test_without_a_register_no_licence_is_strange() -> None:
    assert rules(check_kind("graduates")) == []
    assert rules(check_kind("centres", {"licence": "9999120009"}, known=REGISTER)) == []
    draft = check_kind("annual_b", centre="9999120009", known=REGISTER)
    assert draft.findings[["rule", "value"]].to_numpy().tolist() == [["licence_unregistered", "9999120009"]]


def test_an_ambiguous_settlement_offers_its_oblasti_until_one_is_chosen() -> None:
    draft = check_kind("centres", {"settlement": "с. Абланица"})
    assert draft.findings[["value", "detail"]].to_numpy().tolist() == [["с. Абланица", "Благоевград, Ловеч, Пазарджик"]]
    chosen = replace(KNOWN, oblast_choices={"С. АБЛАНИЦА": "LOV"})
    by_licence = replace(KNOWN, oblast_choices={"9999120001": "PAZ"})
    oblasti = [check_kind("centres", {"settlement": "с. Абланица"}, known=known) for known in (chosen, by_licence)]
    assert [(rules(each), each.rows["oblast"].item() if each.rows is not None else "") for each in oblasti] == [
        ([], "LOV"),
        ([], "PAZ"),
    ]


def test_sofia_alone_offers_both_oblasti() -> None:
    draft = check_kind("annual_a", {"oblast": "София"})
    assert draft.findings["detail"].tolist() == ["София (област), София (столица)"]


def test_only_what_identifies_nobody_is_shown() -> None:
    shown = {
        ("annual_a", "enrolled_men", "дванадесет"): "дв…",
        ("annual_a", "price", "-12,5"): "-12,5",
        ("graduates", "completion_date", "31.02.2023 г."): "31.02.2023 г.",
        ("graduates", "sex", "12.03.1985"): "12…",
        ("graduates", "birth_year", "2103850000"): "21…",
        ("graduates", "licence", "12"): "12",
        ("annual_a", "level", "I СПК"): "I СПК",
        ("annual_a", "specialty", "5220306 Газова техника"): "5220306",
        ("annual_a", "oblast", "София"): "София",
        ("annual_a", "oblast", "Тракия"): "Тр…",
        ("centres", "settlement", "Никъде"): "Ни…",
        ("graduates", "licence", "Иван Петров"): "Ив…",
    }
    found = {key: check_kind(key[0], {key[1]: key[2]}).findings["value"].iloc[0] for key in shown}
    assert found == shown


def test_findings_come_with_their_sheet_and_in_the_order_of_rows() -> None:
    draft = check_kind("graduates", {"sex": "?"}, {"pseudonym": "2", "licence": "?"}, {"pseudonym": "3", "sex": "?"})
    assert draft.findings["row"].tolist() == [2, 3, 4]
    assert set(draft.findings["sheet"]) == {"Sheet"}
    assert draft.rows_rejected == 3


def test_a_row_with_two_errors_is_rejected_once() -> None:
    draft = check_kind("graduates", {"sex": "?", "licence": "?"})
    assert (draft.rows_read, draft.rows_rejected) == (1, 1)


@pytest.mark.parametrize(
    ("said", "rule"),
    [({"year": 1999}, "year_invalid"), ({"year": 2027}, "year_invalid"), ({"centre": "ЦПО"}, "licence_invalid")],
)
def test_what_the_person_says_is_checked_too(said: dict[str, Any], rule: str) -> None:
    assert rules(check_kind("annual_b", **said)) == [rule]
    assert rules(check_kind("survey_detail", wave=3)) == ["choice_unknown"]
    assert rules(check_kind("graduates", **said)) == []


@given(text=st.text(max_size=30) | st.from_regex(r"[-−]?[0-9]{1,6000}([.,][0-9]*)?", fullmatch=True))
def test_no_cell_can_break_a_reader(text: str) -> None:
    readers = [reader for field in FIELDS.values() if (reader := reader_of(field, TODAY))]
    assert all(reader(text).rule in {None, *RULES["checks"]} for reader in readers)


def test_known_is_today_by_default() -> None:
    assert Known().today == date.today()
