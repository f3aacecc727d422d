"""Words: every id has its words in both languages; numbers and dates stand as each language writes them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from string import Formatter
from typing import Any

import numpy as np
import pandas as pd
import pytest

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.fields import DIMENSIONS, FIELDS, LAYOUTS, VOCABULARIES, reference
from ontrack_dash.i18n import LANGUAGES, Words, complete

BG, EN = Words("bg"), Words("en")
BOTH = pytest.mark.parametrize("words", [Words(name) for name in LANGUAGES], ids=LANGUAGES)

NAMES_OF_PROGRAMS = {"Excel", "Word", "PowerPoint", "KoboToolbox", "LimeSurvey", "ODK", "XLSForm"}
SURVEYS_MADE_ELSEWHERE = {"Google", "Microsoft", "Forms", "survey_other"}
KINDS_OF_FILES = {"CSV", "XLSX", "ZIP", "PDF", "HTML", "PNG", "SVG", "JSON"}
NAMES_OF_THINGS = {"On", "Track", "EQAVET", "MB"} | KINDS_OF_FILES | NAMES_OF_PROGRAMS
TABLES_OF_EUROSTAT = {"edat_lfse_24", "tps00215"}
TABLES_OF_THE_ANNUAL_INFORMATION = {"A", "B", "C", "D", "E"}
LATIN_ALLOWED = NAMES_OF_THINGS | TABLES_OF_EUROSTAT | TABLES_OF_THE_ANNUAL_INFORMATION | SURVEYS_MADE_ELSEWHERE
PLACE = re.compile(r"\{[^}]*\}")


def flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


TEXTS = {
    language: dict(
        flatten(tomllib.loads((files("ontrack_dash") / "locales" / f"{language}.toml").read_text(encoding="utf-8")))
    )
    for language in LANGUAGES
}


def children(words: Words, prefix: str) -> set[str]:
    return {key.split(".")[1] for key in TEXTS[words.lang] if key.startswith(f"{prefix}.")}


def missing(words: Words, prefix: str, ids: Iterator[str], *parts: str) -> list[str]:
    keys = [".".join((prefix, name, *([part] if part else []))) for name in ids for part in parts or ("",)]
    return [key for key in keys if not words.has(key)]


def test_every_file_of_words_is_a_language_of_the_product() -> None:
    folder = files("ontrack_dash") / "locales"
    assert {item.name.removesuffix(".toml") for item in folder.iterdir() if item.is_file()} == set(LANGUAGES)
    assert {item.name for item in (folder / "handbook").iterdir()} == set(LANGUAGES)


@BOTH
def test_every_language_writes_numbers_days_and_names(words: Words) -> None:
    assert words.percent(0.5) + words.date(date(2026, 1, 3)) + words.label("field", "582")


def test_both_languages_have_the_same_keys() -> None:
    assert set(TEXTS["bg"]) == set(TEXTS["en"])


def test_texts_have_the_same_places_in_both_languages() -> None:
    def places(text: str) -> list[str]:
        return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})

    different = [key for key in TEXTS["bg"] if places(TEXTS["bg"][key]) != places(TEXTS["en"][key])]
    assert different == []


def test_bulgarian_text_has_no_latin_words() -> None:
    found = {
        key: latin
        for key, text in TEXTS["bg"].items()
        if (latin := set(re.findall(r"[A-Za-z]\w*", PLACE.sub("", text))) - LATIN_ALLOWED)
    }
    assert found == {}


def test_no_word_mixes_latin_and_cyrillic_letters() -> None:
    mixed = [key for key, text in TEXTS["bg"].items() if re.search("[A-Za-z][А-я]|[А-я][A-Za-z]", text)]
    assert mixed == []


def test_english_text_has_no_cyrillic_letters() -> None:
    assert [key for key, text in TEXTS["en"].items() if re.search("[\u0400-\u04ff]", text)] == []


def test_english_text_has_no_bulgarian_quotation_marks() -> None:
    assert [key for key, text in TEXTS["en"].items() if "„" in text] == []


@BOTH
def test_no_text_is_empty_or_untidy(words: Words) -> None:
    untidy = [key for key, text in TEXTS[words.lang].items() if not text or text != " ".join(text.split())]
    assert untidy == []


@BOTH
def test_every_text_with_a_number_of_things_has_both_forms(words: Words) -> None:
    keys = TEXTS[words.lang]
    ones = {key.removesuffix(".one") for key in keys if key.endswith(".one")}
    assert ones
    assert [key for key in ones if f"{key}.other" not in keys] == []


@BOTH
def test_every_indicator_is_named_and_defined(words: Words) -> None:
    assert missing(words, "indicator", iter(INDICATORS), "name", "definition") == []
    assert children(words, "indicator") == set(INDICATORS)
    parts = {key.split(".")[2] for key in TEXTS[words.lang] if key.startswith("indicator.")}
    assert parts <= {"name", "short", "definition", "numerator", "denominator", "limits"}
    assert missing(words, "source", iter({item.source for item in INDICATORS.values()})) == []
    assert missing(words, "basis", iter({item.basis for item in INDICATORS.values()})) == []


@BOTH
def test_definitions_state_the_window_and_the_wave_of_the_catalogue(words: Words) -> None:
    wave = {"bg": "ълна {}", "en": "ave {}"}[words.lang]
    for indicator in INDICATORS.values():
        definition = words.t(f"indicator.{indicator.id}.definition")
        stated = re.findall(r"\d+–\d+", definition)
        assert stated == (["{}–{}".format(*indicator.window)] if indicator.window else []), f"months of {indicator.id}"
        if indicator.wave is not None:
            assert wave.format(indicator.wave) in definition, indicator.id


@BOTH
def test_intervals_are_named_by_their_level(words: Words) -> None:
    level = f"{RULES['precision']['level']:.0%}"
    for key in ("app.interval", "ui.interval", "chart.dots.shows", "chart.trend.shows", "chart.spine.shows"):
        assert level in re.sub(r"\s(?=%)", "", words.t(key)), key


@BOTH
def test_the_imprecise_note_states_the_rule(words: Words) -> None:
    assert RULES["precision"]["half_width"] == pytest.approx(0.10)
    assert {"bg": "десет пункта", "en": "ten points"}[words.lang] in words.t("status_note.imprecise")


@BOTH
def test_every_check_says_what_is_wrong_and_what_to_do(words: Words) -> None:
    checks = RULES["checks"]
    assert missing(words, "rule", iter(checks), "message", "remedy") == []
    assert children(words, "rule") == set(checks)
    assert missing(words, "severity", iter(set(checks.values()))) == []


@BOTH
def test_messages_use_only_what_a_finding_holds(words: Words) -> None:
    for key, text in TEXTS[words.lang].items():
        if key.startswith("rule."):
            text.format(value="v", detail="d", column="c", row="r", kinds="k", option="o")


@BOTH
def test_every_code_people_see_has_its_word(words: Words) -> None:
    assert missing(words, "field", iter(FIELDS)) == []
    assert children(words, "field") == set(FIELDS)
    assert missing(words, "file_kind", iter(LAYOUTS)) == []
    assert missing(words, "dimension", iter(DIMENSIONS)) == []
    assert missing(words, "dimension_all", iter(DIMENSIONS)) == []
    for name, codes in VOCABULARIES.items():
        assert missing(words, name, iter(codes)) == []
    for state in ("value", "imprecise", "protected", "not_applicable", "no_data"):
        assert words.has(f"status.{state}")
        assert words.has(f"status_note.{state}")


@BOTH
def test_sentences_end_with_a_full_stop(words: Words) -> None:
    sentences = re.compile(r"indicator\..+\.(definition|limits)|rule\..+\.remedy")
    texts = {key: text for key, text in TEXTS[words.lang].items() if sentences.fullmatch(key)}
    assert texts
    assert [key for key, text in texts.items() if not text.endswith(".")] == []


@BOTH
def test_reference_tables_people_see_say_where_they_come_from(words: Words) -> None:
    tables = [item.name.removesuffix(".csv") for item in (files("ontrack_dash") / "definitions/reference").iterdir()]
    assert missing(words, "reference", iter(tables), "name", "source") == []


def test_an_indicator_needs_no_more_than_a_name_and_a_definition() -> None:
    texts = complete({"indicator.employed_rate.name": "Заети", "app.persons.one": "лице", "app.persons.other": "лица"})
    assert texts["indicator.employed_rate.short"] == "Заети"
    assert [texts[f"indicator.employed_rate.{part}"] for part in ("numerator", "denominator", "limits")] == [""] * 3
    assert texts["sentence.people.is_known.other"] == "лица"
    assert "indicator.employed_rate.definition" not in texts
    said = {"indicator.employed_rate.short": "заети", "sentence.people.is_known.other": "отговорили"}
    assert complete(texts | said).items() >= said.items()


def test_a_missing_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        BG.t("app.no_such_text")
    with pytest.raises(KeyError):
        BG.t("app.data_as_of")
    assert not BG.has("app.no_such_text")
    assert not BG.has("app")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        Words("fr")


def test_words_can_be_the_key_of_a_cache() -> None:
    assert hash(Words("bg", {"centre": {"1": "А"}})) == hash(Words("bg", {"centre": {"1": "Б"}}))
    assert Words("bg", {"centre": {"1": "А"}}) != Words("bg", {"centre": {"1": "Б"}})


def test_places_in_a_text_are_filled() -> None:
    assert BG.t("app.data_as_of", date=BG.date(date(2026, 1, 31))) == "данни към 31.01.2026"
    assert EN.t("app.data_as_of", date=EN.date(date(2026, 1, 31))) == "data as of 31 Jan 2026"


@pytest.mark.parametrize(
    ("share", "bulgarian", "english"),
    [
        (0.652, "65,2\u00a0%", "65.2%"),
        (1, "100,0\u00a0%", "100.0%"),
        (0.0, "0,0\u00a0%", "0.0%"),
        (0.0005, "0,1\u00a0%", "0.1%"),
        (np.float64(0.1445), "14,5\u00a0%", "14.5%"),
        (None, "няма данни", "no data"),
        (float("nan"), "няма данни", "no data"),
        (pd.NA, "няма данни", "no data"),
    ],
)
def test_shares_are_written_in_per_cent(share: float, bulgarian: str, english: str) -> None:
    assert (BG.percent(share), EN.percent(share)) == (bulgarian, english)


@pytest.mark.parametrize(
    ("number", "bulgarian", "english"),
    [
        (999, "999", "999"),
        (1234, "1\u00a0234", "1,234"),
        (np.int64(1234567), "1\u00a0234\u00a0567", "1,234,567"),
        (-3.25, "−3,3", "−3.3"),
        (3.0, "3", "3"),
        (None, "няма данни", "no data"),
    ],
)
def test_thousands_stand_apart(number: float, bulgarian: str, english: str) -> None:
    assert (BG.number(number), EN.number(number)) == (bulgarian, english)


@pytest.mark.parametrize(
    ("difference", "bulgarian", "english"),
    [
        (0.031, "+3,1 пункта", "+3.1 points"),
        (-0.031, "−3,1 пункта", "−3.1 points"),
        (0.0004, "0,0 пункта", "0.0 points"),
        (-0.0004, "0,0 пункта", "0.0 points"),
        (float("nan"), "няма данни", "no data"),
    ],
)
def test_differences_are_signed_points(difference: float, bulgarian: str, english: str) -> None:
    assert (BG.points(difference), EN.points(difference)) == (bulgarian, english)
    # The unit may be left out where it stands beside.
    for words, said in ((BG, bulgarian), (EN, english)):
        assert words.signed(difference) in (said, said.rpartition(" ")[0])


@pytest.mark.parametrize(
    ("months", "bulgarian", "english"),
    [(1.0, "1 месец", "1 month"), (3.5, "3,5 месеца", "3.5 months"), (20, "20 месеца", "20 months")],
)
def test_months_are_counted(months: float, bulgarian: str, english: str) -> None:
    assert (BG.months(months), EN.months(months)) == (bulgarian, english)


def test_intervals_are_one_range() -> None:
    assert BG.interval(0.62, 0.73) == "62–73\u00a0%"
    assert EN.interval(0.6204, 0.7296, digits=1) == "62.0–73.0%"
    assert BG.interval(0.62, None) == "няма данни"


def test_dates_are_written_with_the_day_first() -> None:
    assert (BG.date(date(2026, 1, 3)), EN.date(date(2026, 1, 3))) == ("03.01.2026", "3 Jan 2026")
    assert BG.date(None) == "няма данни"


def test_a_value_is_written_as_its_indicator_is_read() -> None:
    assert BG.value("employed_rate", 0.652) == "65,2\u00a0%"
    assert BG.value("response_rate", 0.4) == "40,0\u00a0%"
    assert BG.value("time_to_job", 3.5) == "3,5 месеца"
    assert BG.value("completers", 1240) == "1\u00a0240"
    assert BG.value("employed_rate", float("nan")) == "няма данни"


def test_things_are_counted_in_the_right_form() -> None:
    assert [BG.plural("app.persons", n) for n in (0, 1, 2, 21, 1240)] == [
        "0 лица",
        "1 лице",
        "2 лица",
        "21 лица",
        "1\u00a0240 лица",
    ]
    assert [EN.plural("app.persons", n) for n in (0, 1, 2)] == ["0 persons", "1 person", "2 persons"]


@pytest.mark.parametrize(
    ("dimension", "code", "bulgarian", "english"),
    [
        ("sex", "female", "жени", "women"),
        ("level", "3", "трета степен", "level III"),
        ("oblast", "SOF", "София (столица)", "Sofia City"),
        ("field", "582", "Строителство", "Building and civil engineering"),
        ("profession", "482030", "Оператор на компютър", "Computer operator"),
        ("profession", "999999", "999999", "999999"),
        ("year", 2025, "2025", "2025"),
        ("funding", "unknown", "неизвестно", "unknown"),
        ("oblast", None, "неизвестно", "unknown"),
        ("centre", "0000000001", "0000000001", "0000000001"),
    ],
)
def test_codes_are_named(dimension: str, code: str | int | None, bulgarian: str, english: str) -> None:
    assert (BG.label(dimension, code), EN.label(dimension, code)) == (bulgarian, english)


def test_centres_are_named_by_the_register() -> None:
    words = Words("en", {"centre": {"0000000001": "ЦПО Пример"}})
    assert words.label("centre", "0000000001") == "ЦПО Пример"


def test_an_unknown_dimension_is_an_error() -> None:
    with pytest.raises(KeyError):
        BG.label("colour", "blue")


def test_every_code_of_every_dimension_has_a_bulgarian_name() -> None:
    tables = {"oblasti": "oblast_code", "professions": "profession_code", "fields": "field_code"}
    for name, dimension in DIMENSIONS.items():
        codes = set(VOCABULARIES.get(dimension.values, {}))
        if dimension.values in tables:
            codes = set(reference(dimension.values)[tables[dimension.values]])
        assert [code for code in codes if not re.match("[А-я„]", BG.label(name, code))] == []
