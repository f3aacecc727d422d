"""Sentences: value, persons and interval in words; a change is one only when it is more than chance."""

import re
import tomllib
from importlib.resources import files

import pandas as pd
import pytest

from ontrack_dash import i18n, sentences
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.i18n import LANGUAGES, Words, complete
from tests.figures.estimates import BG, EN, destinations, estimates, oblasti, row

CHARTS = ("dots", "trend", "tiles", "stack", "steps", "spine", "representation", "dumbbell", "bounds")
BOTH = pytest.mark.parametrize("words", [BG, EN], ids=LANGUAGES)
# Sentences say what was measured, never why.
REASONS = re.compile(r"защото|поради|заради|понеже|благодарение|because|due to|thanks to|caused", re.IGNORECASE)


def children(key: str) -> set[str]:
    """Return the names under a key of the locales."""
    table = tomllib.loads((files("ontrack_dash") / "locales" / "bg.toml").read_text(encoding="utf-8"))
    for part in key.split("."):
        table = table[part]
    return set(table)


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def employed(status: str = "value", **cells: object) -> pd.DataFrame:
    return estimates(row(status, **{"n": 1240, "value": 0.674, "low": 0.648, "high": 0.7, **cells}))


def change(difference: float, low: float, high: float) -> pd.DataFrame:
    cells = {"indicator": "employed_rate", "previous_year": 2022, "difference": difference, "low": low, "high": high}
    return pd.DataFrame([cells])


def test_a_finding_has_value_persons_and_interval() -> None:
    assert said(sentences.finding(employed(), BG)) == (
        "От 1 240 отговорили 67,4 % работят една година след обучението (вероятно между 65 % и 70 %)."
    )
    assert sentences.finding(employed(), EN) == (
        "Of 1,240 respondents, 67.4% work one year after training (probably between 65% and 70%)."
    )


@pytest.mark.parametrize(
    ("changes", "bulgarian", "english"),
    [
        (change(0.031, 0.004, 0.058), "; с 3,1 пункта над випуск 2022.", "; 3.1 points above the 2022 cohort."),
        (change(-0.02, -0.035, -0.005), "; с 2,0 пункта под випуск 2022.", "; 2.0 points below the 2022 cohort."),
        (
            change(0.08, -0.001, 0.16),
            "; няма съществена промяна спрямо випуск 2022.",
            "; no notable change on the 2022 cohort.",
        ),
        (
            change(-0.08, -0.16, 0.0),
            "; няма съществена промяна спрямо випуск 2022.",
            "; no notable change on the 2022 cohort.",
        ),
    ],
)
def test_a_change_is_one_only_if_its_interval_leaves_out_zero(
    changes: pd.DataFrame, bulgarian: str, english: str
) -> None:
    assert said(sentences.finding(employed(), BG, changes)).endswith(bulgarian)
    assert sentences.finding(employed(), EN, changes).endswith(english)


def test_without_a_published_pair_nothing_is_said_of_change() -> None:
    other = change(0.1, 0.05, 0.15).assign(indicator="unemployed_rate")
    assert sentences.finding(employed(), BG, other) == sentences.finding(employed(), BG)


def test_a_narrow_interval_is_said_more_finely() -> None:
    assert "между 67,1 % и 67,4 %" in said(sentences.finding(employed(low=0.671, high=0.674), BG))


def test_one_person_is_one() -> None:
    assert sentences.finding(employed(n=1), BG).startswith("От 1 отговорил ")
    assert sentences.finding(employed(n=1), EN).startswith("Of 1 respondent, ")


def test_a_median_is_said_in_months() -> None:
    frame = estimates(row(indicator="time_to_job", n=130, value=4.5, low=3, high=6))
    assert said(sentences.finding(frame, BG)) == (
        "Половината от отговорилите са започнали първата си работа за 4,5 месеца след обучението "
        "(вероятно между 3 и 6 месеца); броят се 130 отговорили."
    )
    assert sentences.finding(frame, EN) == (
        "Half of the respondents started their first job within 4.5 months after training "
        "(probably between 3 and 6 months), among 130 respondents."
    )


