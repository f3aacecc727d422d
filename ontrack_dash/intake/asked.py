"""What a person says of a file, and what is known before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

SurveyMapping = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Options:
    """What the file cannot say itself.

    `mapping`: {"questions": {question: field id or ""}, "answers": {question: {answer: code}}}, questions and answers
    folded. `survey` names a survey; without it the questions do.
    """

    kind: str | None = None
    year: int | None = None
    centre: str | None = None
    wave: int | None = None
    mapping: SurveyMapping | None = None
    survey: str | None = None

    def has(self, name: str) -> bool:
        """Tell whether an option was given."""
        return getattr(self, name) not in (None, "")


@dataclass(frozen=True)
class Known:
    """What earlier files and answers say.

    `licences`: the register of centres, empty when none was imported. `oblast_choices`: oblast code by settlement as
    files write it, or by licence. `mappings`: saved mappings by the digest of a survey's questions.
    """

    licences: frozenset[str] = frozenset()
    today: date = field(default_factory=date.today)
    oblast_choices: Mapping[str, str] = field(default_factory=dict)
    mappings: Mapping[str, SurveyMapping] = field(default_factory=dict)
