"""Frames of what was filed, by hand: centres rated and measured, reports by year, points by area."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import areas, filed, scatter
from ontrack_dash.i18n import Words
from tests.figures.compared import CODES, NAMED, NAMED_EN

COUNTS = dict.fromkeys(("n", "population", "zeros"), "Int64")
NUMBERS = dict.fromkeys(("points", "total", "value", "low", "high", "benchmark"), "float64")


def rating(number: int, status: str = "value", quadrant: str | None = None, **cells: Any) -> dict[str, Any]:
    """Make the row of a centre; one without a value has no place among the others."""
    shown = status in ("value", "imprecise")
    numbers = {"n": 200, "value": 0.6, "low": 0.53, "high": 0.67, "benchmark": 0.62, "population": 400}
    rated, _, measured = (quadrant or ".").partition(".")
    return {
        "indicator": "employed_rate", "centre": CODES[number - 1], "year": 2024, "points": 12.0, "total": 80.5,
        "level": "good", "is_boundary": False, "zeros": 1, **(numbers if shown else dict.fromkeys(numbers)),
        "status": status, "is_small": False, "cohort": 2023, "rated": rated or None, "measured": measured or None,
        "quadrant": quadrant, **cells,
    }  # fmt: skip


def rated(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows)).astype({**COUNTS, **NUMBERS})


def centres() -> pd.DataFrame:
    """Return two to look at (one imprecise), one alike, one modest, one without a value, one without points."""
    return rated(
        rating(1, quadrant="rated_high.measured_low", points=18, value=0.45, low=0.39, high=0.51, total=91,
               level="excellent", is_boundary=True),
        rating(2, "imprecise", "rated_high.measured_low", points=14, value=0.3, low=0.15, high=0.5, n=20),
        rating(3, quadrant="rated_high.measured_alike", points=15.5),
        rating(4, quadrant="rated_low.measured_high", points=6, value=0.8, low=0.75, high=0.85),
        rating(5, "no_data", points=20),
        rating(6, points=None),
    )  # fmt: skip


def years() -> pd.DataFrame:
    """Return a year with a list of reports and one without."""
    rows = [
        (2023, "unknown", 1200, 1.0, 0), (2024, "approved", 1000, 1000 / 1200, 0), (2024, "submitted", 120, 0.1, 14),
        (2024, "returned", 30, 0.025, 3), (2024, "created", 6, 0.005, 0), (2024, "missing", 44, 44 / 1200, 0),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["year", "filing", "centres", "share", "late"]).assign(status="value")


def points() -> pd.DataFrame:
    """Return two areas over two years, and questions of no area in one; the quartiles of few centres are missing."""
    rows = [
        (2023, "access", 40, 18.0, 21.0, 24.5, 0.5), (2023, "realisation", 40, 12.0, 15.5, 18.0, 1.25),
        (2024, "access", 3, None, 22.0, None, 0.0), (2024, "none", 3, None, 2.0, None, 0.0),
        (2024, "realisation", 3, None, 16.0, None, 0.0),
    ]  # fmt: skip
    columns = ["year", "area", "centres", "low", "value", "high", "zeros"]
    return pd.DataFrame(rows, columns=columns).astype({"low": "float64", "high": "float64"}).assign(status="value")


def draw_filed(words: Words, mode: str = "light") -> dict[str, go.Figure]:
    """Draw every chart of what was filed."""
    named = NAMED if words.lang == "bg" else NAMED_EN
    return {
        "scatter": scatter.draw(centres(), named, highlight=CODES[2], mode=mode),
        "filed": filed.draw(years(), words, mode=mode),
        "areas": areas.draw(points(), words, mode=mode),
    }


def describe_filed(words: Words) -> dict[str, str]:
    named = NAMED if words.lang == "bg" else NAMED_EN
    return {
        "scatter": scatter.describe(centres(), named),
        "filed": filed.describe(years(), words),
        "areas": areas.describe(points(), words),
    }
