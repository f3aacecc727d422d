"""Limits of chance and the flags they give, in words."""

from collections.abc import Mapping
from typing import Any

from ontrack_dash.catalogue import RULES
from ontrack_dash.i18n import Words

LEVELS: Mapping[str, float] = RULES["comparison"]["limits"]
OUTERMOST = list(LEVELS)[-1]
INSIDE = "inside"


def name_level(name: str, words: Words) -> str:
    """Write the level of a pair of limits with no more decimals than it has."""
    level = LEVELS[name]
    return words.percent(level, 0 if round(level, 2) == level else 1)


def say_flag(flag: str, words: Words) -> str:
    """Say on which side of which limits a centre lies."""
    side, _, name = flag.partition("_")
    return words.t(f"comparison.flag.{side}", level=name_level(name, words) if name else "")


def is_outermost(flag: Any) -> bool:
    """Tell whether a centre lies outside the widest limits."""
    return str(flag).endswith(f"_{OUTERMOST}")
