"""How many will answer, and how sure a share of them will be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from ontrack_dash.catalogue import RULES
from ontrack_dash.stats import precision

LEVEL: float = RULES["precision"]["level"]
# Response rates, in hundredths, between which precision is drawn as a line.
STEPS = range(10, 101, 5)


@dataclass(frozen=True)
class Numbers:
    """What is known or supposed of a cohort: persons, the share one may write to, wave → answered : invited."""

    completers: int
    reachable: float
    response: Mapping[int, float]

    @property
    def invited(self) -> int:
        """Return how many are written to in a wave."""
        return round(self.completers * self.reachable)


@dataclass(frozen=True)
class Expected:
    """What a response rate gives; `half_width` of a share of one half, None where nobody answers."""

    rate: float
    answers: int
    half_width: float | None


@dataclass(frozen=True)
class Needed:
    """What a precision takes; `cohorts`: how many put together have so many to invite, None for more than allowed."""

    half_width: float
    answers: int
    invitations: int
    is_possible: bool
    cohorts: int | None


@dataclass(frozen=True)
class Pooled:
    """What cohorts alike give when they are put together; `answers_needed` for the precision that is aimed at."""

    cohorts: int
    answers: int
    half_width: float | None
    answers_needed: int
    is_enough: bool


def expect(numbers: Numbers, rate: float) -> Expected:
    """Return what a response rate gives of one cohort."""
    return _together(numbers, 1, rate)


def rates(numbers: Numbers, wave: int) -> tuple[float, ...]:
    """Return the response rates that are laid side by side, the expected one among them."""
    return tuple(sorted({*RULES["plan"]["rates"], numbers.response[wave]}))


def need(numbers: Numbers, wave: int) -> Needed:
    """Return what the precision a plan aims at takes with the expected response."""
    width, rate = RULES["plan"]["half_width"], numbers.response[wave]
    answers = _needed(numbers.completers)
    invitations = ceil(round(answers / rate, 6)) if rate else 0
    is_possible = 0 < answers <= round(numbers.invited * rate)
    enough = next((one.cohorts for one in pool(numbers, wave) if one.is_enough), None)
    return Needed(width, answers, invitations, is_possible, enough)


def pool(numbers: Numbers, wave: int) -> Sequence[Pooled]:
    """Return what one cohort and more give, as many as this product puts together."""
    found = []
    for count in range(1, RULES["comparison"]["most_years"] + 1):
        answers = count * round(numbers.invited * numbers.response[wave])
        population = count * numbers.completers
        needed = _needed(population)
        width = _half_width(answers, population)
        found.append(Pooled(count, answers, width, needed, is_enough=0 < needed <= answers))
    return found


def curves(numbers: Numbers) -> Mapping[int, Sequence[Expected]]:
    """Return how many cohorts → what each response rate gives of so many put together."""
    return {
        count: tuple(_together(numbers, count, step / 100) for step in STEPS)
        for count in range(1, RULES["comparison"]["most_years"] + 1)
    }


def _together(numbers: Numbers, count: int, rate: float) -> Expected:
    answers = count * round(numbers.invited * rate)
    return Expected(rate, answers, _half_width(answers, count * numbers.completers))


def _needed(population: int) -> int:
    return precision.answers_needed(RULES["plan"]["half_width"], LEVEL, population)


def _half_width(answers: int, population: int) -> float | None:
    return precision.half_width(answers, level=LEVEL, population=population) if answers else None
