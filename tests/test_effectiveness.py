"""Kinds of measures rated by a reader's weights: the arithmetic, the reasons, and what is said of the result."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontrack_dash import effectiveness, tracking
from ontrack_dash.effectiveness import BEST, CRITERIA, HEAVIEST, KINDS, Kind
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.sentences import of_tracking as said

EN = Words("en")
WEIGHTS = st.fixed_dictionaries({name: st.integers(0, HEAVIEST) for name in CRITERIA})


def only(*names: str) -> dict[str, int]:
    return {name: int(name in names) for name in CRITERIA}


def total(weights: dict[str, int], measure: str) -> float:
    rated = effectiveness.rate(weights).set_index("measure")
    return float(rated.loc[measure, "total"])


def test_with_equal_weights_the_total_is_the_mean_of_the_scores() -> None:
    # coverage, content, check, burden, start, path, cohorts, cost
    assert total(effectiveness.usual_weights(), "combined_repeated") == pytest.approx(
        (4 + 4 + 4 + 2 + 1 + 4 + 4 + 1) / 32
    )
    assert total(effectiveness.usual_weights(), "survey_once") == pytest.approx((2 + 4 + 1 + 1 + 4 + 1 + 0 + 3) / 32)


def test_weights_change_the_order() -> None:
    assert effectiveness.leaders(effectiveness.rate(only("start", "path"))) == ["survey_repeated"]
    assert effectiveness.leaders(effectiveness.rate(only("burden", "cost"))) == ["register_once"]
    assert effectiveness.leaders(effectiveness.rate(only("check", "cohorts"))) == ["combined_repeated"]


@given(WEIGHTS)
def test_a_measure_nothing_outdoes_where_it_counts_is_never_rated_lower(weights: dict[str, int]) -> None:
    rated = effectiveness.rate(weights).set_index("measure")
    heavy = [name for name in CRITERIA if weights[name]]
    if not heavy:
        assert rated["total"].isna().all()
        return
    assert rated["total"].between(0, 1).all()
    for one in rated.index:
        for other in rated.index:
            if (rated.loc[one, heavy] >= rated.loc[other, heavy]).all():
                assert rated.loc[one, "total"] >= rated.loc[other, "total"] - 1e-12


@given(WEIGHTS, st.integers(2, HEAVIEST))
def test_twice_the_weights_are_the_same_weights(weights: dict[str, int], times: int) -> None:
    small = {name: weight // times for name, weight in weights.items()}
    large = {name: weight * times for name, weight in small.items()}
    once, again = (effectiveness.rate(one).set_index("measure")["total"].dropna() for one in (small, large))
    assert {name: pytest.approx(value) for name, value in once.items()} == again.to_dict()


@pytest.mark.parametrize("weight", [-1, HEAVIEST + 1])
def test_a_weight_beyond_the_scale_is_refused(weight: int) -> None:
    with pytest.raises(ValueError, match="weights run from 0"):
        effectiveness.rate({**effectiveness.usual_weights(), "cost": weight})


def test_a_criterion_without_a_weight_is_refused() -> None:
    with pytest.raises(KeyError):
        effectiveness.rate({"coverage": 1})


def test_every_measure_is_a_source_and_a_rhythm() -> None:
    assert len(KINDS) == len(set(KINDS)) == 6
    assert effectiveness.score(Kind("survey", "once"), "cohorts").score == 0


def test_scores_lie_on_their_scale_and_differ_within_a_criterion() -> None:
    for criterion in CRITERIA.values():
        found = [score.score for score in criterion.scores.values()]
        assert set(found) <= set(range(BEST + 1))
        assert len(set(found)) > 1, criterion.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_score_has_a_reason_and_an_address_or_none(language: str) -> None:
    for row in effectiveness.scores().to_dict("records"):
        assert said.reason(row["criterion"], row["kind"], Words(language)).endswith(".")
        assert not row["source_url"] or re.match(r"https://", row["source_url"])


def test_the_addresses_of_reasons_are_those_of_the_facts() -> None:
    tables = (tracking.systems(), tracking.outcomes(), tracking.mapping())
    known = {url for table in tables for url in table["source_url"]}
    assert set(effectiveness.scores()["source_url"]) <= known


def test_every_system_of_the_comparison_is_looked_at() -> None:
    assert set(effectiveness.SYSTEMS) == set(tracking.systems()["system"])
    kinds = {kind for name in effectiveness.SYSTEMS if (kind := effectiveness.kind_of(name))}
    assert kinds <= set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criterion_and_measure_has_its_word(language: str) -> None:
    words = Words(language)
    keys = [f"europe.criterion_name.{name}" for name in CRITERIA]
    keys += [f"europe.measure_name.{kind.id}" for kind in KINDS]
    keys += [f"europe.kind_name.{name}" for kind in KINDS for name in kind]
    assert [key for key in keys if not words.has(key)] == []


def say(weights: dict[str, int]) -> str:
    return said.say_rating(effectiveness.rate(weights), weights, EN)


def test_the_first_and_those_next_to_it_are_said_with_their_points() -> None:
    sentence = say(effectiveness.usual_weights())
    assert sentence.startswith(
        "With these weights “Register and survey, repeated” comes first with 75 of 100; "
        "next comes “Register, repeated”, “Survey, repeated” with 66."
    )
    assert (
        "another measure gets more points than the first: burdens nobody, is easy to begin, costs little." in sentence
    )
    assert sentence.endswith("It does not prove that one measure works better than another.")


def test_measures_that_are_rated_alike_are_all_first() -> None:
    assert say(only("coverage", "path")).startswith(
        "With these weights these come first alike (100 of 100): “Register, repeated”, “Register and survey, repeated”."
    )


def test_where_nothing_outdoes_the_first_it_is_said() -> None:
    assert "does another measure get more points" in say(only("check", "path"))


def test_without_weights_there_is_no_order() -> None:
    assert say(only()) == "No criterion has a weight, so there is no order."
