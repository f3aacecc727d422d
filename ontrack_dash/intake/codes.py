"""Professions and specialties by code, through the list's own tables, never by cutting a code."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ontrack_dash.fields import fold, reference

# „522030 Техник…“, „5220306 Газова техника - III СПК“; a letter O typed for a zero.
CODE = re.compile(r"([\dOoОо]{6,7})(?:[.,]0)?(?:[\s.\-–—].*)?", re.DOTALL)
ZEROS = str.maketrans("OoОо", "0000")
PRINTED_LEVEL = re.compile(r"[-–—]\s*(i{1,3}|iv)\s*спк$")
LEVELS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


class Specialty(NamedTuple):
    """A specialty's place in the list."""

    profession: str
    level: str


def find_profession(text: str) -> str | None:
    """Return the code of a profession in the list, None when the text names none."""
    code = _code(text)
    return code if code in professions() else None


def find_specialty(text: str) -> str | None:
    """Return the code of a specialty in the list, None when the text names none."""
    code = _code(text)
    return code if code in specialties() else None


def find_level(text: str) -> str | None:
    """Return the level printed after a specialty's name."""
    found = PRINTED_LEVEL.search(fold(text))
    return LEVELS[found[1]] if found else None


@lru_cache
def professions() -> Mapping[str, frozenset[str]]:
    """Return the levels each profession can be learnt at."""
    table = reference("professions")
    return {
        code: frozenset(levels.split()) for code, levels in zip(table["profession_code"], table["levels"], strict=True)
    }


@lru_cache
def specialties() -> Mapping[str, Specialty]:
    """Return the profession and level of each specialty."""
    table = reference("specialties")
    columns = (table[name] for name in ("specialty_code", "profession_code", "level"))
    return {code: Specialty(profession, level) for code, profession, level in zip(*columns, strict=True)}


def _code(text: str) -> str | None:
    found = CODE.fullmatch(text)
    return found[1].translate(ZEROS) if found else None