def test_a_median_with_an_open_interval_says_its_lower_end() -> None:
    frame = estimates(row(indicator="time_to_job", n=30, value=4, low=3, high=None))
    assert "(вероятно не по-малко от 3 месеца)" in said(sentences.finding(frame, BG))


def test_a_median_nobody_reached_is_not_a_number() -> None:
    frame = estimates(row(indicator="time_to_job", n=30, value=None, low=None, high=None))
    assert not re.search(r"\d", sentences.finding(frame, BG))
    assert sentences.missing(frame, EN) == "No value can be given: too few respondents have started work so far."


def test_a_count_is_said_as_it_is() -> None:
    frame = estimates(row(indicator="completers", n=4820, value=4820, low=None, high=None))
    assert said(sentences.finding(frame, BG)) == "Завършили, вписани в регистъра: 4 820."


@pytest.mark.parametrize("status", ["protected", "not_applicable", "no_data"])
@BOTH
def test_a_finding_without_a_value_says_why_and_no_number(status: str, words: Words) -> None:
    text = sentences.finding(employed(status, n=None, value=None, low=None, high=None), words)
    assert text == sentences.missing(employed(status), words) == words.t(f"sentence.{status}")
    assert not re.search(r"\d", text)


def test_numbers_left_in_a_protected_row_are_not_said() -> None:
    careless = employed("protected", n=7)
    for say in (sentences.finding, sentences.caution, sentences.comparison, sentences.missing):
        assert not re.search(r"\d", say(careless, BG))


@BOTH
def test_no_rows_are_no_data(words: Words) -> None:
    nothing = employed().iloc[:0]
    assert sentences.finding(nothing, words) == sentences.missing(nothing, words) == words.t("sentence.no_data")
    assert sentences.caution(nothing, words) == sentences.comparison(nothing, words) == ""


def test_caution_is_silent_where_all_is_sure() -> None:
    assert sentences.caution(employed(), BG) == ""


def test_one_imprecise_small_value_is_said_to_be_both() -> None:
    assert sentences.caution(employed("imprecise", is_small=True), BG) == (
        "Извадката е малка и интервалът е широк: тълкувайте стойността внимателно и не я подреждайте. "
        "Лицата са малко: стойността е за вътрешно ползване и не се публикува."
    )


def test_caution_names_the_groups_to_read_with_care() -> None:
    assert sentences.caution(oblasti(), BG) == (
        "2 стойности са от малка извадка: тълкувайте ги внимателно и не ги подреждайте (Видин, Кърджали). "
        "1 стойност е за малко лица: за вътрешно ползване е и не се публикува (Кърджали)."
    )


@pytest.mark.parametrize(
    ("benchmark", "bulgarian"),
    [
        (0.612, "Стойността 67,4 % е над сравнителната база (61,2 %) с повече от случайното."),
        (0.72, "Стойността 67,4 % е под сравнителната база (72,0 %) с повече от случайното."),
        (0.69, "Разликата между 67,4 % и сравнителната база (69,0 %) не надхвърля случайното."),
        (0.7, "Разликата между 67,4 % и сравнителната база (70,0 %) не надхвърля случайното."),
    ],
)
def test_a_benchmark_is_passed_only_by_a_whole_interval(benchmark: float, bulgarian: str) -> None:
    assert said(sentences.comparison(employed(benchmark=benchmark), BG)) == bulgarian


def test_without_a_benchmark_or_an_interval_nothing_is_compared() -> None:
    assert sentences.comparison(employed(), BG) == ""
    count = estimates(row(indicator="completers", n=300, value=300, low=None, high=None, benchmark=90_000))
    assert sentences.comparison(count, BG) == ""


