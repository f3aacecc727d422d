"""The one message of a slide, by rules: what was measured and how surely, never why."""

import numpy as np
import pandas as pd

from ontrack_dash import sentences
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.figures import marks as rows
from ontrack_dash.i18n import Words
from ontrack_dash.responses import Trend
from ontrack_dash.slides.marking import firm
from ontrack_dash.slides.telling import fit


def say_value(estimates: pd.DataFrame, words: Words, changes: pd.DataFrame | None = None) -> str:
    """Say the first estimate, with its change and its interval as far as there is room."""
    bare = estimates.assign(low=np.nan, high=np.nan)
    return fit(
        [
            sentences.finding(estimates, words, changes),
            sentences.finding(bare, words, changes),
            sentences.finding(estimates, words),
            sentences.finding(bare, words),
            _name_value(estimates, words),
        ]
    )


def say_groups(indicator: str, found: list[rows.Mark], words: Words, year: int | None = None) -> str:
    """Say which group stands highest and lowest, and whether their intervals lie apart; else that none compare.

    `year` is the cohort they are of, where the slide shows several.
    """
    sure = firm(found)
    names = _names(indicator, words)
    if year is not None:
        names = [words.t("slides.headline.of_cohort", name=name, year=year) for name in names]
    if len(sure) < len(("highest", "lowest")):
        return fit([words.t("slides.headline.by", name=name) for name in names])
    highest, lowest = (end(sure, key=lambda row: row.value or 0.0) for end in (max, min))
    key = "apart" if (lowest.high or 0.0) < (highest.low or 0.0) else "overlap"
    filled = {
        "highest": highest.label,
        "high": words.value(indicator, highest.value),
        "lowest": lowest.label,
        "low": words.value(indicator, lowest.value),
    }
    return fit(
        [
            words.t(f"slides.headline.{key}{form}", name=name, **filled)
            for form in ("", "_short", "_bare")
            for name in names
        ]
    )


def say_trend(indicator: str, found: list[rows.Mark], trend: Trend, words: Words) -> str:
    """Say whether the share goes up or down by more than chance; where that was not tested, the latest value."""
    if not trend.reason:
        points = words.points(abs(trend.slope)).removeprefix("+")
        filled = {"first": trend.years[0], "last": trend.years[-1], "points": points}
        key = f"slides.headline.trend_{trend.direction}"
        return fit([words.t(key, name=name, **filled) for name in _names(indicator, words)])
    shown = [row for row in found if row.value is not None]
    if not shown:
        return words.t(f"indicator.{indicator}.name")
    last = max(shown, key=lambda row: int(row.code))
    value = words.value(indicator, last.value)
    names = _names(indicator, words)
    return fit([words.t("slides.headline.latest", name=name, value=value, year=last.code) for name in names])


def say_largest(bar: dict[str, rows.Mark], by: str, words: Words) -> str:
    """Say the largest part of a whole among those published, in the group it is of."""
    shown = [row for row in bar.values() if row.value is not None]
    largest = max(shown, key=lambda row: row.value or 0.0)
    all_known = len(shown) == len(bar)
    predicate = words.t(f"sentence.predicate.{largest.indicator}", value=words.percent(largest.value))
    people = words.plural(f"sentence.people.{INDICATORS[largest.indicator].denominator}", largest.n or 0)
    said = words.t(f"slides.headline.largest{'' if all_known else '_shown'}", predicate=predicate)
    if not by:
        return fit((f"{said} ({people})", said))
    group = words.t("app.cohort", year=largest.code) if by == "year" else largest.label
    return f"{group}. {said}"


def side_of(row: rows.Mark) -> str:
    """Return whether a value lies above or below its benchmark by more than chance, "" where it does not."""
    if row.benchmark is None or row.low is None or row.high is None:
        return ""
    return "above" if row.low > row.benchmark else "below" if row.high < row.benchmark else ""


def say_profile(sides: list[str], found: list[rows.Mark], words: Words) -> str:
    """Count the indicators that lie above, below and about their benchmark."""
    compared = [
        side for side, row in zip(sides, found, strict=True) if row.benchmark is not None and row.low is not None
    ]
    if not any(compared):
        return words.plural("slides.headline.profile_alike", len(compared))
    above, below, alike = (words.number(compared.count(side)) for side in ("above", "below", ""))
    return words.plural("slides.headline.profile", len(compared), above=above, below=below, alike=alike)


def name_short(indicator: str, words: Words) -> str:
    """Return the short name of an indicator as the beginning of a line."""
    short = words.t(f"indicator.{indicator}.short")
    return short[:1].upper() + short[1:]


def _name_value(estimates: pd.DataFrame, words: Words) -> str:
    row = estimates.to_dict("records")[0]
    indicator = str(row["indicator"])
    return f"{words.t(f'indicator.{indicator}.name')}: {words.value(indicator, row['value'])}"


def _names(indicator: str, words: Words) -> list[str]:
    return [words.t(f"indicator.{indicator}.name"), name_short(indicator, words)]
