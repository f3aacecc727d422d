"""Protection: what a row hides cannot be read, hovered, measured or worked out from a figure."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontrack_dash.figures import caterpillar, dots, funnel, scatter, side_by_side, spine, stack, steps, tiles, trend
from ontrack_dash.figures.palette import PALETTES
from tests.figures import filing
from tests.figures.compared import beside, centres, limits
from tests.figures.estimates import (
    BG,
    NUMBERS,
    describe_all,
    destinations,
    indicators,
    oblasti,
    response,
    years,
)

PAPER = PALETTES["light"].paper
HIDDEN = ("protected", "no_data", "not_applicable")
CHARTS: dict[str, tuple[Callable[..., go.Figure], Callable[..., str], Callable[[], pd.DataFrame]]] = {
    "dots": (dots.draw, dots.describe, oblasti),
    "trend": (trend.draw, trend.describe, years),
    "tiles": (tiles.draw, tiles.describe, oblasti),
    "stack": (stack.draw, stack.describe, destinations),
    "steps": (steps.draw, steps.describe, response),
    "spine": (spine.draw, spine.describe, indicators),
    "funnel": (partial(funnel.draw, curves=limits()), funnel.describe, centres),
    "caterpillar": (caterpillar.draw, caterpillar.describe, centres),
    "side_by_side": (side_by_side.draw, side_by_side.describe, beside),
    "scatter": (scatter.draw, scatter.describe, filing.centres),
}


def hide(frame: pd.DataFrame, states: list[str | None], numbers: pd.DataFrame | None) -> pd.DataFrame:
    """Hide rows; their numbers go, or stay as a careless gate would leave them."""
    changed = frame.copy()
    for place, state in enumerate(states[: len(frame)]):
        if state:
            changed.loc[changed.index[place], "status"] = state
    hidden = changed["status"].isin(HIDDEN)
    for name in NUMBERS:
        changed[name] = changed[name].astype("float64").where(~hidden, np.nan if numbers is None else numbers[name])
    return changed.astype({"n": "Int64", "population": "Int64"})


@pytest.mark.parametrize("chart", CHARTS)
@given(
    states=st.lists(st.sampled_from([*HIDDEN, None]), min_size=32, max_size=32),
    n=st.integers(1, 9_999),
    share=st.floats(0, 1),
)
def test_no_number_of_a_hidden_row_reaches_a_figure_or_its_text(
    chart: str, states: list[str | None], n: int, share: float
) -> None:
    draw, describe, make = CHARTS[chart]
    frame = make()
    careless = pd.DataFrame({"n": [n], "value": [share], "low": [share], "high": [share], "population": [n]})
    careless = careless.loc[[0] * len(frame)].set_index(frame.index)
    clean, leaky = hide(frame, states, None), hide(frame, states, careless)
    assert draw(leaky, BG).to_json() == draw(clean, BG).to_json()
    assert describe(leaky, BG) == describe(clean, BG)


def test_the_property_above_would_see_a_leak() -> None:
    frame = oblasti()
    frame.loc[frame["oblast"] == "VAR", "value"] = 0.5
    assert dots.draw(frame, BG).to_json() != dots.draw(oblasti(), BG).to_json()


@pytest.mark.parametrize("chart", CHARTS)
def test_a_figure_is_the_same_every_time(chart: str) -> None:
    draw, _, make = CHARTS[chart]
    assert draw(make(), BG).to_json() == draw(make(), BG).to_json()


@pytest.mark.parametrize("chart", CHARTS)
def test_no_data_is_never_drawn_as_zero(chart: str) -> None:
    draw, _, make = CHARTS[chart]
    frame = make()
    traces = draw(hide(frame, ["no_data"] * len(frame), None), BG).to_plotly_json()["data"]
    dots_drawn = [found for found in traces if found["type"] == "scatter" and "markers" in found["mode"]]
    bars_drawn = [found for found in traces if found["type"] == "bar" and found["marker"]["color"] != PAPER]
    assert [x for found in dots_drawn for x, y in zip(found["x"], found["y"], strict=True) if None not in (x, y)] == []
    assert [length for found in bars_drawn for length in found["x"]] == []


def test_what_is_hidden_is_counted_in_the_text() -> None:
    assert "1 стойност е защитена." in describe_all(BG)["dots"]
    assert "2 стойности са защитени." in describe_all(BG)["trend"]
