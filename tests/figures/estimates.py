"""Estimates for charts, worked by hand, and what a person would read from a figure."""

import re
from functools import cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash import plans
from ontrack_dash.catalogue import members
from ontrack_dash.fields import reference
from ontrack_dash.figures import bounds, dots, dumbbell, precision, representation, spine, stack, steps, tiles, trend
from ontrack_dash.i18n import Words
from tests.figures.compared import describe_compared, draw_compared
from tests.figures.filing import describe_filed, draw_filed
from tests.figures.pilot import describe_pilot, draw_pilot
from tests.figures.worked import bounded, groups, weighted

BG, EN = Words("bg"), Words("en")
NUMBERS = ("n", "value", "low", "high", "population")
TAG = re.compile(r"<[^>]*>")


def row(status: str = "value", indicator: str = "employed_rate", **cells: Any) -> dict[str, Any]:
    """Make a row; one that is not shown has no numbers, as the gate leaves it."""
    numbers = {"n": 200, "value": 0.6, "low": 0.53, "high": 0.67, "population": 900}
    if status not in ("value", "imprecise"):
        numbers = dict.fromkeys(NUMBERS, None)
    return {"indicator": indicator, **numbers, "benchmark": None, "status": status, "is_small": False, **cells}


def estimates(*rows: dict[str, Any]) -> pd.DataFrame:
    counts = dict.fromkeys(("n", "population"), "Int64")
    return pd.DataFrame(list(rows)).astype(
        {**counts, **dict.fromkeys(("value", "low", "high", "benchmark"), "float64")}
    )


def oblasti() -> pd.DataFrame:
    """Return six oblasti in four states, one benchmark."""
    return estimates(
        row(oblast="PDV", n=620, value=0.674, low=0.636, high=0.71, benchmark=0.61),
        row("no_data", oblast="GAB", n=0),
        row("imprecise", oblast="VID", n=31, value=0.81, low=0.64, high=0.91, benchmark=0.61),
        row("protected", oblast="SML", benchmark=0.61),
        row(oblast="VAR", n=410, value=0.702, low=0.656, high=0.744, benchmark=0.61),
        row("imprecise", oblast="KRZ", n=7, value=0.429, low=0.158, high=0.75, benchmark=0.61, is_small=True),
    )


def years() -> pd.DataFrame:
    """Return two lines with a protected year, a missing one and the start of a new series."""
    cells = {
        ("male", 2021): 0.52, ("male", 2022): 0.55, ("male", 2025): 0.61, ("male", 2026): 0.64,
        ("female", 2021): 0.58, ("female", 2022): 0.66, ("female", 2025): 0.67, ("female", 2026): 0.7,
    }  # fmt: skip
    shown = [
        row("imprecise" if (sex, year) == ("female", 2022) else "value", year=year, sex=sex, value=value,
            low=round(value - 0.05, 2), high=round(value + 0.05, 2))
        for (sex, year), value in cells.items()
    ]  # fmt: skip
    return estimates(*shown, *(row("protected", year=2023, sex=sex) for sex in ("male", "female")))


def one_line() -> pd.DataFrame:
    """Return the line that may stand beside Eurostat's."""
    frame = years()
    return frame[frame["sex"] == "male"].drop(columns="sex").assign(indicator="employed_rate_excl_students")


def eurostat() -> pd.DataFrame:
    table = reference("eurostat")
    wanted = table["geo"].isin(["BG", "EU27_2020"]) & table["year"].between("2019", "2025")
    return table[wanted & (table["dataset"] == "edat_lfse_24")]


def destinations() -> pd.DataFrame:
    """Return a full bar, one with two protected shares, a protected one and an empty one."""
    shares = (0.35, 0.2, 0.1, 0.08, 0.12, 0.07, 0.02, 0.06)
    groups = {"PDV": "", "SFO": "destination_other destination_inactive", "SML": "all", "GAB": "none"}
    states = {"all": "protected", "none": "no_data"}
    return estimates(
        *(
            row("protected" if name in hidden else states.get(hidden, "value"), name, oblast=code)
            | (
                {"n": 620, "value": share, "low": None, "high": None}
                if name not in hidden and hidden not in states
                else {}
            )
            for code, hidden in groups.items()
            for name, share in zip(members("destinations"), shares, strict=True)
        )
    )


def response() -> pd.DataFrame:
    counts = {"completers": 4820, "reachable": 3610, "answered": 1240}
    rows = [row(indicator=name, n=n, value=n, low=None, high=None) for name, n in counts.items()]
    return estimates(
        *rows,
        row("protected", "invited"),
        row(indicator="reachable_rate", n=4820, value=0.749, low=0.737, high=0.761),
        row(indicator="response_rate", n=3402, value=0.364, low=0.348, high=0.381),
    )


def indicators() -> pd.DataFrame:
    return estimates(
        row(indicator="completion_rate", n=300, value=0.833, low=0.787, high=0.871, benchmark=0.79),
        row("imprecise", "in_field_rate", n=31, value=0.44, low=0.29, high=0.61, benchmark=0.55),
        row("protected", "graduate_satisfaction_rate", benchmark=0.8),
        row("no_data", "employer_satisfaction_rate"),
        row(indicator="time_to_job", n=130, value=4.5, low=3, high=6, benchmark=5),
    )


