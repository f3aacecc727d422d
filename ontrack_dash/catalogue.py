"""The indicators and the rules, as frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from ontrack_dash.fields import load_definition


@dataclass(frozen=True)
class Indicator:
    """What one indicator counts; its words stand in `locales` under `indicator.<id>`."""

    id: str
    kind: str
    numerator: str
    denominator: str
    direction: str
    basis: str
    source: str
    review: date
    wave: int | None = None
    window: tuple[int, int] | None = None
    population: str | None = None
    duration: str | None = None
    reference: str | None = None
    group: str | None = None
    absent: tuple[str, ...] = ()


def _indicator(name: str, table: dict[str, Any]) -> Indicator:
    window = tuple(table.pop("window")) if "window" in table else None
    return Indicator(id=name, window=window, absent=tuple(table.pop("absent", ())), **table)


def members(group: str) -> tuple[str, ...]:
    """Return the indicators that are shares of one whole, in the order they are drawn."""
    return tuple(name for name, indicator in INDICATORS.items() if indicator.group == group)


INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    {name: _indicator(name, table) for name, table in load_definition("indicators").items()}
)
RULES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {name: MappingProxyType(table) for name, table in load_definition("rules").items()}
)


def reported_cohort(indicator: Indicator, year: int) -> int:
    """Return the completion year whose figures belong into the report of a year.

    What registers hold is of the year itself; an answer belongs to the year its wave falls in.
    """
    lags = RULES["reporting"]
    wave = lags["wave_lag"].get(str(indicator.wave), 0)
    return int(year - lags["source_lag"].get(indicator.source, wave))
