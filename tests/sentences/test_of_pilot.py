"""Sentences about pilots: how many tools are practical, each reason with its number, and rules as they stand."""

import pandas as pd
import pytest

from ontrack_dash.catalogue import RULES
from ontrack_dash.comparisons.practicality import COLUMNS, REASONS, RESERVATIONS, Reason
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.pilots.practice import METHODS
from ontrack_dash.sentences import of_pilot
from tests.figures.estimates import BG, EN

BOTH = pytest.mark.parametrize("words", [Words(name) for name in LANGUAGES], ids=LANGUAGES)
SHORT = Reason("short", "ease", 0.652, 0.7, is_sure=False)
NO_THEMES = pd.DataFrame(columns=["tool", "theme", "comments", "of"])
NO_CHANGES = pd.DataFrame(columns=["tool", "criterion", "difference", "is_apart"])


def judged(*rows: dict[str, object]) -> pd.DataFrame:
    usual = {"is_sure": True, "n": 40, "is_small": False, "status": "value", "reasons": (), "reservations": ()}
    return pd.DataFrame([{**usual, **row} for row in rows], columns=list(COLUMNS)).astype(COLUMNS)


THREE = (
    {"tool": "letters", "verdict": "practical", "value": 0.9, "weakest": "time"},
    {"tool": "register", "verdict": "after_changes", "is_sure": False, "value": 0.652, "weakest": "ease",
     "reasons": (SHORT, Reason("unanswered", "time", 0.14, 0.1))},
    {"tool": "handbook", "verdict": "not_practical", "value": 0.4, "weakest": "ease",
     "reasons": (Reason("below_floor", "ease", 0.4, 0.5),)},
)  # fmt: skip
HIDDEN = {"tool": "planner", "verdict": "protected", "is_sure": None, "status": "protected"}


