"""Centres as comparisons return them, worked by hand."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import caterpillar, funnel, side_by_side
from ontrack_dash.i18n import Words

CODES = [f"999912000{number}" for number in range(1, 7)]
NAMED = Words("bg", {"centre": {code: f"Център {code[-1]}" for code in CODES}})
NAMED_EN = Words("en", {"centre": {code: f"Centre {code[-1]}" for code in CODES}})
WORKED = ("flag", "p", "is_discovery", "rank_best", "rank_worst", "shrunken", "shrunken_low", "shrunken_high")
NUMBERS = ("n", "value", "low", "high", "population")
TYPES = {
    **dict.fromkeys(("n", "population", "rank_best", "rank_worst"), "Int64"),
    **dict.fromkeys(("value", "low", "high", "benchmark", "p", "shrunken", "shrunken_low", "shrunken_high"), "float64"),
    "is_discovery": "boolean",
}


def centre(
    number: int, status: str = "value", flag: str = "inside", ranks: tuple[int, int] | None = None, **cells: Any
) -> dict[str, Any]:
    """Make the row of a centre; one that is not shown has nothing of what was worked out."""
    best, worst = ranks or (None, None)
    is_far = flag.endswith("998")
    worked = dict(zip(WORKED, (flag, 0.0005 if is_far else 0.4, is_far, best, worst, 0.62, 0.56, 0.68), strict=True))
    numbers = dict.fromkeys(NUMBERS, None)
    if status not in ("value", "imprecise"):
        worked = dict.fromkeys(worked)
    return {
        "indicator": "employed_rate", "centre": CODES[number - 1], **numbers, "benchmark": 0.6, "status": status,
        "is_small": False, **worked, **cells,
    }  # fmt: skip


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows))
    return table.astype({name: kind for name, kind in TYPES.items() if name in table})


def centres() -> pd.DataFrame:
    """Return six centres: one above, one below, one within, one at the edge, one imprecise, one protected."""
    return frame(
        centre(1, n=400, value=0.75, low=0.7, high=0.79, flag="above_998", ranks=(1, 1)),
        centre(2, n=300, value=0.45, low=0.39, high=0.51, flag="below_998", ranks=(4, 4)),
        centre(3, n=200, value=0.62, low=0.55, high=0.69, ranks=(2, 3)),
        centre(4, n=250, value=0.66, low=0.6, high=0.72, flag="above_95", ranks=(2, 3)),
        centre(5, "imprecise", n=20, value=0.5, low=0.3, high=0.7),
        centre(6, "protected"),
    )


def limits() -> pd.DataFrame:
    low95, high95, low998, high998 = (0.39, 0.5, 0.55), (0.81, 0.7, 0.65), (0.26, 0.44, 0.52), (0.94, 0.76, 0.68)
    return pd.DataFrame(
        {"n": (20.0, 90.0, 400.0), "low95": low95, "high95": high95, "low998": low998, "high998": high998}
    )


def beside() -> pd.DataFrame:
    """Return two centres over two indicators; one has a protected value."""
    completed = {"indicator": "completion_rate", "benchmark": 0.85}
    rows = frame(
        centre(1, n=400, value=0.75, low=0.7, high=0.79),
        centre(2, "imprecise", n=31, value=0.45, low=0.3, high=0.6),
        centre(1, n=900, value=0.9, low=0.88, high=0.92, **completed),
        centre(2, "protected", **completed),
    )
    return rows.drop(columns=list(WORKED))


def draw_compared(words: Words, mode: str = "light") -> dict[str, go.Figure]:
    """Draw every chart of comparison."""
    named = NAMED if words.lang == "bg" else NAMED_EN
    return {
        "funnel": funnel.draw(centres(), named, curves=limits(), highlight=CODES[2], mode=mode),
        "caterpillar": caterpillar.draw(centres(), named, highlight=CODES[2], mode=mode),
        "side_by_side": side_by_side.draw(beside(), named, highlight=CODES[0], mode=mode),
    }


def describe_compared(words: Words) -> dict[str, str]:
    named = NAMED if words.lang == "bg" else NAMED_EN
    return {
        "funnel": funnel.describe(centres(), named),
        "caterpillar": caterpillar.describe(centres(), named),
        "side_by_side": side_by_side.describe(beside(), named),
    }
