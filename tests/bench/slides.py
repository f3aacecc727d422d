"""Twelve slides with native charts, and python-pptx alone putting the same shapes with the same data on as many."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE

from ontrack_dash.export.slides import pptx
from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import Chart, Deck
from tests.bench.ratio import Ratio, fastest
from tests.export.slides import samples

SLIDES, ROUNDS = 12, 5
TITLE_ONLY = 5


def measure_slides() -> Iterator[Ratio]:
    """A deck with one slide of each kind as PowerPoint file."""
    words = Words("bg")
    whole = samples.deck(words)
    deck = replace(whole, slides=whole.slides[:SLIDES])
    made = Presentation(io.BytesIO(pptx(deck, words)))
    ours = fastest(lambda: pptx(deck, words), rounds=ROUNDS)
    plain = fastest(lambda: _write_plainly(made, deck), rounds=ROUNDS)
    yield Ratio(f"{SLIDES} slides as pptx", ours, "the same shapes, python-pptx alone", plain, limit=1.5)


def _write_plainly(made: Any, deck: Deck) -> bytes:
    presentation = Presentation()
    for slide, page in zip(deck.slides, made.slides, strict=True):
        written = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
        for shape in page.shapes:
            _copy(written.shapes, shape, slide.chart)
        if slide.notes:
            written.notes_slide.notes_text_frame.text = slide.notes
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _copy(shapes: Any, shape: Any, chart: Chart | None) -> None:
    box = (shape.left, shape.top, shape.width, shape.height)
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        group = shapes.add_group_shape()
        for inner in shape.shapes:
            _copy(group.shapes, inner, chart)
    elif shape.has_chart and chart is not None:
        shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box, _data(shape.chart))
    elif shape.has_table:
        table = shapes.add_table(len(shape.table.rows), len(shape.table.columns), *box).table
        for row, cells in enumerate(shape.table.rows):
            for column, cell in enumerate(cells.cells):
                table.cell(row, column).text = cell.text
    else:
        is_text = shape.shape_type in (MSO_SHAPE_TYPE.TEXT_BOX, MSO_SHAPE_TYPE.PLACEHOLDER)
        copy = shapes.add_textbox(*box) if is_text else shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
        copy.text_frame.text = shape.text_frame.text


def _data(chart: Any) -> CategoryChartData:
    """Return the numbers of all series of a chart."""
    series = [one for plot in chart.plots for one in plot.series]
    data = CategoryChartData()
    data.categories = [str(row) for row in range(max(len(one.values) for one in series))]
    for one in series:
        data.add_series(one.name, one.values)
    return data
