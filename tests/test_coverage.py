"""Do the weighted intervals hold what they promise? Countries with known chances, answered by some, counted honestly.

What is to be covered is the chance of the cohort as it is composed, country, oblast or centre. The arithmetic is the
build's own: `nonresponse.weigh`, `linearisation.sum_groups`, `weights.linearised`, Wilson.
"""

from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from ontrack_dash.catalogue import RULES
from ontrack_dash.stats import intervals, nonresponse
from ontrack_dash.stats.linearisation import Raking, sum_groups
from ontrack_dash.stats.weights import linearised
from ontrack_dash.store.weights import LIMITS

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

SIZE, CENTRES, SHARE = 6_000, 30, 0.33
SIZES = (2, 5, 4, 8, 12, 4)  # sex, age, level, field, oblast, funding
OBLAST = 4
# How strongly each pulls at answering; outcomes follow the same traits, up or down, from easy to hard.
PULL = np.array([0.5, 0.6, 0.3, 0.4, 0.3, 0.2])
WORK = ((0.8, 1.0), (1.0, 0.4), (1.2, 0.0), (-0.8, 0.6), (-1.0, -0.4), (-1.2, -0.8))
PLACES = ("country", "oblast", "centre")
LEVEL = RULES["precision"]["level"]


@dataclass(frozen=True)
class Country:
    """A cohort: categories, centre and chances of everyone; `chances` has a column an outcome."""

    categories: Whole
    centre: Whole
    chances: Numbers
    answers: Numbers

    @property
    def cohort(self) -> list[Numbers]:
        return [np.append(np.bincount(column, minlength=size), 0.0)
                for column, size in zip(self.categories.T, SIZES, strict=True)]  # fmt: skip

    def groups(self) -> dict[str, Whole]:
        return {"country": np.zeros(SIZE, dtype=np.int64), "oblast": self.categories[:, OBLAST], "centre": self.centre}


def invent(draw: np.random.Generator, strength: float) -> Country:
    """Chances of work and of an answer both go with who a person is; the chance to answer is a product of factors."""
    categories = np.column_stack([draw.choice(size, SIZE, p=draw.dirichlet(np.full(size, 8.0))) for size in SIZES])
    # A centre teaches in a few oblasti, and has its own luck with work.
    centre = (categories[:, OBLAST] * 5 + draw.integers(0, 12, SIZE)) % CENTRES
    effects = [np.linspace(-1, 1, size) for size in SIZES]
    leaning = np.column_stack([effect[column] for effect, column in zip(effects, categories.T, strict=True)])
    answers = np.exp(strength * leaning @ PULL)
    own = draw.normal(0, 0.3, CENTRES)[centre]
    odds = [leaning @ (PULL * slope) + own + start for slope, start in WORK]
    chances = 1 / (1 + np.exp(-np.column_stack(odds)))
    return Country(categories, centre, chances, np.minimum(answers * SHARE / answers.mean(), 0.95))


@dataclass
class Tally:
    """How many intervals held the truth, by place and way of counting, and what the weights said of themselves."""

    held: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    design_effects: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    are_bounded: list[bool] = field(default_factory=list)

    def coverage(self, place: str, way: str) -> float:
        held, of = self.held[place, way]
        return held / of

    def add(self, place: str, way: str, limits: tuple[Numbers, Numbers], truth: Numbers) -> None:
        so_far = self.held.setdefault((place, way), [0, 0])
        so_far[0] += int(((limits[0] <= truth) & (truth <= limits[1])).sum())
        so_far[1] += truth.size


def simulate(seed: int, rounds: int, *, strength: float = 1.0, pull_of_work: float = 0.0) -> Tally:
    """Question one country again and again; those in work answer exp(`pull_of_work`) times as often as the others."""
    draw = np.random.default_rng(seed)
    country, tally = invent(draw, strength), Tally()
    # One set of answers serves every outcome, unless it is the outcome that decides who answers: then the first.
    outcomes = 1 if pull_of_work else len(WORK)
    for _ in range(rounds):
        y = (draw.random((SIZE, len(WORK))) < country.chances).astype(float)
        chance = np.minimum(country.answers * np.exp(pull_of_work * (y[:, 0] - y[:, 0].mean())), 0.95)
        answered = np.flatnonzero(draw.random(SIZE) < chance)
        _count(tally, country, y[:, :outcomes], answered)
    return tally


