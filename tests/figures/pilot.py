"""Frames of a pilot, by hand: scores of tools around the middle, and how long they take."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import diverging, minutes
from ontrack_dash.i18n import Words

COUNTS = ("n", "answered", "score_1", "score_2", "score_3", "score_4", "score_5")
SHARES = ("unanswered", "value", "low", "high", "difference", "difference_low", "difference_high")
NUMBERS = (*COUNTS, *SHARES)
TIMES = ("minutes_n", "minutes", "minutes_low", "minutes_high", "promised")


def scored(code: str, counts: tuple[int, ...], status: str = "value", **cells: Any) -> dict[str, Any]:
    """Make the row of a tool, of which two people gave no score."""
    answered = sum(counts)
    given = dict(zip(COUNTS[2:], counts, strict=True))
    value = (counts[3] + counts[4]) / answered
    numbers = {
        "n": answered + 2, "answered": answered, **given, "unanswered": 2 / (answered + 2), "value": value,
        "low": value - 0.08, "high": min(value + 0.06, 1.0), "difference": None, "difference_low": None,
        "difference_high": None,
    }  # fmt: skip
    shown = status in ("value", "imprecise")
    return {
        "grouped": "tool", "code": code, "criterion": "ease", **(numbers if shown else dict.fromkeys(numbers)),
        "status": status, "is_small": False, "is_apart": False, **cells,
    }  # fmt: skip


def scores() -> pd.DataFrame:
    """Return a firm tool, a rough one of few people, one apart, one protected and one nobody scored."""
    rows = [
        scored("graduates_1", (2, 8, 20, 40, 30)),
        scored("register", (2, 1, 2, 2, 1), "imprecise", is_small=True),
        scored("letters", (0, 0, 0, 30, 70), is_apart=True, difference=0.25, difference_low=0.1, difference_high=0.4),
        scored("handbook", (1, 1, 1, 1, 1), "protected"),
        scored("employers", (1, 1, 1, 1, 1), "no_data"),
    ]
    return pd.DataFrame(rows).astype({**dict.fromkeys(SHARES, "float64"), **dict.fromkeys(COUNTS, "Int64")})


def times() -> pd.DataFrame:
    """Return a questionnaire, a tool that promises nothing, one nobody timed and one that is protected."""
    rows = [
        ("graduates_1", 40, 5.0, 4.0, 6.5, 4.0, "value"), ("register", 20, 35.0, 25.0, 50.0, None, "value"),
        ("letters", 0, None, None, None, None, "value"), ("handbook", None, None, None, None, None, "protected"),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["tool", *TIMES, "status"])
    return frame.astype({**dict.fromkeys(TIMES, "float64"), "minutes_n": "Int64"})


def draw_pilot(words: Words, mode: str = "light") -> dict[str, go.Figure]:
    return {
        "diverging": diverging.draw(scores(), words, mode=mode),
        "minutes": minutes.draw(times(), words, mode=mode),
    }


def describe_pilot(words: Words) -> dict[str, str]:
    return {"diverging": diverging.describe(scores(), words), "minutes": minutes.describe(times(), words)}
