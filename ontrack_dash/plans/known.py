"""What the data already say of the cohorts of a centre, as far as a viewer may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ontrack_dash import indicators
from ontrack_dash.catalogue import RULES
from ontrack_dash.plans.expecting import Numbers
from ontrack_dash.viewers import Viewer

SHOWN = ("value", "imprecise")


@dataclass(frozen=True)
class Known:
    """What is published of one cohort; None and a wave that is not there: unknown, or protected."""

    year: int
    completers: int | None
    reachable: float | None
    response: Mapping[int, float]


def known(build: Path, licence: str, *, viewer: Viewer) -> tuple[Known, ...]:
    """Return what this viewer may know of the cohorts of a centre, newest first; of others nothing is known.

    From the gate: completers, reachable_rate and response_rate by year, the last by wave too.
    """
    where = {"centre": (licence,)}
    counted = indicators.publish(build, ["completers", "reachable_rate"], ["year"], where, viewer=viewer)
    answered = indicators.publish(build, ["response_rate"], ["year", "wave"], where, viewer=viewer)
    sizes, shares = (_values(counted[counted["indicator"] == name]) for name in ("completers", "reachable_rate"))
    rates = _values(answered, "wave")
    years = sorted({year for year, _ in (*sizes, *shares, *rates)}, reverse=True)
    return tuple(_of_year(year, sizes, shares, rates) for year in years)


def start(cohorts: Sequence[Known]) -> Numbers:
    """Return what a plan starts from: of each number the newest that is known, else the assumption of the rules."""
    rules = RULES["plan"]
    sizes = [cohort.completers for cohort in cohorts if cohort.completers]
    shares = [cohort.reachable for cohort in cohorts if cohort.reachable is not None]
    response = {
        int(wave): next((one.response[int(wave)] for one in cohorts if int(wave) in one.response), usual)
        for wave, usual in rules["response"].items()
    }
    return Numbers(
        next(iter(sizes), rules["completers"]), next(iter(shares), RULES["effort"]["consent_share"]), response
    )


Values = Mapping[tuple[int, int], float]


def _values(estimates: pd.DataFrame, second: str = "") -> Values:
    """Return what may be shown by year and, where asked, wave."""
    shown = estimates[estimates["status"].isin(SHOWN)]
    waves = shown[second] if second else [0] * len(shown)
    return {
        (int(year), int(wave)): float(value)
        for year, wave, value in zip(shown["year"], waves, shown["value"], strict=True)
    }


def _of_year(year: int, sizes: Values, shares: Values, rates: Values) -> Known:
    size = sizes.get((year, 0))
    # More may answer than the register says were invited.
    response = {wave: min(rate, 1.0) for (of, wave), rate in rates.items() if of == year}
    return Known(year, None if size is None else round(size), shares.get((year, 0)), response)
