"""Survey structures, held against what LimeSurvey's manual and importer say of the format.

Manual: „Tab Separated Value survey structure“; importer: TSVImportSurvey; codes: Question::rules, answers.code(5).
"""

import csv
import io
import re
from itertools import groupby

import pytest

from ontrack_dash.export.tools import edition_of, limesurvey
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS, Instrument
from tests.export.tools.asking import BOTH, EACH, known

BG = Words("bg")
Row = dict[str, str]

DOCUMENTED = [
    *("class", "type/scale", "name", "relevance", "text", "help", "language", "validation", "mandatory", "other"),
    *("default", "same_default"),
]
QUESTION_TYPES = set("15ABCDEFGHIKLMNOPQRSTUXY!:;|*")
RESERVED = {"LANG", "SID", "SAVEDID", "TOKEN", "QID", "GID", "SGQ", "self", "that", "this"}


def rows(instrument: Instrument, words: Words = BG) -> list[Row]:
    data = limesurvey.make(instrument, words)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter="\t"))


def of(found: list[Row], kind: str, lang: str | None = None) -> list[Row]:
    return [row for row in found if row["class"] == kind and lang in (None, row["language"])]


def answers(found: list[Row], lang: str) -> dict[str, list[Row]]:
    """Return the answers and subquestions of each question: those that follow it."""
    its: dict[str, list[Row]] = {}
    for row in (row for row in found if row["language"] == lang and row["class"] in ("Q", "SQ", "A")):
        if row["class"] == "Q":
            its[row["name"]] = []
        else:
            its[list(its)[-1]].append(row)
    return its


def test_the_columns_are_the_documented_ones() -> None:
    data = limesurvey.make(INSTRUMENTS["graduates_1"], BG).decode("utf-8-sig")
    header = data.split("\n", 1)[0].split("\t")
    assert header[: len(DOCUMENTED)] == DOCUMENTED
    # Any other column is taken for a setting of the question, so nothing else may stand there.
    assert {"id", "related_id"}.isdisjoint(header)


@BOTH
@EACH
def test_rows_come_in_the_documented_order(instrument: Instrument, words: Words) -> None:
    kinds = [(row["class"] in ("S", "SL"), row["language"]) for row in rows(instrument, words)]
    other = next(lang for lang in LANGUAGES if lang != words.lang)
    order = [(True, ""), (True, words.lang), (True, other), (False, words.lang), (False, other)]
    assert [key for key, _ in groupby(kinds)] == order


@EACH
def test_languages_repeat_the_same_survey(instrument: Instrument) -> None:
    shape = ("class", "type/scale", "relevance", "mandatory", "default")
    found = rows(instrument)
    first, second = ([row for row in found if row["language"] == lang and row["class"] != "SL"] for lang in LANGUAGES)
    assert [[row[name] for name in shape] for row in first] == [[row[name] for name in shape] for row in second]
    names = [[row["name"] for row in its if row["class"] != "G"] for its in (first, second)]
    assert names[0] == names[1]
    settings = [[row["name"] for row in of(found, "SL", lang)] for lang in LANGUAGES]
    assert settings[0] == settings[1]


@EACH
def test_codes_are_those_limesurvey_accepts(instrument: Instrument) -> None:
    found = rows(instrument)
    names = [row["name"] for row in of(found, "Q", "bg")]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9]{0,19}", name) or name in RESERVED] == []
    assert {row["type/scale"] for row in of(found, "Q")} <= QUESTION_TYPES
    for its in answers(found, "bg").values():
        codes = [row["name"] for row in its]
        assert len(set(codes)) == len(codes)
        assert [code for code in codes if not re.fullmatch(r"[a-zA-Z0-9]{1,5}", code)] == []


@BOTH
@EACH
def test_every_question_and_answer_is_there(instrument: Instrument, words: Words) -> None:
    found = rows(instrument)
    texts = {row["name"]: row["text"] for row in of(found, "Q", words.lang)}
    assert texts == {item.short: item.text(words) for item in instrument.items}
    its = answers(found, words.lang)
    for item in instrument.items:
        assert [row["text"] for row in its[item.short]] == [choice.text(words) for choice in item.choices]
        assert {row["class"] for row in its[item.short]} <= ({"SQ"} if item.type == "many" else {"A"})


@EACH
def test_routes_name_an_earlier_question_and_its_answers(instrument: Instrument) -> None:
    found = rows(instrument)
    its = answers(found, "bg")
    earlier: set[str] = set()
    for row, item in zip(
        of(found, "Q", "bg"), sorted(instrument.items, key=lambda item: not item.is_hidden), strict=True
    ):
        parts = re.findall(r'(\w+)\.NAOK == "(\w+)"', row["relevance"])
        assert bool(parts) == bool(item.when)
        assert row["relevance"] == "1" or parts
        for name, code in parts:
            assert name in earlier
            assert code in {answer["name"] for answer in its[name]}
        earlier.add(row["name"])


def test_checks_are_kept() -> None:
    found = {row["name"]: row for row in of(rows(INSTRUMENTS["graduates_2"]), "Q", "bg")}
    months = found["monthstojob"]
    assert (months["num_value_int_only"], months["min_num_value_n"], months["max_num_value_n"]) == ("1", "0", "60")
    assert found["progress"]["exclude_all_others"] == "A6"
    assert found["completiondate"]["date_format"] == "mm.yyyy"
    assert [name for name, row in found.items() if row["mandatory"] == "Y"] == ["destination", "kind", "completiondate"]


def test_settings_of_questions_are_said_once() -> None:
    found = rows(INSTRUMENTS["graduates_2"])
    extra = [name for name in found[0] if name not in DOCUMENTED]
    assert all(not row[name] for row in of(found, "Q", "en") for name in extra)


def test_what_is_known_is_hidden_and_filled_in() -> None:
    found = {row["name"]: row for row in of(rows(known(INSTRUMENTS["graduates_1"])), "Q", "bg")}
    assert [(found[name]["hidden"], found[name]["default"]) for name in ("licence", "kind", "completiondate")] == [
        ("1", "9999120001"), ("1", "A1"), ("1", "2025-06-30"),
    ]  # fmt: skip
    assert [row["text"] for row in answers(rows(known(INSTRUMENTS["graduates_1"])), "bg")["profession"]] == [
        "Оператор в текстилно производство (542030)", "Хотелиер (811010)",
    ]  # fmt: skip


def test_an_anonymous_answer_keeps_its_day() -> None:
    settings = {row["name"]: row["text"] for row in of(rows(INSTRUMENTS["employers"]), "S")}
    assert (settings["anonymized"], settings["datestamp"], settings["ipaddr"]) == ("Y", "Y", "N")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_survey_says_its_version_date_and_licence(lang: str) -> None:
    instrument = INSTRUMENTS["pilot"]
    texts = {row["name"]: row["text"] for row in of(rows(instrument), "SL", lang)}
    assert texts["surveyls_description"] == edition_of(instrument, Words(lang))
    assert texts["surveyls_title"] == Words(lang).t("instrument.pilot.title")
