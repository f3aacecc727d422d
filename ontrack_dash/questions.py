"""A question to the gate: which groups, under which filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ontrack_dash.catalogue import Indicator
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.viewers import Viewer

PLACES = ("centre", "oblast")

Where = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Question:
    """Groups (`by`) and filters (`where`: dimension → codes, all text)."""

    by: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def dimensions(self) -> frozenset[str]:
        """Every dimension the question touches."""
        return frozenset((*self.by, *self.where))

    def wave_of(self, indicator: Indicator) -> tuple[str, ...] | None:
        """Return the wave an indicator is to be taken from, None when the question itself says."""
        return None if "wave" in self.dimensions or indicator.wave is None else (str(indicator.wave),)

    def in_wave_of(self, indicator: Indicator) -> "Question":
        """Return the question with the indicator's own wave filled in."""
        wave = self.wave_of(indicator)
        return self if wave is None else Question(self.by, {**self.where, "wave": wave})

    def without_place(self) -> "Question | None":
        """Ask the same of the whole country; where no place was named, of all groups of the same cohort."""
        wider = Question(
            tuple(name for name in self.by if name not in PLACES),
            {name: codes for name, codes in self.where.items() if name not in PLACES},
        )
        if wider == self:
            wider = Question(tuple(name for name in self.by if DIMENSIONS[name].always), self.where)
        return None if wider == self else wider


@dataclass(frozen=True)
class Asked:
    """What one call of the gate is about."""

    build: Path
    question: Question
    viewer: Viewer
    purpose: str
    weighting: str

    @property
    def sees_all(self) -> bool:
        """Whether every row of the answer is the viewer's own."""
        own = self.viewer.role == "centre" and self.question.where.get("centre") == (self.viewer.licence,)
        return self.viewer.role == "agency" or own

    @property
    def is_weighted_for_all(self) -> bool:
        """Whether weighted figures may be published: of one whole cohort, so that none can be taken from another.

        Weights are known from the cohort, so the weighted figures of all groups but one would give that one away.
        """
        where, dimensions = self.question.where, self.question.dimensions
        whole = all(DIMENSIONS[name].always for name in dimensions)
        return whole and all(name in self.question.by or len(where.get(name, ())) == 1 for name in ("year", "kind"))


def ask(by: Sequence[str], where: Where | None) -> Question:
    """Make a question; an empty filter is no filter.

    Raises:
        ValueError: no such dimension.
    """
    codes = {
        name: (values,) if isinstance(values, str) else tuple(map(str, values))
        for name, values in (where or {}).items()
        if values
    }
    unknown = {*by, *codes} - set(DIMENSIONS)
    if unknown:
        raise ValueError(f"no such dimension: {', '.join(sorted(unknown))}")
    return Question(tuple(by), codes)
