"""A slide as plain data for typst: texts as text, colours by meaning, places on the axes."""

import re
from dataclasses import asdict
from math import log10
from typing import Any, TypeGuard

from ontrack_dash.export.cells import UNPRINTABLE
from ontrack_dash.export.slides import colours, qr
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.figures.palette import PALETTES, Palette
from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import Axis, Chart, Deck, Mark, Series, Slide

# A cell that is a number, however it is written: set to the right.
NUMBER = re.compile(r"[(+\u2212-]?\d[^a-zа-я]*([a-zа-я. ]{1,12}\)?)?|[–-]|", re.IGNORECASE)
# A word of one letter, or a number, before another word.
HYPHEN = re.compile(r"\b(най|по)-(?=\w)", re.IGNORECASE)
SHORT = re.compile(r"(?<![\w,.])(\w|\d[\d,.]*) (?=\w)")
# A number at the end of what is said keeps its word.
LAST = re.compile(r" (?=\d+(?: ·|$))")
# Where nothing says otherwise.
PERSONS = Axis(1.0, 1000.0, ())
# Slides whose address is shown as a code to photograph.
LEADING = ("title", "link")
NUMBERS = ("value", "low", "high", "benchmark", "n", "at")


def deck_data(deck: Deck, words: Words, mode: str, address: str = "") -> dict[str, Any]:
    """Return what all slides of a deck share; `address` is where the app is reached, without a path.

    Raises:
        KeyError: no such mode.
    """
    palette = PALETTES[mode]
    return {
        "lang": deck.lang,
        "title": clean(deck.title),
        "subtitle": tie(deck.subtitle),
        "author": clean(deck.author),
        "mark": clean(deck.mark),
        "date": words.t("app.data_as_of", date=words.date(deck.data_date)) if deck.data_date else "",
        "build": words.t("app.build", build=deck.build) if deck.build is not None else "",
        "missing": [clean(said) for said in deck.missing],
        "total": len(deck.slides),
        "colours": {**colours.named(palette), "on_light": palette.on_light, "on_dark": palette.on_dark},
        "sequence": list(palette.sequence),
        "address": address.rstrip("/"),
    }


def slide_data(deck: Deck, number: int, words: Words, mode: str, address: str = "") -> dict[str, Any]:
    """Return one slide; `number` counts from 1.

    Raises:
        IndexError: the deck has no slide of this number.
    """
    if not 1 <= number <= len(deck.slides):
        raise IndexError(f"no slide {number} of {len(deck.slides)}")
    slide, palette = deck.slides[number - 1], PALETTES[mode]
    return {
        "id": slide.id,
        "number": number,
        "headline": tie(slide.headline),
        "points": [tie(said) for said in slide.points],
        "caution": tie(slide.caution),
        "basis": tie(slide.basis),
        "source": tie(slide.source),
        "alt": clean(slide.alt) or clean(slide.headline),
        "notes": [line for line in clean(slide.notes).split("\n") if line.strip()],
        "path": clean(slide.link).partition("?")[0],
        "short": _short_address(slide, address),
        "link": full_address(slide, address),
        "code": qr.rows(full_address(slide, address)) if address and slide.id in LEADING else None,
        "chart": chart_data(slide.chart, palette, words) if _is_drawn(slide.chart) else None,
    }


def full_address(slide: Slide, address: str) -> str:
    """Return the address of the live page, or nothing where it is not known where the app is."""
    return f"{address.rstrip('/')}/{clean(slide.link).lstrip('/')}" if address else ""


def _short_address(slide: Slide, address: str) -> str:
    """Return the address of the live page as people type it, or nothing where it is not known where the app is."""
    return full_address(slide, address).partition("?")[0].partition("://")[2].rstrip("/")


def chart_data(chart: Chart, palette: Palette, words: Words) -> dict[str, Any]:
    """Return a chart as its page reads it; what has no value has no place either."""
    low, high = colours.reach_of(chart)
    return {
        "kind": chart.kind,
        "title": clean(chart.title),
        "legend": clean(chart.legend),
        "categories": [clean(name) for name in chart.categories],
        "series": [_series(series, chart, palette) for series in chart.series],
        "low": low,
        "high": high,
        "ticks": [[at, clean(said)] for at, said in chart.axis.ticks] if chart.axis else [],
        "levels": [{"label": clean(level.label), "value": level.value} for level in chart.levels],
        "curves": [{"label": clean(curve.label), "points": curve.points} for curve in chart.curves],
        "breaks": [clean(name) for name in chart.breaks],
        "places": chart.places,
        "cells": [[clean(cell) for cell in row] for row in chart.cells],
        # The first column is what the others are said of.
        "right": [place > 0 and _is_number(column) for place, column in enumerate(zip(*chart.cells, strict=True))],
        "persons": _persons(chart.across or PERSONS, words) if chart.kind == "funnel" else None,
    }


def tie(text: str) -> str:
    """Keep together what no line should end with, as short words and numbers, or begin with, as dashes."""
    tied = LAST.sub("\N{NO-BREAK SPACE}", HYPHEN.sub("\\1\N{NON-BREAKING HYPHEN}", clean(text)))
    for sign in (" \N{EN DASH}", " \N{MIDDLE DOT}"):
        tied = tied.replace(sign, sign.replace(" ", "\N{NO-BREAK SPACE}"))
    return SHORT.sub("\\1\N{NO-BREAK SPACE}", tied)


def clean(text: str) -> str:
    """Drop what no page can hold."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def _is_drawn(chart: Chart | None) -> TypeGuard[Chart]:
    """Tell whether a chart has anything to draw."""
    if chart is None or chart.kind == "table":
        return chart is not None and bool(chart.categories)
    return any(series.marks for series in chart.series)


def _series(series: Series, chart: Chart, palette: Palette) -> dict[str, Any]:
    first = series.marks[0] if series.marks else Mark("", "no_data")
    stroke = colours.stroke_of(first, series, palette)
    return {
        "name": clean(series.name),
        "stroke": stroke,
        "ink": colours.text_in(stroke, palette),
        "fill": colours.fill_of(first, series, chart, palette),
        "marks": [_mark(mark, series, chart, palette) for mark in series.marks],
    }


def _mark(mark: Mark, series: Series, chart: Chart, palette: Palette) -> dict[str, Any]:
    fill, stroke = colours.fill_of(mark, series, chart, palette), colours.stroke_of(mark, series, palette)
    texts = {"said": clean(mark.said), "label": clean(mark.label)}
    drawn = {"fill": fill, "on": palette.text_on(fill), "stroke": stroke, "ink": colours.text_in(stroke, palette)}
    # Whatever else is told of a mark that is not shown, none of it is drawn.
    hidden = {} if mark.status in SHOWN else dict.fromkeys(NUMBERS)
    return {**asdict(mark), **hidden, **texts, **drawn}


def _is_number(column: tuple[str, ...]) -> bool:
    return any(column) and all(NUMBER.fullmatch(clean(cell).strip()) for cell in column)


def _persons(axis: Axis, words: Words) -> dict[str, Any]:
    """Return the logarithmic axis of persons: the powers of ten its ends and ticks are at, and its name."""
    return {
        "low": log10(axis.low),
        "high": log10(axis.high),
        "ticks": [[log10(at), clean(said)] for at, said in axis.ticks],
        "name": words.t("figure.persons"),
    }
