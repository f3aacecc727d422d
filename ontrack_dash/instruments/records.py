"""What a questionnaire is made of: questions, answers, routes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from ontrack_dash.i18n import EN_DASH, Words

RESPONDENT, CENTRE, EITHER = "respondent", "centre", "either"
POINTS = ("1", "2", "3", "4", "5")
# The list whose names stand in the list of professions and not in the locales.
PROFESSION = "profession"
LARGEST_BASE = 36


@dataclass(frozen=True)
class Choice:
    """One answer that can be ticked.

    `number`: its place among the answers of the definition, from 1. `value`: what it puts into the field, None when
    it says nothing of it.
    """

    list: str
    code: str
    number: int
    value: str | None
    is_point: bool = False

    @property
    def short(self) -> str:
        """The code where one may have five letters and digits (LimeSurvey): the same for ever in a version."""
        if self.is_point:
            return self.code
        return np.base_repr(int(self.code), LARGEST_BASE) if self.list == PROFESSION else f"A{self.number}"

    def label(self, words: Words) -> str:
        """Return the words of the answer."""
        if self.list == PROFESSION:
            return f"{words.label(PROFESSION, self.code)} ({self.code})"
        key = f"{self.list}.{self.code}"
        # What only a centre fills in has the words of the vocabulary.
        return words.t(f"instrument_choice.{key}" if words.has(f"instrument_choice.{key}") else key)

    def text(self, words: Words) -> str:
        """Return the answer as it is offered alone: a point of a scale with its number."""
        return f"{self.code} {EN_DASH} {self.label(words)}" if self.is_point else self.label(words)


@dataclass(frozen=True)
class Route:
    """The answers to an earlier item after which a question is asked."""

    item: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One question; what each part means stands at the top of `definitions/instruments/graduates_1.toml`.

    `given`: the answer that is known beforehand, so that nobody is asked (see `prepare`).
    """

    id: str
    type: str
    section: str
    list: str | None = None
    choices: tuple[Choice, ...] = ()
    required: bool = False
    when: Route | None = None
    limits: tuple[int, int] | None = None
    exclusive: str | None = None
    stem: str | None = None
    by: str = RESPONDENT
    field: str | None = None
    indicators: tuple[str, ...] = ()
    basis: str = ""
    part: str = ""
    given: str | None = None

    @property
    def short(self) -> str:
        """The id where a code may have only letters and digits (LimeSurvey)."""
        return self.id.replace("_", "")

    @property
    def is_complementary(self) -> bool:
        """Whether the answer is kept beside the fields: it has none, or the field does not say which answer it was."""
        if self.type in ("text", "note"):
            return False
        return self.field is None or any(choice.value != choice.code for choice in self.choices)

    @property
    def is_dropped(self) -> bool:
        """Whether the answer is kept nowhere."""
        return self.type in ("text", "note") and self.field is None

    @property
    def is_hidden(self) -> bool:
        """Whether nobody is asked: the centre writes the answer, or it is known."""
        return self.by == CENTRE or self.given is not None

    def text(self, words: Words) -> str:
        """Return the question in full."""
        text = words.t(f"instrument_item.{self.id}.text")
        return words.t(f"instrument_stem.{self.stem}", what=text) if self.stem else text

    def row(self, words: Words) -> str:
        """Return the question as it stands in a table under its stem."""
        return words.t(f"instrument_item.{self.id}.text")

    def hint(self, words: Words) -> str:
        """Return what helps to answer, "" for nothing."""
        key = f"instrument_item.{self.id}.hint"
        return words.t(key) if words.has(key) else ""

    def choice(self, code: str) -> Choice:
        """Return one of the answers.

        Raises:
            KeyError: no such answer.
        """
        return {choice.code: choice for choice in self.choices}[code]


@dataclass(frozen=True)
class Instrument:
    """One questionnaire; its words stand in `locales` under `instrument.<id>`."""

    id: str
    version: str
    date: date
    minutes: int
    items: tuple[Item, ...]
    wave: int | None = None

    @property
    def asked(self) -> tuple[Item, ...]:
        """The questions a respondent sees."""
        return tuple(item for item in self.items if not item.is_hidden)

    @property
    def hidden(self) -> tuple[Item, ...]:
        """What the centre writes or already knows."""
        return tuple(item for item in self.items if item.is_hidden)

    @property
    def sections(self) -> Mapping[str, tuple[Item, ...]]:
        """The questions a respondent sees by heading, in the order asked."""
        names = dict.fromkeys(item.section for item in self.asked)
        return {name: tuple(item for item in self.asked if item.section == name) for name in names}

    def item(self, name: str) -> Item:
        """Return one of the items.

        Raises:
            KeyError: no such item.
        """
        return {item.id: item for item in self.items}[name]
