"""Surveys asked elsewhere come in as they were answered, once somebody said what they mean, and not before."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ontrack_dash import imports
from ontrack_dash.imports import Upload
from ontrack_dash.intake import mapping
from ontrack_dash.intake.draft import Draft, Known, Options, prepare
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds
from tests.intake.making import EGN, check, grid, packed, places, rules
from tests.intake.surveys import ASKED, MAPPING, OPEN, PROGRAMS, expected, google_csv, simulate

TODAY = date(2026, 1, 31)
NOW, USE = "Какво правите?", "Полза"
MINE = {"questions": {NOW: "destination"}, "answers": {NOW: {"Чета, пиша": "study", "Копая": "employed"}}}


def read(data: bytes, known: Known | None = None, **said: Any) -> Draft:
    options = Options(**{"kind": "survey_other", "wave": 1, **said})
    (draft,) = prepare("responses.csv", data, options, known or Known(today=TODAY))
    return draft


def small(*answers: object, header: str = NOW, **said: Any) -> Draft:
    said = {"kind": "survey_other", "year": 2023, "wave": 1, "mapping": MINE, **said}
    return check([["Timestamp", header], *(["2024/05/06 3:45:12 PM GMT+3", answer] for answer in answers)], **said)


def column(draft: Draft, name: str) -> list[Any]:
    assert draft.rows is not None
    return draft.rows[name].astype(object).where(draft.rows[name].notna(), None).tolist()


def plain(cell: Any) -> Any:
    if pd.isna(cell):
        return None
    return cell.date() if isinstance(cell, pd.Timestamp) else cell


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_thousand_answers_come_back_identical_through_a_saved_mapping(program: str) -> None:
    answers = simulate(1000)
    data = PROGRAMS[program](answers)
    first = read(data)
    assert first.match is not None
    assert set(first.match.questions.values()) == set(ASKED)
    draft = read(data, Known(today=TODAY, mappings={mapping.digest(first.match): MAPPING}))
    assert draft.findings[draft.findings["severity"] != "info"].empty, draft.findings.to_string()
    assert draft.asks == ()
    assert draft.rows is not None
    wanted = expected(answers)
    got = [{name: plain(row[name]) for name in wanted[0]} for row in draft.rows.to_dict("records")]
    assert got == wanted


@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_is_recognised_and_nothing_comes_in_unmapped(program: str, tmp_path: Path) -> None:
    data = PROGRAMS[program](simulate(20))
    strange = read(data, kind=None)
    assert (strange.kind, strange.rows, rules(strange)[-1]) == (None, None, "layout_unknown")
    draft = read(data)
    assert draft.asks == ("year", "mapping")
    assert {"mapping_missing", "option_missing"} <= set(rules(draft))
    with pytest.raises(ValueError, match="blocked"):
        imports.commit(Settings(tmp_path), [draft])


def test_without_a_single_answer_that_counts_nothing_comes_in() -> None:
    draft = small("Копая", mapping={"questions": {NOW: "profession"}})
    assert draft.asks == ("mapping",)


def test_a_mapping_given_with_a_file_is_kept_for_the_next_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    said = Options(kind="survey_other", wave=1, centre="9999120001", mapping=MAPPING)
    first = Upload("a.csv", google_csv(simulate(30)), said)
    imports.commit(settings, imports.prepare(settings, [first], TODAY))
    second = Upload("b.csv", google_csv(simulate(40, seed=6)), replace(said, mapping=None, centre="9999120002"))
    (draft,) = imports.prepare(settings, [second], TODAY)
    assert draft.asks == ()
    (effect,) = imports.preview(settings, [draft])
    assert (effect.added, effect.replaced) == (40, 0)
    again = replace(second, content=google_csv(simulate(45, seed=6)), options=replace(said, mapping=None))
    (effect,) = imports.preview(settings, imports.prepare(settings, [again], TODAY))
    assert (effect.added, effect.replaced) == (45, 30)
    assert builds.current(tmp_path) is not None


def test_a_mapping_keeps_no_answer_that_names_a_person() -> None:
    told = {**MINE, "answers": {NOW: {"Копая": "employed", f"питайте {EGN}": "study"}}}
    draft = small("Копая", mapping=told)
    assert draft.match is not None
    kept = mapping.to_save(draft.match, mapping.resolve(draft.match, draft.options, Known(today=TODAY)))
    assert list(kept["answers"][NOW.lower()]) == ["копая"]


def test_a_file_of_a_known_kind_is_no_survey_whatever_is_chosen() -> None:
    assert "layout_other" in rules(check(grid("graduates"), kind="survey_other"))


def test_a_packed_download_is_opened() -> None:
    data = packed({"анкета.csv": google_csv(simulate(3))})
    assert read(data, mapping=MAPPING).rows_read == 3


def test_a_title_above_the_questions_is_passed_over() -> None:
    draft = check(
        [["Проследяване на завършилите", None, None], [NOW, USE, OPEN], ["Копая", "5", "нищо"]],
        kind="survey_other", year=2023, wave=1, mapping={**MINE, "questions": {NOW: "destination", USE: "", OPEN: ""}},
    )  # fmt: skip
    assert (rules(draft), column(draft, "destination")) == (["header_shifted"], ["employed"])


@pytest.mark.parametrize("text", ["Чета, пиша, Копая", "Копая;Чета, пиша;", "Чета, пиша;Копая", "Копая Чета, пиша"])
def test_of_answers_ticked_together_the_one_listed_first_counts(text: str) -> None:
    assert column(small(text), "destination") == ["employed"]


def test_an_answer_nobody_explained_stops_the_import() -> None:
    draft = small("Копая", "Пътувам")
    assert places(draft, "answer_unmapped") == [(3, "B")]


def test_columns_that_name_a_person_are_dropped_and_every_other_cell_is_searched() -> None:
    header = ["Timestamp", "Email Address", "Name", "Вашето име", NOW]
    row = ["2024/05/06", "ivan@example.org", "Иван Петров", "Иван", "Копая"]
    draft = check([header, row], kind="survey_other", year=2023, wave=1, mapping=MINE)
    assert set(rules(draft)) == {"column_personal"}
    assert not any(text in draft.cells.to_string() + draft.findings.to_string() for text in ("Иван", "ivan"))
    assert "personal_data" in rules(small("Копая", f"аз съм {EGN}"))


def test_an_answer_that_looks_like_a_personal_header_is_an_answer() -> None:
    own = {"questions": {NOW: "destination"}, "answers": {NOW: {"Телефон": "employed"}}}
    draft = small("Телефон", "Телефон", mapping=own)
    assert column(draft, "destination") == ["employed"] * 2


def test_a_moment_that_can_be_two_days_is_not_used_and_said_so() -> None:
    draft = check(
        [["Timestamp", NOW], ["1/2/2024 10:00", "Копая"]], kind="survey_other", year=2023, wave=1, mapping=MINE
    )
    assert (rules(draft), column(draft, "answer_date")) == (["sent_unread"], [None])


def test_the_year_is_asked_for_where_the_answers_leave_it_open() -> None:
    own = {"questions": {NOW: "destination", USE: "completion_date"}, "answers": MINE["answers"]}
    rows = [[NOW, USE], ["Копая", "05.2022"], ["Копая", None]]
    said: dict[str, Any] = {"kind": "survey_other", "wave": 1, "mapping": own}
    assert check(rows, **said).asks == ("year",)
    assert column(check(rows, **said, year=2023), "year") == [2022, 2023]
    assert check(rows[:2], **said).asks == ()


def test_the_centre_may_stand_in_a_column_of_licences() -> None:
    own = {"questions": {NOW: "destination", "Лицензия": "licence"}, "answers": MINE["answers"]}
    draft = check([[NOW, "Лицензия"], ["Копая", EGN]], kind="survey_other", year=2023, wave=1, mapping=own)
    assert (rules(draft), column(draft, "licence")) == ([], [EGN])


@pytest.mark.parametrize("field", ["price", "survey", "answer_id", "pseudonym", "nothing"])
def test_a_question_can_only_ask_for_what_an_answer_holds(field: str) -> None:
    assert small("Копая", mapping={"questions": {NOW: field}}).asks == ("mapping",)