def peers() -> pd.DataFrame:
    return estimates(
        row(indicator="completion_rate", centre="1", value=0.7),
        row("imprecise", "completion_rate", centre="2", value=0.9),
        row("protected", "completion_rate", centre="3"),
        row(indicator="placement_rate", centre="1", value=0.5),
    )


def planned() -> plans.Plan:
    """Return a plan for 60 graduates of whom 54 may be asked; nobody answers the second time."""
    return plans.make(2026, plans.Numbers(60, 0.9, {1: 0.4, 2: 0.0}))


@cache
def draw_all(words: Words, mode: str = "light") -> dict[str, go.Figure]:
    """Draw every chart once: whoever asks again gets the same figures, so nobody changes them."""
    targets = reference("targets").iloc[:1]
    published = {"references": eurostat(), "targets": targets}
    return {
        "dots": dots.draw(oblasti(), words, highlight="PDV", look=("VID",), mode=mode),
        "trend": trend.draw(years(), words, breaks=(2026,), mode=mode),
        "trend beside others": trend.draw(one_line(), words, mode=mode, **published),
        "tiles": tiles.draw(oblasti(), words, highlight="PDV", mode=mode),
        "stack": stack.draw(destinations(), words, highlight="PDV", mode=mode),
        "steps": steps.draw(response(), words, mode=mode),
        "spine": spine.draw(indicators(), words, others=peers(), mode=mode),
        "representation": representation.draw(groups(), words, mode=mode),
        "dumbbell": dumbbell.draw(weighted(), words, mode=mode),
        "bounds": bounds.draw(bounded(), words, mode=mode),
        "precision": precision.draw(planned(), words, mode=mode),
        **draw_compared(words, mode),
        **draw_filed(words, mode),
        **draw_pilot(words, mode),
    }


def describe_all(words: Words) -> dict[str, str]:
    return {
        "dots": dots.describe(oblasti(), words),
        "trend": trend.describe(years(), words),
        "tiles": tiles.describe(oblasti(), words),
        "stack": stack.describe(destinations(), words),
        "steps": steps.describe(response(), words),
        "spine": spine.describe(indicators(), words),
        "representation": representation.describe(groups(), words),
        "dumbbell": dumbbell.describe(weighted(), words),
        "bounds": bounds.describe(bounded(), words),
        "precision": precision.describe(planned(), words),
        **describe_compared(words),
        **describe_filed(words),
        **describe_pilot(words),
    }


def plain(text: str) -> str:
    """Take markup and hard spaces out of a label; a line break becomes a bar."""
    return TAG.sub("", text.replace("<br>", " | ")).replace("\N{NO-BREAK SPACE}", " ")


def texts(figure: go.Figure) -> list[str]:
    """Return everything a person can read in a figure, hover texts included."""
    content = figure.to_plotly_json()
    layout = content["layout"]
    axes = [layout[name] for name in ("xaxis", "yaxis", "yaxis2") if name in layout]
    found = [text for axis in axes if axis.get("showticklabels", True) for text in axis.get("ticktext", [])]
    found += [axis["title"]["text"] for axis in axes if "title" in axis]
    found += [note["text"] for note in layout.get("annotations", [])]
    for trace in content["data"]:
        found += [*trace.get("text", []), *trace.get("hovertext", []), *([trace["name"]] if "name" in trace else [])]
        found += trace.get("marker", {}).get("colorbar", {}).get("ticktext", [])
    return [plain(text) for text in found if text]


def rows_of(figure: go.Figure) -> list[str]:
    """Return the rows of a chart of dots: name, where its dot stands or its word, value."""
    marks = {y: (x, code) for x, y, code in _points(figure, "markers")}
    said = {y: (text, code) for text, y, code in _points(figure, "text")}
    layout = figure.to_plotly_json()["layout"]
    names, values = layout["yaxis"]["ticktext"], layout["yaxis2"]["ticktext"]
    return [
        " · ".join(plain(str(part)) for part in (name, *(marks.get(y) or said[y]), value) if part != "")
        for y, (name, value) in enumerate(zip(names, values, strict=True))
    ]


def _points(figure: go.Figure, mode: str) -> list[tuple[Any, Any, Any]]:
    return [
        (trace["text"][place] if mode == "text" else trace["x"][place], trace["y"][place], trace["customdata"][place])
        for trace in figure.to_plotly_json()["data"]
        if trace.get("mode") == mode and "customdata" in trace
        for place in range(len(trace["x"]))
    ]


def trace(figure: go.Figure, **wanted: Any) -> dict[str, Any]:
    """Return the first trace that has these properties."""
    traces: list[dict[str, Any]] = figure.to_plotly_json()["data"]
    return next(found for found in traces if wanted.items() <= {k: v for k, v in found.items() if k in wanted}.items())
