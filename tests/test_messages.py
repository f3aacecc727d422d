"""Findings as sentences: no id is left in a text, and what differs is told differently."""

import pytest

from ontrack_dash import messages
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.intake.findings import Findings


def told(language: str, rule: str, **cells: object) -> str:
    findings = Findings()
    findings.add(rule, **cells)
    return str(messages.explain(findings.to_frame(), Words(language))["message"].iloc[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_are_named_not_given_as_ids(language: str) -> None:
    words = Words(language)
    text = told(language, "kind_ambiguous", detail="annual_a, annual_e")
    assert words.t("file_kind.annual_a") in text
    assert words.t("file_kind.annual_e") in text
    assert "annual_a" not in text
    assert ("„" in text) == (language == "bg")
    assert words.t("file_kind.graduates") in told(language, "layout_unknown", value="graduates", detail="− X; + Y")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_like_no_other_is_told_so_without_differences(language: str) -> None:
    assert told(language, "layout_unknown", detail="–") == Words(language).t("rule.layout_unknown.message_bare")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", ["year", "centre", "wave", "kind", "mapping"])
def test_what_the_file_does_not_say_is_named(language: str, option: str) -> None:
    assert Words(language).t(f"option.{option}") in told(language, "option_missing", detail=option)


@pytest.mark.parametrize("language", LANGUAGES)
def test_personal_data_in_a_file_name_is_not_said_to_be_in_a_cell(language: str) -> None:
    in_name = told(language, "personal_data", value="•••", detail="file_name")
    assert in_name == Words(language).t("rule.personal_data.message_file_name")
    assert told(language, "personal_data", value="•••", row=3) == Words(language).t("rule.personal_data.message")
