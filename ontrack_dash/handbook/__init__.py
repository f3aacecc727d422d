"""The handbook for centres that begin to track their graduates: this product's own text, step by step."""

from datetime import date
from functools import lru_cache, partial
from importlib.resources import files

from ontrack_dash.handbook import model, places, reading, searching, tables
from ontrack_dash.handbook.model import Block, InvalidHandbook, Line, Run, Section, Step, Table, plain
from ontrack_dash.handbook.searching import Hit
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import LICENCE

__all__ = [
    "CLOSING",
    "DATE",
    "STEPS",
    "VERSION",
    "Block",
    "Hit",
    "InvalidHandbook",
    "Line",
    "Run",
    "Section",
    "Step",
    "Table",
    "edition",
    "find",
    "name_files",
    "plain",
    "read",
    "steps",
]

VERSION: str = places.DEFINITION["version"]
DATE: date = places.DEFINITION["date"]
STEPS: tuple[str, ...] = tuple(places.DEFINITION["steps"])
CLOSING: tuple[str, ...] = tuple(places.DEFINITION["closing"])


def edition(words: Words) -> str:
    """Return what every form of the handbook says of itself: version, date and licence."""
    return words.t("tool.edition", version=VERSION, date=words.date(DATE), licence=LICENCE)


def steps(words: Words) -> tuple[Step, ...]:
    """Return the steps in the order they are taken, with every name and number in its place.

    Raises:
        InvalidHandbook: the text does not hold together.
    """
    return _steps(words.lang)


def find(words: Words, query: str) -> tuple[Hit, ...]:
    """Return where the words of a query stand together, in any of their forms."""
    return searching.find(steps(words), query, words.t("handbook.endings").split())


def name_files() -> dict[str, str]:
    """Return step → name of its file, the same in every language."""
    return {name: f"{number}-{name}.md" for number, name in enumerate(STEPS, start=1)}


def read(lang: str, name: str) -> str:
    """Return the text of a step as it stands in its file."""
    folder = files("ontrack_dash") / "locales" / "handbook" / lang
    return (folder / name_files()[name]).read_text(encoding="utf-8")


@lru_cache
def _steps(lang: str) -> tuple[Step, ...]:
    words = Words(lang)
    fill, make = partial(places.fill, words=words), partial(tables.make, words=words)
    made = [reading.read(name, number, read(lang, name), fill, make) for number, name in enumerate(STEPS, start=1)]
    for step in made:
        _check(step)
    return tuple(made)


def _check(step: Step) -> None:
    """Make sure a step ends with what every step ends with, and has something to tick off."""
    ids = [section.id for section in step.sections]
    if len(set(ids)) < len(ids) or tuple(ids[-len(CLOSING) :]) != CLOSING:
        raise InvalidHandbook(f"{step.id}: its sections are {', '.join(ids)}")
    if not list(step.checks):
        raise InvalidHandbook(f"{step.id}: nothing to tick off under {model.CHECKLIST}")
