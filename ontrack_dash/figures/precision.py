"""Lines of precision: how far an interval will reach for each response rate, of one cohort and of more put together."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any

import plotly.graph_objects as go

from ontrack_dash.catalogue import RULES
from ontrack_dash.figures import captions, frame
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words
from ontrack_dash.plans import Expected, Plan

HEIGHT = 26  # in sizes of type
DASHES = ("solid", "dash", "dashdot", "dot")
SYMBOLS = ("circle", "square")
HUNDRED = 100
# The axis of response rates.
WHOLE = (0.0, 1.0)


def draw(plan: Plan, words: Words, *, mode: str = "light") -> go.Figure:
    """Draw half the interval of a plan by response rate: a line for each number of cohorts, a dot for each wave."""
    palette = PALETTES[mode]
    aim = RULES["plan"]["half_width"]
    lines = [
        _line(cohorts, rows, dash, palette, words)
        for (cohorts, rows), dash in zip(plan.curves.items(), cycle(DASHES), strict=False)
    ]
    waves = [
        _wave(wave, usual, symbol, palette, words)
        for (wave, usual), symbol in zip(_usual(plan), cycle(SYMBOLS), strict=False)
    ]
    reach = [0.0, aim * HUNDRED, *(number for trace in (*lines, *waves) for number in trace["y"])]
    return frame.compose(
        [_aim(aim, palette, words), *reversed(lines), *reversed(waves)],
        frame.lay_out(
            palette,
            words,
            palette.text * HEIGHT,
            margin={"l": 8, "r": 28, "t": palette.text * 5, "b": 8, "pad": 4},
            xaxis={**frame.axis_over(WHOLE, palette, words), "title": _title("rate", palette, words)},
            yaxis={
                **frame.axis_over(reach, palette, words, is_share=False),
                "title": _title("width", palette, words),
            },
            showlegend=True,
            legend=frame.legend(palette, y=1.02, yanchor="bottom", traceorder="reversed"),
        ),
    )


def describe(plan: Plan, words: Words) -> str:
    """Say in words how precise each wave will be."""
    said = [_say(usual, words, words.t("plan.wave", wave=wave)) for wave, usual in _usual(plan)]
    return " ".join([words.t("chart.precision.alt"), *(f"{text}." for text in said)])


def _usual(plan: Plan) -> list[tuple[int, Expected]]:
    """Return of each wave what the expected response gives."""
    return [
        (wave, next(row for row in rows if row.rate == plan.numbers.response[wave]))
        for wave, rows in plan.expected.items()
    ]


def _line(cohorts: int, rows: Sequence[Expected], dash: str, palette: Palette, words: Words) -> dict[str, Any]:
    name = words.plural("plan.cohorts", cohorts)
    colour = palette.this if cohorts == 1 else palette.others
    line = {"color": colour, "width": palette.stroke, "dash": dash}
    return {"type": "scatter", "mode": "lines", "name": name, "line": line, **_points(rows, words, name)}


def _wave(wave: int, usual: Expected, symbol: str, palette: Palette, words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.t("plan.expected_wave", wave=wave),
        "cliponaxis": False,
        "marker": {"symbol": symbol, "size": palette.dot * 1.2, "color": palette.this, "opacity": 1},
        **_points([usual], words, words.t("plan.wave", wave=wave)),
    }


def _points(rows: Sequence[Expected], words: Words, name: str) -> dict[str, Any]:
    there = [row for row in rows if row.half_width is not None]
    return {
        "x": [row.rate for row in there],
        "y": [(row.half_width or 0.0) * HUNDRED for row in there],
        "hovertext": [_say(row, words, f"<b>{name}</b>") for row in there],
        "hovertemplate": captions.HOVER,
    }


def _aim(width: float, palette: Palette, words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.t("plan.aim", aim=words.points(width, 0).lstrip("+")),
        "x": list(WHOLE),
        "y": [width * HUNDRED] * 2,
        "line": {"color": palette.look, "width": palette.stroke * 0.7, "dash": "longdash"},
        "hoverinfo": "skip",
    }


def _say(row: Expected, words: Words, name: str) -> str:
    if row.half_width is None:
        return f"{name}: {words.t('plan.point_none')}"
    width = words.points(row.half_width).lstrip("+")
    rate, answers = words.percent(row.rate, 0), words.number(row.answers)
    return f"{name}: {words.t('plan.point', rate=rate, answers=answers, width=width)}"


def _title(name: str, palette: Palette, words: Words) -> dict[str, Any]:
    font = {"size": palette.small, "color": palette.muted}
    return {"text": words.t(f"plan.axis_{name}"), "font": font, "standoff": 8}
