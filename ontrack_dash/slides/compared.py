"""What slides of several centres share: the comparison itself, roles and names."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from ontrack_dash import comparisons
from ontrack_dash.comparisons import Funnel, flags
from ontrack_dash.i18n import Words
from ontrack_dash.slides.scope import ANSWERS, Pairs, Scope, freeze, written
from ontrack_dash.viewers import PUBLIC

CENTRE = "centre"
ON = "on"


def compare(scope: Scope) -> Funnel:
    """Compare the centres the public may see, as the view asks."""
    weighting = "cohort" if scope.chosen("weights") == ON else "none"
    against = scope.chosen("against") if scope.where.get("oblast") else ""
    reference = against if against in comparisons.REFERENCES else comparisons.REFERENCES[0]
    codes = freeze(scope.codes(CENTRE))
    key = (scope.build.path, written(scope.build), scope.indicator, codes)
    return _compared(*key, weighting, scope.chosen("spread") == ON, reference)


def roles_of(scope: Scope, drawn: pd.DataFrame) -> dict[str, str]:
    """Return the role of each centre: orange far outside, the one in view as such, the others quiet beside it."""
    this = scope.chosen(CENTRE)
    usual = "others" if this in set(drawn[CENTRE]) else "this"
    far = {code: flags.is_outermost(flag) for code, flag in zip(drawn[CENTRE], drawn["flag"], strict=True)}
    return {code: "look" if is_far else usual for code, is_far in far.items()} | {this: "this"}


def say_hidden(centres: pd.DataFrame, words: Words) -> str:
    """Say how many centres are protected."""
    hidden = int((centres["status"] == "protected").sum())
    return words.plural("comparison.protected", hidden) if hidden else ""


def title(scope: Scope) -> str:
    """Name the comparison."""
    return scope.words.t("comparison.funnel_title", indicator=name(scope))


def name(scope: Scope) -> str:
    """Name the indicator that is compared."""
    return scope.words.t(f"indicator.{scope.indicator}.name")


@lru_cache(maxsize=ANSWERS)
def _compared(
    build: Path, _written: int, indicator: str, where: Pairs, weighting: str, spread: bool, reference: str
) -> Funnel:
    return comparisons.funnel(
        build, indicator, dict(where), viewer=PUBLIC, weighting=weighting, spread=spread, reference=reference
    )
