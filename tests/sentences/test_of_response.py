"""Sentences about the answers: what is known, what weighting does, what a trend test found; never why."""

import re

import pytest

from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.responses import Trend
from ontrack_dash.sentences import of_response as say
from tests.figures.estimates import BG, EN, estimates, response, row
from tests.figures.worked import BOUNDED, GROUP, WEIGHTED, bounded, frame, groups, hidden, weighted

BOTH = pytest.mark.parametrize("words", [BG, EN], ids=LANGUAGES)
REASONS = re.compile(r"защото|поради|заради|понеже|благодарение|because|due to|thanks to|caused", re.IGNORECASE)
RISE = Trend("", (2019, 2020, 2021, 2022, 2023), "rise", 0.024, 40.0, 2e-10)


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def counted(completers: int, answered: int) -> str:
    rows = [row(indicator=name, n=n, value=n, low=None, high=None)
            for name, n in (("completers", completers), ("answered", answered))]  # fmt: skip
    return said(say.say_rate(estimates(*rows), BG))


def test_the_response_is_said_as_a_share_of_those_who_completed() -> None:
    assert said(say.say_rate(response(), BG)) == (
        "За 4 820 лица, завършили обучение, има 1 240 отговора – 26 % от завършилите. "
        "Отговорите са за по-малко от 50 % от завършилите: "
        "претеглянето изравнява състава им, но не може да каже какво правят останалите."
    )
    assert say.say_rate(response(), EN).startswith(
        "There are 1,240 answers about 4,820 persons who completed training – 26% of those who completed."
    )


def test_few_answers_are_a_warning_and_half_are_not() -> None:
    assert "претеглянето" in counted(100, 49)
    assert "претеглянето" not in counted(100, 50)


def test_more_answers_than_graduates_are_said_to_be_so() -> None:
    assert counted(40, 41) == (
        "Отговорите са повече от вписаните завършили: проверете дали регистърът на завършилите е пълен."
    )


@BOTH
def test_a_protected_count_is_not_said(words: Words) -> None:
    frame_ = estimates(row("protected", "completers"), row(indicator="answered", n=40, value=40, low=None, high=None))
    assert say.say_rate(frame_, words) == ""


def test_groups_apart_are_named_on_the_side_they_are_on() -> None:
    assert said(say.say_representation(groups(), BG)) == (
        "По-малко, отколкото сред завършилите, са: мъже (40,0 % от отговорилите и 45,0 % от завършилите). "
        "Повече, отколкото сред завършилите, са: жени (60,0 % от отговорилите и 55,0 % от завършилите). "
        "1 група е защитена и не е сравнена."
    )


def test_where_no_group_is_apart_they_are_alike() -> None:
    text = said(say.say_representation(frame({**GROUP, "group": "male"}), BG))
    assert text.startswith("По състав отговорилите приличат на завършилите")
    assert "над 2 пункта" in text


@BOTH
def test_a_make_up_that_is_hidden_whole_is_said_to_be_so(words: Words) -> None:
    assert say.say_representation(frame(hidden({**GROUP, "group": "male"})), words) == words.t(
        "sentence.response.unseen"
    )


def test_what_weighting_moves_is_named_with_both_values() -> None:
    assert said(say.say_weighting(weighted(), BG)) == (
        "Претеглянето измества с повече от 2 пункта: работят по професията (от 60,0 % на 56,5 %). "
        "За всички завършили четете претеглената стойност. "
        "Тук претеглянето помага малко и разчита на малко отговори с голяма тежест: "
        "работят по професията (300 отговора тежат колкото 110). Без тегла са: удовлетворени обучени."
    )


def test_what_weighting_leaves_is_said_too() -> None:
    assert said(say.say_weighting(frame(WEIGHTED), BG)) == (
        "Претеглянето не измества никой от показателите с повече от 2 пункта."
    )


@BOTH
def test_a_slice_without_weights_is_a_warning(words: Words) -> None:
    alone = weighted().iloc[[2]]
    assert say.say_weighting(alone, words) == words.t("sentence.response.no_weights")
    closed = alone.assign(weighted_status="protected")
    assert say.say_weighting(closed, words) == words.t("sentence.response.closed_weights")
    assert say.say_weighting(weighted().iloc[[3]], words) == ""


def test_bounds_say_how_many_are_unknown_and_how_far_that_reaches() -> None:
    assert said(say.say_bounds(bounded(), BG)) == (
        "Дял на заетите една година след обучението: 60,0 % от 300 отговорили с известна реализация. "
        "Още 30 лица са отговорили, но реализацията им не е известна: "
        "ако никой или всички влизаха в дела, той щеше да е от 54,5 % до 63,6 %. "
        "За 600 лица от завършилите не се знае нищо: "
        "ако никой или всички влизаха в дела, той щеше да е от 20,0 % до 86,7 %."
    )


@BOTH
def test_bounds_that_are_hidden_are_not_said(words: Words) -> None:
    assert say.say_bounds(frame(hidden(BOUNDED)), words) == ""


def test_a_trend_is_said_with_its_slope_and_how_rare_it_is_without_one() -> None:
    assert said(say.say_trend(RISE, BG)) == (
        "Проверка за тенденция: от 2019 до 2023 делът се покачва средно с 2,4 пункта на година – "
        "повече от случайното (без промяна такъв резултат се случва в под 0,1 % от случаите)."
    )
    none = Trend("", RISE.years, "none", -0.004, 1.2, 0.27)
    assert said(say.say_trend(none, EN)) == (
        "Trend test: from 2019 to 2023 there is no rise or fall beyond chance "
        "(−0.4 points a year on average; without any change such a result comes up in 27.0% of cases)."
    )


@BOTH
@pytest.mark.parametrize("reason", ["few_years", "level", "kind"])
def test_where_there_is_no_test_the_reason_is_said(reason: str, words: Words) -> None:
    assert say.say_trend(Trend(reason), words) == words.t(f"sentence.trend.{reason}")


def test_fewer_than_five_years_are_said_to_be_too_few() -> None:
    assert "С по-малко от пет години не се прави проверка" in say.say_trend(Trend("few_years"), BG)


@BOTH
def test_no_sentence_says_why(words: Words) -> None:
    texts = [
        say.say_rate(response(), words), say.say_representation(groups(), words), say.say_weighting(weighted(), words),
        say.say_bounds(bounded(), words), say.say_trend(RISE, words),
    ]  # fmt: skip
    assert [text for text in texts if REASONS.search(text) or "{" in text] == []
