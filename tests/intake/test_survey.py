"""Survey exports are read through what their questions and answers were said to mean."""

from dataclasses import replace
from typing import Any

import pytest

from ontrack_dash.fields import fold
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.intake import mapping
from ontrack_dash.intake.draft import Draft
from tests.intake.making import EGN, KNOWN, SAID, check, grid, rules

NOW = "С какво се занимавате?"
USE = "Колко полезно беше?"
OPEN = "Какво ще промените?"
MINE = {
    "questions": {fold(NOW): "destination", fold(USE): "usefulness", fold(OPEN): ""},
    "answers": {fold(NOW): {fold("Работя"): "employed", fold("Уча, задочно"): "study", fold("Нищо"): ""}},
}


def survey(*answers: dict[str, Any], questions: dict[str, str] | None = None, **said: Any) -> Draft:
    asked = questions or {NOW: "Работя", USE: "5", OPEN: "Нищо; повече практика"}
    return check(grid("survey_detail", *(answers or ({},)), questions=asked), **{**SAID["survey_detail"], **said})


def column(draft: Draft, name: str) -> list[Any]:
    assert draft.rows is not None
    return draft.rows[name].astype(object).where(draft.rows[name].notna(), None).tolist()


def test_without_a_mapping_its_questions_are_named_and_can_be_asked_about() -> None:
    draft = survey({}, {NOW: "Уча, задочно"}, {NOW: "Работя, Уча, задочно"})
    assert (draft.kind, draft.asks, rules(draft)) == ("survey_detail", ("mapping",), ["mapping_missing"])
    assert draft.findings["detail"].tolist() == [f"{NOW}; {USE}; {OPEN}"]
    assert draft.match is not None
    assert mapping.questions(draft.cells, draft.match) == {
        NOW: ("Работя", "Уча, задочно"),
        USE: ("5",),
        OPEN: ("Нищо",),
    }


def test_a_mapping_turns_answers_into_codes() -> None:
    draft = survey({}, {NOW: "Уча, задочно", USE: "1 - никак"}, {NOW: "Нищо", USE: None}, mapping=MINE)
    assert (rules(draft), draft.asks) == ([], ())
    assert column(draft, "destination") == ["employed", "study", None]
    assert column(draft, "usefulness") == [5, 1, None]


def test_of_several_answers_the_one_listed_first_counts_whatever_commas_they_hold() -> None:
    draft = survey({NOW: "Уча, задочно, Работя"}, {NOW: "Нищо, Уча, задочно"}, mapping=MINE)
    assert (rules(draft), column(draft, "destination")) == ([], ["employed", "study"])


@pytest.mark.parametrize("change", [{NOW: "Пътувам"}, {NOW: "Работя, Пътувам"}, {USE: "6"}, {USE: "много"}])
def test_an_answer_nobody_explained_stops_the_import(change: dict[str, str]) -> None:
    draft = survey({}, change, mapping=MINE)
    assert (rules(draft), draft.findings["row"].tolist()) == (["answer_unmapped"], [3])


def test_what_was_written_beside_a_ticked_answer_is_kept_nowhere() -> None:
    draft = survey({NOW: "Работя; като Петров, Петров", OPEN: "; Петров"}, mapping=MINE)
    assert (rules(draft), column(draft, "destination")) == ([], ["employed"])
    assert "Петров" not in draft.cells.to_string() + draft.findings.to_string()


def test_what_was_written_is_scanned_before_it_is_dropped() -> None:
    draft = survey({OPEN: f"Нищо; ЕГН {EGN}"}, mapping=MINE)
    assert rules(draft) == ["personal_data"]


def test_a_mapping_saved_for_the_same_questions_is_found_again() -> None:
    first = survey()
    assert first.match is not None
    saved = replace(KNOWN, mappings={mapping.digest(first.match): MINE})
    shuffled = {OPEN: "Нищо", NOW: "Работя", USE: "4"}
    again = check(grid("survey_detail", questions=shuffled), saved, **SAID["survey_detail"])
    assert (rules(again), column(again, "destination")) == ([], ["employed"])
    assert column(again, "survey") == [mapping.digest(first.match)]


def test_an_incomplete_mapping_names_what_is_left() -> None:
    half = {"questions": {NOW: "destination"}, "answers": MINE["answers"]}
    draft = survey(mapping=half)
    assert draft.findings["detail"].tolist() == [f"{USE}; {OPEN}"]
    nothing = survey(mapping={"questions": dict.fromkeys((NOW, USE, OPEN), "")})
    assert rules(nothing) == ["mapping_missing"]
    unknown = survey(mapping={"questions": {**half["questions"], USE: "usefulness", OPEN: "no_such_field"}})
    assert unknown.findings["detail"].tolist()[0] == OPEN


def test_an_answer_gets_its_number_year_wave_and_centre_from_outside() -> None:
    draft = survey({}, {}, mapping=MINE, centre="9999120001", wave=2, survey="анкета 2024")
    assert [column(draft, name) for name in ("answer_id", "year", "wave", "licence", "survey")] == [
        ["2", "3"], [2024] * 2, ["2"] * 2, ["9999120001"] * 2, ["анкета 2024"] * 2,
    ]  # fmt: skip
    assert column(survey(mapping=MINE), "licence") == [None]


def test_the_profession_comes_from_its_cell_and_may_be_missing() -> None:
    draft = survey({}, {"profession": None}, {"profession": None, "specialty": None}, mapping=MINE)
    assert rules(draft) == []
    assert [column(draft, name) for name in ("profession", "level")] == [["811010", "811010", None], ["3", "3", None]]


def test_two_questions_alike_are_told_apart() -> None:
    header, row = grid("survey_detail", questions={NOW: "Работя"})
    draft = check([[*header, NOW], [*row, "Уча"]], **SAID["survey_detail"])
    assert list(draft.cells)[-2:] == [NOW, f"{NOW} [7]"]


def test_an_open_question_is_not_spread_out() -> None:
    draft = survey(*({OPEN: f"мнение {number}"} for number in range(80)))
    assert draft.match is not None
    assert mapping.questions(draft.cells, draft.match)[OPEN] == ()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", mapping.QUESTIONNAIRES)
def test_the_products_own_questionnaire_needs_no_mapping(name: str, lang: str) -> None:
    words = Words(lang)
    items = [item for item in INSTRUMENTS[name].asked if item.indicators]
    questions = {item.text(words): item.choices[0].text(words) if item.choices else "0" for item in items}
    draft = survey(questions=questions)
    assert (rules(draft), draft.asks) == ([], ())
    names = ("destination", "in_field", "is_studying", "months_to_job", "usefulness", "satisfaction")
    assert [column(draft, name)[0] for name in names] == ["employed", "profession", True, 0, 1, 1]


def test_the_persons_word_goes_before_the_questionnaires() -> None:
    question = "Учите ли в момента?"
    own = {"questions": {question: "in_field"}, "answers": {question: {"Да": "related"}}}
    draft = survey(questions={question: "Да"}, mapping=own)
    assert (column(draft, "is_studying"), column(draft, "in_field")) == ([None], ["related"])
