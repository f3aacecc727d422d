"""A whole plan, from the numbers of a cohort and what an hour and a letter cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ontrack_dash import planning
from ontrack_dash.catalogue import RULES
from ontrack_dash.plans import dates, expecting
from ontrack_dash.plans.dates import Event
from ontrack_dash.plans.expecting import Expected, Needed, Numbers, Pooled

# What a reader may put own numbers for; the share with consent is one of the cohort's numbers.
MONEY: tuple[str, ...] = ("hour_euro", "contact_euro")
EFFORT: Mapping[str, float] = MappingProxyType(
    {name: value for name, value in RULES["effort"].items() if not isinstance(value, str) and name != "consent_share"}
    | {name: RULES["plan"][name] for name in MONEY}
)


@dataclass(frozen=True)
class Plan:
    """What is done for one cohort; `licence` is "" for a centre that is not named.

    `expected`, `needed`, `pooled`: by wave. `curves`: how many cohorts → what each response rate gives of them.
    `hours`: by task, both waves. `employers`: how many are asked. `effort`: what hours and cost were reckoned with.
    """

    cohort: int
    licence: str
    numbers: Numbers
    effort: Mapping[str, float]
    events: tuple[Event, ...]
    expected: Mapping[int, tuple[Expected, ...]]
    needed: Mapping[int, Needed]
    pooled: Mapping[int, tuple[Pooled, ...]]
    curves: Mapping[int, Sequence[Expected]]
    employers: int
    hours: Mapping[str, float]

    @property
    def answers(self) -> Mapping[int, int]:
        """Return how many answers each wave is expected to bring."""
        return {
            wave: next(one.answers for one in rows if one.rate == self.numbers.response[wave])
            for wave, rows in self.expected.items()
        }

    @property
    def contact_cost(self) -> float:
        """Return what writing and calling costs, beside the hours."""
        return len(self.expected) * self.numbers.invited * self.effort["contact_euro"]

    @property
    def cost(self) -> float:
        """Return what the whole cohort costs in euro."""
        return sum(self.hours.values()) * self.effort["hour_euro"] + self.contact_cost


def make(cohort: int, numbers: Numbers, effort: Mapping[str, float] = EFFORT, licence: str = "") -> Plan:
    """Make the plan of those who complete in a year."""
    waves = tuple(planning.LEADS)
    return Plan(
        cohort,
        licence,
        numbers,
        effort,
        dates.events(cohort),
        {wave: tuple(expecting.expect(numbers, rate) for rate in expecting.rates(numbers, wave)) for wave in waves},
        {wave: expecting.need(numbers, wave) for wave in waves},
        {wave: tuple(expecting.pool(numbers, wave)) for wave in waves},
        expecting.curves(numbers),
        round(numbers.completers * effort["employer_share"]),
        planning.hours(numbers.completers, {**effort, "consent_share": numbers.reachable}),
    )
