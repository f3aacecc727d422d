"""Every questionnaire holds together: codes, routes, words in both languages, what it feeds."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import FIELDS, VOCABULARIES, fold
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import (
    IDS,
    INSTRUMENTS,
    LICENCE,
    PROFESSION,
    Instrument,
    InvalidInstrument,
    load,
    prepare,
)

BOTH = pytest.mark.parametrize("words", [Words(lang) for lang in LANGUAGES], ids=LANGUAGES)
EACH = pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)
ROOT = Path(__file__).parents[1]


def texts_of(lang: str) -> dict[str, Any]:
    return tomllib.loads((files("ontrack_dash") / "locales" / f"{lang}.toml").read_text(encoding="utf-8"))


def minimal(*items: dict[str, Any], **more: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    own = {"version": "1", "date": None, "minutes": 1}
    return {name: {**own, "items": list(its)} for name, its in {**more, "mine": items}.items()}


def one(name: str = "destination", **changes: Any) -> dict[str, Any]:
    return {"id": name, "section": "now", "type": "one", "list": "yes_no", "codes": ["yes", "no"], **changes}


def test_every_definition_is_a_questionnaire() -> None:
    folder = files("ontrack_dash") / "definitions" / "instruments"
    assert {item.name.removesuffix(".toml") for item in folder.iterdir()} == set(IDS) == set(INSTRUMENTS)


@BOTH
@EACH
def test_everything_asked_has_its_words(instrument: Instrument, words: Words) -> None:
    for part in ("name", "title", "intro", "thanks", "who"):
        assert words.has(f"instrument.{instrument.id}.{part}")
    for item in instrument.items:
        assert item.text(words)
        assert words.has(f"instrument_section.{item.section}")
        assert all(choice.text(words) for choice in item.choices)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_words_are_left_over(lang: str) -> None:
    texts = texts_of(lang)
    items = [item for instrument in INSTRUMENTS.values() for item in instrument.items]
    assert set(texts["instrument"]) == set(INSTRUMENTS)
    assert set(texts["instrument_item"]) == {item.id for item in items}
    assert set(texts["instrument_section"]) == {item.section for item in items}
    assert set(texts["instrument_stem"]) == {item.stem for item in items} - {None}
    said = {(name, code) for name, codes in texts["instrument_choice"].items() for code in codes}
    offered = {(choice.list, choice.code) for item in items for choice in item.choices}
    assert said <= offered


@BOTH
@EACH
def test_a_question_and_an_answer_are_known_by_their_words(instrument: Instrument, words: Words) -> None:
    questions = [fold(item.text(words)) for item in instrument.items]
    assert len(set(questions)) == len(questions)
    for item in instrument.items:
        answers = [fold(choice.text(words)) for choice in item.choices]
        assert len(set(answers)) == len(answers), item.id


def test_an_id_is_the_same_question_everywhere() -> None:
    met: dict[str, Any] = {}
    for instrument in INSTRUMENTS.values():
        for item in instrument.items:
            same = met.setdefault(item.id, item)
            assert (same.type, same.choices, same.field) == (item.type, item.choices, item.field)


@EACH
def test_codes_fit_where_codes_must_be_short(instrument: Instrument) -> None:
    shorts = [item.short for item in instrument.items]
    assert len(set(map(str.casefold, shorts))) == len(shorts)
    assert [name for name in shorts if not re.fullmatch(r"[a-z][a-z0-9]{0,19}", name)] == []
    for item in instrument.items:
        codes = [choice.short for choice in item.choices]
        assert len(set(codes)) == len(codes)
        assert [code for code in codes if not re.fullmatch(r"[A-Z0-9]{1,5}", code)] == []


@EACH
def test_answers_are_codes_of_the_vocabulary_of_their_field(instrument: Instrument) -> None:
    for item in instrument.items:
        if item.field and (vocabulary := FIELDS[item.field].vocabulary):
            assert {choice.value for choice in item.choices} <= set(VOCABULARIES[vocabulary])


def test_everybody_can_say_where_they_are_and_nobody_that_it_is_unknown() -> None:
    for name in ("graduates_1", "graduates_2"):
        codes = {choice.code for choice in INSTRUMENTS[name].item("destination").choices}
        assert codes == set(VOCABULARIES["destination"]) - {"unknown"}


def test_every_indicator_made_from_answers_is_fed() -> None:
    fed = {name for instrument in INSTRUMENTS.values() for item in instrument.items for name in item.indicators}
    sources = ("answers", "employers", "course_answers", "graduates_and_answers")
    wanted = {name for name, its in INDICATORS.items() if its.source in sources}
    assert wanted == fed


def test_the_waves_ask_what_their_indicators_need() -> None:
    for name, indicator in INDICATORS.items():
        if indicator.source == "answers":
            instrument = INSTRUMENTS[f"graduates_{indicator.wave}"]
            assert name in {its for item in instrument.items for its in item.indicators}, name


@EACH
def test_nothing_asked_identifies_a_person_or_tells_of_health(instrument: Instrument) -> None:
    sensitive = re.compile(r"\bиме\b|егн|адрес|телефон|здрав|религ|етнич|произход", re.IGNORECASE)
    words = Words("bg")
    for item in instrument.items:
        texts = [item.text(words), *(choice.text(words) for choice in item.choices if choice.list != PROFESSION)]
        assert [text for text in texts if sensitive.search(text)] == []


@EACH
def test_a_questionnaire_is_short(instrument: Instrument) -> None:
    assert len(instrument.asked) <= 20
    assert instrument.minutes <= 5


def test_the_materials_are_licensed_as_the_product_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == LICENCE


def test_what_the_centre_knows_is_not_asked() -> None:
    known = prepare(INSTRUMENTS["graduates_1"], {"kind": ["full"], "licence": ["9999120001"], "country": ["BG"]})
    assert known.item("kind").given == "full"
    assert known.item("kind") in known.hidden
    assert known.item("licence").given == "9999120001"
    assert "kind" in {item.id for item in INSTRUMENTS["graduates_1"].asked}


def test_of_several_known_answers_one_is_chosen() -> None:
    known = prepare(INSTRUMENTS["employers"], {"profession": ["811010", "542030"]})
    item = known.item("employee_profession")
    assert (item.given, {choice.code for choice in item.choices}) == (None, {"811010", "542030"})


def test_a_respondents_own_answer_cannot_be_given() -> None:
    known = prepare(INSTRUMENTS["graduates_1"], {"destination": ["employed"]})
    assert known == INSTRUMENTS["graduates_1"]


def test_a_known_answer_must_be_one_of_the_answers() -> None:
    with pytest.raises(ValueError, match="kind: diploma"):
        prepare(INSTRUMENTS["graduates_1"], {"kind": ["diploma"]})


def test_an_item_is_taken_from_another_instrument_with_changes() -> None:
    tables = minimal(one(like="other", required=True, section="about"), other=[one(codes=["yes"])])
    item = load(tables)["mine"].items[0]
    assert (item.required, item.section, len(item.choices)) == (True, "about", 2)


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        ([one(), one()], "asked twice"),
        ([one(when={"item": "later", "in": ["yes"]})], "nobody can have given"),
        ([one("a"), one("b", when={"item": "a", "in": ["perhaps"]})], "nobody can have given"),
        ([one(type="choose")], "no such type"),
        ([one(part="main")], "no such type"),
        ([one(codes=[])], "do not agree"),
        ([one(type="text")], "do not agree"),
        ([one(field="no_such_field")], "no such field"),
        ([one(field="destination")], "not in the vocabulary destination"),
        ([one(type="many", field="is_studying")], "cannot keep it"),
        ([one(field="is_studying", indicators=["happiness"])], "no such indicators"),
        ([one(indicators=["employed_rate"])], "fed from a field"),
        ([one(type="many", exclusive="nothing")], "no such answer"),
        ([one(like="graduates")], "nothing like it"),
    ],
)
def test_what_does_not_hold_together_is_refused(items: list[dict[str, Any]], problem: str) -> None:
    with pytest.raises(InvalidInstrument, match=problem):
        load(minimal(*items, graduates=[]))
