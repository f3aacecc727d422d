"""Caterpillar: centres in order with their intervals, their rank intervals, and what is left after shrinking."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ontrack_dash.figures import alt, captions, frame, rows, rulings
from ontrack_dash.figures.marks import Mark, by_state, read_marks
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words

ABOVE, BELOW = 0.16, 0.2  # of a row: where its raw and its shrunken value stand
WIDTH = 16  # characters of a name: the marks need the room more

Extras = Mapping[str, dict[str, Any]]


def draw(estimates: pd.DataFrame, words: Words, *, highlight: str = "", mode: str = "light") -> go.Figure:
    """Draw a row a centre; a point's customdata is the licence of its centre.

    Needs the columns `centre`, `flag`, `rank_best`, `rank_worst`, `shrunken`, `shrunken_low`, `shrunken_high`.
    """
    palette = PALETTES[mode]
    marks, extras = by_state(read_marks(estimates, words, "centre")), _read_extras(estimates)
    placed = [(row - ABOVE, mark) for row, mark in enumerate(marks) if mark.value is not None]
    shrunken = _shrink([(row + BELOW, mark) for row, mark in enumerate(marks) if mark.value is not None], extras)
    wordless = [(row, mark) for row, mark in enumerate(marks) if mark.value is None]
    colours = [rulings.colour_of(extras[mark.code]["flag"], mark.code == highlight, palette) for _, mark in placed]
    names = [frame.shorten(mark.label, WIDTH) for mark in marks]
    axis = frame.value_axis([mark for _, mark in placed], palette, words)
    if frame.is_wide(names):
        axis["ticktext"] = frame.name_ends(axis["ticktext"])
    left, right = axis["range"]
    common = rulings.common_benchmark(marks)
    shared = [rulings.benchmark_line(common, palette)] if common else []
    traces = [
        *rows.draw_intervals(placed, colours, right, palette),
        *_draw_shrunken(shrunken, palette, words),
        rows.draw_dots(placed, colours, palette, words),
        _key("circle", palette.others, palette.dot, words.t("figure.raw")),
        _key("diamond", palette.muted, palette.dot * 0.7, words.t("figure.shrunken")),
        rows.hang("y2"),
        *rows.write_words(wordless, left, palette, words, [captions.word_for(mark, words) for _, mark in wordless]),
    ]
    return frame.compose(
        frame.keep_named(traces),
        frame.lay_out(
            palette,
            words,
            frame.row_height(palette, names) * len(marks) + palette.text * 8,
            xaxis=axis,
            yaxis=frame.row_axis(
                palette,
                [f"<b>{name}</b>" if mark.code == highlight else name for mark, name in zip(marks, names, strict=True)],
            ),
            yaxis2=frame.row_axis(
                palette, [_say_rank(mark, extras, words) for mark in marks], overlaying="y", side="right"
            ),
            shapes=[*rulings.state_lines(marks, palette), *shared],
            annotations=[rulings.benchmark_label(common, palette, words)] if common else [],
            margin={"l": 8, "r": 8, "t": palette.text * 2, "b": palette.text * 3, "pad": 4},
            showlegend=True,
            legend=frame.legend(palette, y=0, yanchor="bottom", yref="container"),
        ),
    )


def describe(estimates: pd.DataFrame, words: Words) -> str:
    """Say in words what the chart shows."""
    return alt.describe("caterpillar", read_marks(estimates, words, "centre"), words, "centre")


def _read_extras(estimates: pd.DataFrame) -> Extras:
    columns = ["flag", "rank_best", "rank_worst", "shrunken", "shrunken_low", "shrunken_high"]
    return {
        str(code): dict(zip(columns, values, strict=True))
        for code, *values in estimates[["centre", *columns]].itertuples(index=False, name=None)
    }


def _shrink(placed: rows.Placed, extras: Extras) -> list[tuple[float, Mark]]:
    """Return the marks with their shrunken value in place of their own."""
    return [
        (place, mark._replace(value=float(own["shrunken"]), low=own["shrunken_low"], high=own["shrunken_high"]))
        for place, mark in placed
        if not _is_missing((own := extras[mark.code])["shrunken"])
    ]


def _draw_shrunken(placed: Sequence[tuple[float, Mark]], palette: Palette, words: Words) -> list[dict[str, Any]]:
    if not placed:
        return []
    colour = palette.muted
    lines = rows.draw_intervals(placed, [colour] * len(placed), 1.0, palette)
    dots = rows.draw_dots(placed, [colour] * len(placed), palette, words)
    marker = {**dots["marker"], "symbol": "diamond", "size": palette.dot * 0.7, "color": colour}
    heading = words.t("figure.shrunken")
    return [
        *({**line, "line": {"color": colour, "width": palette.stroke / 2}} for line in lines),
        {
            **dots,
            "marker": marker,
            "hovertext": [_hover(mark, heading, words) for _, mark in placed],
        },
    ]


def _key(symbol: str, colour: str, size: float, name: str) -> dict[str, Any]:
    """Return an empty trace that explains a kind of mark in the legend, whatever colours the marks have."""
    marker = {"symbol": symbol, "color": colour, "size": size}
    return {"type": "scatter", "x": [None], "y": [None], "mode": "markers", "marker": marker, "name": name}


def _hover(mark: Mark, heading: str, words: Words) -> str:
    return captions.hover(mark._replace(n=None, benchmark=None), words, heading)


def _say_rank(mark: Mark, extras: Extras, words: Words) -> str:
    """Say between which places a centre may stand; an imprecise one has none."""
    if mark.value is None:
        return ""
    best, worst = extras[mark.code]["rank_best"], extras[mark.code]["rank_worst"]
    if _is_missing(best) or mark.status != "value":
        return words.t("figure.no_rank")
    if best == worst:
        return words.t("figure.rank_one", best=words.number(best))
    return words.t("figure.rank", best=words.number(best), worst=words.number(worst))


def _is_missing(cell: Any) -> bool:
    return bool(pd.isna(cell))