def read(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_finding_counts_verdicts_and_says_how_sure_they_are() -> None:
    assert of_pilot.finding(judged(*THREE, HIDDEN), BG) == (
        "Оценени са 3 инструмента: приложими – 1, приложими след промени – 1, неприложими – 1. При 1 инструмент повече "
        "оценки може да доведат до друг извод. За още 1 инструмент няма извод: оценките са твърде малко или са "
        "защитени."
    )
    assert of_pilot.finding(judged(THREE[0]), EN) == "1 tool was judged: practical – 1."


def test_without_a_verdict_the_finding_says_why() -> None:
    assert of_pilot.finding(judged(HIDDEN), BG) == BG.t("pilot.finding.hidden")
    few = {"tool": "planner", "verdict": "too_few", "is_sure": None, "n": 4}
    assert of_pilot.finding(judged(few), BG) == BG.t("pilot.finding.too_few")


def test_an_unsure_verdict_says_so() -> None:
    names = [of_pilot.name_verdict(row, BG) for row in judged(*THREE, HIDDEN).to_dict("records")]
    assert names == ["приложим", "приложим след промени, несигурно", "не е приложим", "защитена стойност"]


def test_a_reason_says_its_number_its_threshold_and_chance() -> None:
    said = of_pilot.say_reasons([SHORT, Reason("too_long", "", 7.5, 4)], BG)
    assert list(map(read, said)) == [
        "Критерий „лекота“: 65 % дават 4 или 5, под прага от 70 %. Интервалът допуска и обратното.",
        "Отнема 7,5 минути (медиана) при обещани 4.",
    ]


def test_a_number_just_beside_its_threshold_is_told_apart_from_it() -> None:
    near = [Reason("short", "ease", 0.698, 0.7), Reason("low_alpha", "", 0.697, 0.7)]
    said = " ".join(map(read, of_pilot.say_reasons(near, EN)))
    assert "69.8% give 4 or 5, below the threshold of 70%" in said
    assert "alpha is 0.697, below 0.70" in said


@BOTH
def test_every_reason_and_reservation_has_its_words(words: Words) -> None:
    for rule in (*REASONS, *RESERVATIONS):
        said = of_pilot.say_reasons([Reason(rule, "ease", 0.4, 0.5)], words)
        assert "{" not in said[0]
        assert said[0].endswith(".")


@BOTH
def test_every_way_to_agree_has_its_words(words: Words) -> None:
    said = [
        of_pilot.say_agreement({"status": "value", "method": method, "agreement": 0.345}, words) for method in METHODS
    ]
    assert len(set(said)) == len(METHODS)
    assert words.number(0.345, 2) in said[0]
    assert of_pilot.say_agreement({"status": "protected", "method": "none", "agreement": None}, words) == ""


def test_lessons_say_what_to_keep_what_to_mend_and_what_moved() -> None:
    themes = pd.DataFrame([("handbook", "ease", 3, 5), ("register", "time", 2, 2)], columns=NO_THEMES.columns)
    changes = pd.DataFrame(
        [
            {"tool": "register", "criterion": "ease", "previous": "1", "round": "2", "difference": 0.38,
             "difference_low": 0.06, "difference_high": 0.61, "is_apart": True},
            {"tool": "register", "criterion": "time", "previous": "1", "round": "2", "difference": 0.05,
             "difference_low": -0.2, "difference_high": 0.3, "is_apart": False},
        ]
    )  # fmt: skip
    said = of_pilot.lessons(judged(*THREE, HIDDEN), changes, themes, BG)
    assert list(map(read, said)) == [
        "Без промени остават: Писма и покани.",
        "„Наръчник“. Критерий „лекота“: 40 % дават 4 или 5, под долната граница от 50 %. За същото са 3 коментара.",
        "„Регистър на завършилите“. Критерий „лекота“: 65 % дават 4 или 5, под прага от 70 %. Интервалът допуска и "
        "обратното.",
        "Критерият „лекота“ не е достигнат при 2 инструмента – повече от всеки друг.",
        "„Регистър на завършилите“, лекота: +38 пункта от кръг 1 до кръг 2 (интервал от +6 до +61).",
    ]


def test_nothing_is_learnt_from_nothing() -> None:
    assert of_pilot.lessons(judged(HIDDEN), NO_CHANGES.astype({"is_apart": bool}), NO_THEMES, BG) == []


def test_groups_that_stand_apart_are_named_and_others_are_alike() -> None:
    compared = pd.DataFrame(
        {"grouped": "country", "code": ["BG", "LV", "CY"], "difference": [0.3, 0.0, -0.4],
         "is_apart": [True, False, True]}
    )  # fmt: skip
    assert of_pilot.say_groups(compared, BG) == (
        "Над останалите с повече от случайното: България. Под останалите с повече от случайното: Кипър."
    )
    alike = compared.assign(is_apart=False)
    assert of_pilot.say_groups(alike, EN) == "The differences are within chance."
    assert of_pilot.say_groups(alike.head(1), EN) == ""


def test_themes_are_listed_with_most_comments_first() -> None:
    rows = pd.DataFrame([("register", "ease", 1, 6), ("register", "none", 5, 6)], columns=NO_THEMES.columns)
    assert of_pilot.list_themes(rows, BG) == "не е посочено 5 · лекота 1"


@BOTH
def test_rules_state_the_thresholds_in_force(words: Words) -> None:
    text = " ".join(said for _, said in of_pilot.explain(words))
    rule = RULES["pilot"]
    for share in ("good_share", "floor_share", "most_unanswered", "least_response"):
        assert words.percent(rule[share], 0) in text
    for number in (str(rule["least_evaluations"]), words.number(rule["longest"]), words.number(rule["least_alpha"], 2)):
        assert number in text
    assert {f"{name}_source" for name in rule if not name.endswith("_source")} <= set(rule)


def test_a_share_beside_a_threshold_does_not_look_like_it() -> None:
    shares = (0.7, 0.698, 0.7027, 0.5, 0.496, 0.763)
    assert [of_pilot.write_share(share, EN) for share in shares] == [
        "70%", "69.8%", "70.3%", "50%", "49.6%", "76%",
    ]  # fmt: skip
