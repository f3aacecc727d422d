"""Which column of a file asks which question of the product's own questionnaires.

The headers are those of the product's entry sheet, of KoboToolbox (`group/question`, labels or names, an answer of
several as `question/answer`) and of LimeSurvey (codes or full texts, an answer of several in square brackets).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ontrack_dash.fields import fold
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS, RESPONDENT, Choice, Item

GROUPS = "/"
# LimeSurvey can write the code of a question before its text.
CODE_AND_TEXT = re.compile(r"\w+(?:\[\w+\])?\s?[.:]\s?(.+)", re.DOTALL)
# A file with this part of the questions of a form is of this form.
TOLD = 0.5


@dataclass(frozen=True)
class Asked:
    """What a column holds: the answers to a question, or whether one of its answers was ticked."""

    item: Item
    choice: Choice | None = None


def find(instrument: str, text: str) -> Asked | None:
    """Return what the column under a header asks, None when it is no question of the form."""
    known = _headings(instrument)
    return next((known[piece] for piece in _pieces(_plain(text)) if piece in known), None)


def is_told(instrument: str, asked: Iterable[Asked]) -> bool:
    """Tell whether columns are those of a form: what it cannot do without, and most of the rest."""
    its = list(asked)
    needed = {item.id for item in INSTRUMENTS[instrument].items if item.required and item.by == RESPONDENT}
    return needed <= {each.item.id for each in its} and share_told(instrument, its) >= TOLD


def share_told(instrument: str, asked: Iterable[Asked]) -> float:
    """Return what part of the questions of a form columns ask."""
    return len({each.item.id for each in asked}) / len(INSTRUMENTS[instrument].items)


@lru_cache(maxsize=4096)
def is_in_own_words(text: str) -> bool:
    """Tell whether a column holds what people wrote themselves, which is kept nowhere."""
    return any((asked := find(name, text)) is not None and asked.item.is_dropped for name in INSTRUMENTS)


@lru_cache
def _headings(instrument: str) -> Mapping[str, Asked]:
    found: dict[str, Asked] = {}
    for item in INSTRUMENTS[instrument].items:
        for text in _names(item):
            found.setdefault(_plain(text), Asked(item))
        for choice in item.choices if item.type == "many" else ():
            for text in _names_of_choice(item, choice):
                found.setdefault(_plain(text), Asked(item, choice))
    return found


def _names(item: Item) -> Iterator[str]:
    yield from (item.id, item.short)
    yield from (item.text(Words(lang)) for lang in LANGUAGES)


def _names_of_choice(item: Item, choice: Choice) -> Iterator[str]:
    yield from (f"{item.id}/{choice.code}", f"{item.short}[{choice.short}]", f"{item.short}_{choice.short}")
    for words in map(Words, LANGUAGES):
        text, answer = item.text(words), choice.text(words)
        yield from (f"{text}/{answer}", f"{text} [{answer}]")


def _pieces(text: str) -> Iterator[str]:
    """Yield a header whole, then without what a program writes before the question."""
    yield text
    parts = text.split(GROUPS)
    yield from (GROUPS.join(parts[start:]) for start in range(1, len(parts)))
    if found := CODE_AND_TEXT.fullmatch(text):
        yield found[1]


def _plain(text: str) -> str:
    return fold(text).rstrip(" :.")
