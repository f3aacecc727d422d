"""The dots of a section: their data for the page, and a picture of them for Word."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

import typst

from ontrack_dash.export.section.texts import clean
from ontrack_dash.fields import load_definition
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Written

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
# Of the picture: its width as the text of an A4 page with margins of 2 cm, and how finely it is drawn.
WIDTH_CM, POINTS_PER_INCH = 17, 150
PICTURE = f"""
#let data = json(bytes(sys.inputs.data))
#set page(width: {WIDTH_CM}cm, height: auto, margin: 2pt)
#set text(font: "Libertinus Serif", size: 9.5pt, lang: data.lang)
#let colours = data.colours.pairs().map(((name, code)) => (name, rgb(code))).to-dict()
#dot-chart(data.dots, data.ticks, colours)
"""


def chart_data(written: Written, words: Words) -> dict[str, Any]:
    """Return dots, ticks and texts of the chart as `chart.typ` reads them."""
    dots = [
        {
            "label": clean(dot.label), "said": clean(dot.said), "value": dot.value, "low": dot.low, "high": dot.high,
            "benchmark": dot.benchmark, "is_imprecise": dot.is_imprecise,
        }
        for dot in written.dots
    ]  # fmt: skip
    return {
        "dots": dots,
        "ticks": [{"at": share, "said": words.percent(share, 0)} for share in TICKS],
        "title": clean(written.chart_title),
        "alt": clean(written.chart_alt),
        "legend": clean(written.chart_legend),
    }


def picture(written: Written, words: Words) -> bytes:
    """Draw the chart as PNG, as wide as the text of a page."""
    data = {**chart_data(written, words), "lang": written.lang, "colours": colours()}
    return compile_page(PICTURE, data, format="png", ppi=POINTS_PER_INCH)


@lru_cache
def colours() -> dict[str, str]:
    """Return the colours of paper by their meaning; `pale` is a blue for what is less sure."""
    paper = load_definition("colours")["light"]
    wanted = ("paper", "ink", "muted", "grid", "this", "look")
    return {**{name: paper[name] for name in wanted}, "pale": paper["sequence"][2]}


def compile_page(page: str, data: dict[str, Any] | list[str], **options: Any) -> bytes:
    """Compile a page that may draw the chart; the data are one text, so nothing in them is code.

    Raises:
        typst.TypstError: the page is broken, or lacks what its standard demands.
    """
    whole = (source("chart.typ") + page).encode()
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made: bytes = typst.compile(whole, sys_inputs=inputs, ignore_system_fonts=True, **options)
    return made


@lru_cache
def source(name: str) -> str:
    """Return one of the pages kept beside this module."""
    return (files("ontrack_dash.export.section") / name).read_text(encoding="utf-8")