def _count(tally: Tally, country: Country, y: Numbers, answered: Whole) -> None:
    x, one = y[answered], np.ones(len(answered))
    found = nonresponse.weigh(country.categories[answered], one, country.cohort, LIMITS)
    raking = Raking(one, found.weights, found.columns, found.width)
    tally.design_effects.append(float(len(answered) * (found.weights**2).sum() / found.weights.sum() ** 2))
    tally.gaps.append(found.found.gap)
    tally.are_bounded.append(bool(np.all((x.sum(axis=0) <= y.sum(axis=0))
                                         & (y.sum(axis=0) <= x.sum(axis=0) + SIZE - len(answered)))))  # fmt: skip
    for place, groups in country.groups().items():
        truth = _means(groups, country.chances[:, : y.shape[1]])
        sums = sum_groups(raking, groups[answered], x, one[:, None], np.zeros(y.shape[1], dtype=np.int64))
        share, effective = linearised(sums.weighted, sums.weight, sums.yy, sums.y1, sums.ones)
        limits = intervals.wilson(share * effective, effective, LEVEL)
        tally.add(place, "weighted", limits, truth)
        tally.add(place, "of this very cohort", limits, _means(groups, y))
        n = np.bincount(groups[answered])[:, None] * np.ones(y.shape[1])
        plain = intervals.wilson(np.minimum(_means(groups[answered], x) * n, n), n, LEVEL)
        tally.add(place, "unweighted", plain, truth)


def _means(groups: Whole, values: Numbers) -> Numbers:
    return np.column_stack([np.bincount(groups, column) / np.bincount(groups) for column in values.T])


def _holds(tally: Tally) -> bool:
    return all(0.93 <= tally.coverage(place, "weighted") <= 0.97 for place in PLACES)


@pytest.mark.parametrize("strength", [1.0, 0.4])
def test_weighted_intervals_hold_the_truth_where_answering_goes_with_what_the_cohort_shows(strength: float) -> None:
    tally = simulate(2026, 150, strength=strength)
    assert _holds(tally), tally.held
    assert max(tally.gaps) < 1e-3


def test_intervals_without_weights_miss_it() -> None:
    tally = simulate(2026, 40)
    assert tally.coverage("country", "unweighted") < 0.05
    assert tally.coverage("oblast", "unweighted") < 0.5
    assert tally.coverage("centre", "unweighted") < 0.7


def test_the_share_of_this_very_cohort_is_held_more_often_than_promised() -> None:
    """No factor for the share of the cohort that answered: with a third of it the interval is too wide, never short."""
    tally = simulate(2026, 100, strength=0.4)
    assert all(tally.coverage(place, "of this very cohort") >= 0.95 for place in PLACES), tally.held


def test_where_work_itself_decides_who_answers_weights_do_not_help_and_do_not_show_it() -> None:
    """What the page can say: few answered, and the bounds „none of the silent, all of them“ always hold the truth."""
    fair, unfair = (simulate(2026, 40, strength=0.4, pull_of_work=pull) for pull in (0.0, 0.6))
    assert unfair.coverage("country", "weighted") < 0.1
    assert unfair.coverage("oblast", "weighted") < 0.8
    assert np.mean(unfair.design_effects) < np.mean(fair.design_effects) + 0.1
    assert max(unfair.gaps) < 1e-3
    assert all(unfair.are_bounded)
    assert RULES["response"]["low_share"] > SHARE, "so many silent graduates are said beside every share"


@pytest.mark.campaign
@pytest.mark.parametrize("strength", [1.0, 0.7, 0.4])
@pytest.mark.parametrize("seed", range(5))
def test_weighted_intervals_hold_the_truth_in_many_countries(seed: int, strength: float) -> None:
    tally = simulate(seed, 2_000, strength=strength)
    assert _holds(tally), tally.held
