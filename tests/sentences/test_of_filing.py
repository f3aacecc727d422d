"""Sentences about self-ratings beside what was measured: counted, with chance beside them, never a cause."""

import pandas as pd
import pytest

from ontrack_dash.figures.scatter import LOOKED_AT
from ontrack_dash.filings import LEVELS, STATUSES
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.sentences import of_filing
from tests.figures.estimates import BG, EN
from tests.figures.filing import centres, rated, rating

BOTH = pytest.mark.parametrize("words", [Words(name) for name in LANGUAGES], ids=LANGUAGES)


def test_those_rated_high_and_measured_low_are_counted_with_chance_beside_them() -> None:
    alike = [rating(3, quadrant="rated_high.measured_alike")] * 38
    frame = rated(*alike, rating(1, quadrant=LOOKED_AT), rating(2, "imprecise", LOOKED_AT),
                  *[rating(4, quadrant="rated_low.measured_low")] * 40)  # fmt: skip
    assert of_filing.say_quadrants(frame, BG) == (
        "Точки и измерена стойност имат 80 центъра. Висока е самооценката на 40; от тях с измерена стойност под "
        "страната: 2, при около 1,0 само по случайност. От центровете под страната 1 е с малка извадка."
    )


def test_who_has_no_points_or_no_value_is_not_counted() -> None:
    said = of_filing.say_quadrants(centres(), EN)
    assert said.startswith("Points and a measured value are there for 4 centres. 3 of them rate themselves high")


def test_among_few_it_is_said_that_they_are_few() -> None:
    few = centres().assign(rated=None, quadrant=None)
    assert of_filing.say_quadrants(few, BG).endswith("твърде малко, за да се каже кой се оценява високо.")


def test_without_areas_or_values_it_is_said_what_is_lacking() -> None:
    assert "не е посочено" in of_filing.say_quadrants(centres().assign(points=float("nan")), BG)
    assert of_filing.say_quadrants(rated(rating(1, "no_data")), BG).startswith("Няма център")
    assert of_filing.say_quadrants(pd.DataFrame(columns=centres().columns), BG).startswith("Няма център")


@BOTH
def test_cautions_are_complete_and_say_how_many_chance_would_bring(words: Words) -> None:
    said = of_filing.cautions(centres(), words)
    assert len(said) == len(set(said)) == 6
    assert [text for text in said if words.plural("app.centres", 4) in text]
    nothing = of_filing.cautions(centres().head(0), words)
    assert len(nothing) == 5


@BOTH
def test_every_status_level_and_rule_is_explained(words: Words) -> None:
    terms = dict(of_filing.explain(words, 2024, 2023))
    assert {words.t(f"filing_status.{name}") for name in STATUSES} <= set(terms)
    assert "91" in terms[words.t("filing.term.level")]
    assert "45" in terms[words.t("filing.term.level")]
    assert words.date(pd.Timestamp(2025, 1, 31)) in terms[words.t("filing.term.late")]
    assert "2023" in terms[words.t("filing.term.cohort")]
    assert words.t("filing.term.cohort") not in dict(of_filing.explain(words, 2024))
    assert all(words.has(f"level_of_points.{name}") for name in LEVELS)


def test_a_level_at_its_boundary_says_so() -> None:
    assert of_filing.name_rating("good", False, BG) == "добро"
    assert of_filing.name_rating("good", True, BG) == "добро (на границата)"
