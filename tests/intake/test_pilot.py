"""Evaluations of the tools: codes and themes in any spelling, comments as entered, and nothing that names a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontrack_dash.export.templates import template_workbook
from ontrack_dash.fields import LAYOUTS, VOCABULARIES
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.intake.values import read_choices, read_code
from tests.intake.making import EGN, EXAMPLES, check_file, check_kind, places, rules
from tests.pilots import fill

CRITERIA = [f"tool_{code}" for code in VOCABULARIES["criterion"]]


def test_an_evaluation_is_read_with_its_codes_and_its_comment_as_entered() -> None:
    draft = check_kind("pilot_scores")
    assert (draft.kind, draft.asks, rules(draft)) == ("pilot_scores", (), [])
    assert draft.rows is not None
    row = draft.rows.iloc[0]
    assert row[["round", "tool", "country", "provider", "role", "adopt", "theme"]].tolist() == [
        1, "register", "BG", "ц-01", "trainer", "changed", "clarity;ease",
    ]  # fmt: skip
    assert row["comment"] == EXAMPLES["pilot_scores"]["comment"]
    assert row[CRITERIA[:4]].tolist() == [5, 4, 3, 2]
    assert draft.rows["tool_completeness"].isna().all()


def test_those_invited_are_counted_by_tool_and_organisation() -> None:
    draft = check_kind("pilot_responses", {"tool": "Наръчник"}, {"tool": "letters"})
    assert draft.rows is not None
    assert draft.rows[["tool", "country", "invited", "answered"]].to_numpy().tolist() == [
        ["handbook", "BG", 8, 5], ["letters", "BG", 8, 5],
    ]  # fmt: skip


def test_a_tool_or_a_country_of_ones_own_keeps_its_code() -> None:
    draft = check_kind("pilot_scores", {"tool": "наш  формуляр", "country": "PL"})
    assert draft.rows is not None
    assert draft.rows[["tool", "country"]].to_numpy().tolist() == [["наш формуляр", "PL"]]


def test_an_identity_number_in_a_comment_stops_the_import_and_is_not_repeated() -> None:
    draft = check_kind("pilot_scores", {"comment": f"Питайте {EGN}"})
    assert places(draft, "personal_data") == [(2, "Q")]
    assert EGN not in draft.cells.to_string() + draft.findings.to_string()


def test_one_person_evaluates_a_tool_once_a_round() -> None:
    twice = {"respondent": "о-2"}
    draft = check_kind("pilot_scores", twice, {**twice, "tool_ease": 1}, {**twice, "round": 2})
    assert rules(draft) == ["duplicate_row"]
    assert draft.rows_rejected == 1


@pytest.mark.parametrize("lang", ["bg", "en"])
@pytest.mark.parametrize("kind", ["pilot_scores", "pilot_responses"])
def test_a_filled_template_is_read_back(kind: str, lang: str) -> None:
    columns = [column.field for column in LAYOUTS[kind].columns]
    draft = check_file("x.xlsx", fill(template_workbook(kind, Words(lang)), [EXAMPLES[kind][name] for name in columns]))
    assert (draft.kind, set(rules(draft)) - {"part_skipped"}, draft.rows_read) == (kind, set(), 1)


def test_the_criteria_are_those_of_the_form_the_product_hands_out() -> None:
    form = INSTRUMENTS["pilot"]
    assert [item.id for item in form.items if item.type == "scale"] == CRITERIA
    for item, vocabulary in (("theme", "pilot_theme"), ("adopt", "pilot_adopt"), ("role", "pilot_role")):
        assert [choice.code for choice in form.item(item).choices] == list(VOCABULARIES[vocabulary])
    for item, vocabulary in (("tool", "pilot_tool"), ("country", "country")):
        assert [choice.code for choice in form.item(item).choices] == list(VOCABULARIES[vocabulary])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Яснота", "clarity"), ("лекота;ЯСНОТА", "clarity;ease"), ("clarity | ease", "clarity;ease"),
        ("Друго;", "other"), ("ease;ease", "ease"), ("Яснота, лекота", None), (";", None),
    ],
)  # fmt: skip
def test_several_themes_are_read_in_the_order_of_their_list(text: str, codes: str | None) -> None:
    reading = read_choices(text, "pilot_theme")
    assert (reading.value, reading.rule) == (codes, None if codes else "choice_unknown")


@given(st.text(max_size=60))
def test_a_code_is_short_or_refused(text: str) -> None:
    reading = read_code(text, "pilot_tool")
    assert (reading.value is None) == (reading.rule == "code_invalid")
    assert reading.value is None or 0 < len(str(reading.value)) <= 40