def test_groups_are_apart_only_if_their_intervals_are() -> None:
    near = sentences.comparison(oblasti(), BG)
    assert said(near) == (
        "Най-висока е стойността за Варна – 70,2 % (66–74 %, 410 лица), "
        "най-ниска за Пловдив – 67,4 % (64–71 %, 620 лица), "
        "но интервалите им се застъпват и разликата може да е случайна."
    )
    frame = oblasti()
    frame.loc[frame["oblast"] == "PDV", ["value", "low", "high"]] = [0.5, 0.46, 0.54]
    assert said(sentences.comparison(frame, BG)).endswith(
        "Пловдив – 50,0 % (46–54 %, 620 лица); интервалите им не се застъпват."
    )


def test_an_imprecise_group_is_not_compared() -> None:
    assert "Видин" not in sentences.comparison(oblasti(), BG)


def test_different_indicators_are_not_compared_with_one_another() -> None:
    assert sentences.comparison(destinations(), BG) == ""


def test_what_is_missing_is_counted_and_named_by_its_reason() -> None:
    assert sentences.missing(oblasti(), BG) == (
        "1 стойност е защитена, за да не могат да бъдат разпознати отделни хора (Смолян). "
        "За 1 група няма данни, което не означава нула (Габрово)."
    )
    assert sentences.missing(oblasti(), EN).startswith(
        "1 value is protected so that no single person can be recognised"
    )


def test_nothing_is_missing_where_all_is_shown() -> None:
    assert sentences.missing(employed(), BG) == ""


def test_a_long_list_of_names_is_cut() -> None:
    codes = ("BLG", "BGS", "VAR", "VTR", "VID", "VRC", "GAB", "DOB")
    frame = estimates(*(row("protected", oblast=code) for code in codes))
    assert sentences.missing(frame, BG).endswith("(Благоевград, Бургас, Варна, Велико Търново, Видин, Враца и още 2).")


@BOTH
@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_has_a_sentence(indicator: str, words: Words) -> None:
    low, high = (None, None) if INDICATORS[indicator].kind == "count" else (0.5, 0.7)
    text = sentences.finding(estimates(row(indicator=indicator, low=low, high=high)), words)
    assert text.endswith(".")
    assert re.search(r"\d", text)
    assert "{" not in text


@BOTH
@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_says_what_it_shows_and_what_it_does_not(chart: str, words: Words) -> None:
    shown, hidden = sentences.shows(chart, words), sentences.shows_not(chart, words)
    assert shown.endswith(".")
    assert hidden.endswith(".")
    assert shown != hidden


@BOTH
def test_no_sentence_says_why(words: Words) -> None:
    frames = [employed(benchmark=0.5), oblasti(), employed("imprecise", is_small=True)]
    says = (sentences.finding, sentences.caution, sentences.comparison, sentences.missing)
    texts = [say(frame, words) for frame in frames for say in says]
    texts += [sentences.finding(estimates(row(indicator=name)), words) for name in INDICATORS]
    assert [text for text in texts if REASONS.search(text)] == []


def test_nothing_but_indicators_and_their_denominators_has_words_of_its_own() -> None:
    counted = {indicator.denominator for indicator in INDICATORS.values() if indicator.kind != "count"}
    assert children("sentence.people") <= counted
    assert children("sentence.predicate") <= set(INDICATORS)


def test_an_indicator_without_words_of_its_own_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def keep_general(lang: str) -> dict[str, str]:
        own = ("sentence.predicate.", "sentence.people.")
        return complete({key: text for key, text in texts[lang].items() if not key.startswith(own)})

    texts = {language: i18n._texts(language) for language in LANGUAGES}
    monkeypatch.setattr(i18n, "_texts", keep_general)
    assert said(sentences.finding(employed(), BG, change(0.031, 0.004, 0.058))) == (
        "Дял на заетите една година след обучението: 67,4 % (вероятно между 65 % и 70 %); броят се 1 240 лица; "
        "с 3,1 пункта над випуск 2022."
    )
    assert sentences.finding(employed(), EN) == (
        "Share employed one year after training: 67.4% (probably between 65% and 70%), among 1,240 persons."
    )
