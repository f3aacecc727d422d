"""How one row of published estimates is written: in tables, on charts and in files by the same digits and marks."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.estimating import SHARES
from ontrack_dash.i18n import Words

SHOWN = ("value", "imprecise")

Row = Mapping[Any, Any]


def value(indicator: str, row: Row, words: Words) -> str:
    """Write a value as charts do: in brackets where it is imprecise, starred where few may see it."""
    return qualify(words.value(indicator, row["value"]), row["status"], row["is_small"], words)


def qualify(text: str, status: str, is_small: bool, words: Words) -> str:
    """Put a written value in brackets where it is imprecise, and a star where only this viewer may see it."""
    sure = words.t("figure.unsure", value=text) if status == "imprecise" else text
    return words.t("figure.small", value=sure) if is_small else sure


def interval(indicator: str, low: Any, high: Any, words: Words) -> str:
    """Write an interval in the unit of its indicator; nothing where there is none."""
    if pd.isna(low):
        return ""
    if INDICATORS[indicator].kind in SHARES:
        return words.interval(low, high)
    if pd.isna(high):
        return words.t("figure.from", low=words.value(indicator, low))
    return words.t("figure.range", low=words.number(low), high=words.value(indicator, high))


def notes(estimates: pd.DataFrame, words: Words) -> str:
    """Explain the marks that stand beside values."""
    imprecise = [words.t("ui.in_brackets")] if (estimates["status"] == "imprecise").any() else []
    small = [words.t("ui.starred")] if estimates["is_small"].any() else []
    return " ".join([*imprecise, *small])
