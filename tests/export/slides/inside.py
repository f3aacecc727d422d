"""What the workbooks inside a presentation hold, beside what its slides say."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation

from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import Chart, Deck, Slide

# Columns worked out for the drawing alone.
OURS = ("place", "minus", "plus", "shift", "interval")


def charted(content: bytes, deck: Deck) -> Iterator[tuple[Slide, Worksheet]]:
    """Yield each slide with a native chart and the sheet inside."""
    for slide, page in zip(deck.slides, Presentation(io.BytesIO(content)).slides, strict=True):
        for shape in page.shapes:
            if shape.has_chart:
                blob = shape.chart.part.chart_workbook.xlsx_part.blob
                yield slide, openpyxl.load_workbook(io.BytesIO(blob), data_only=True).active


def find_unsaid(content: bytes, deck: Deck, words: Words) -> list[tuple[str, str, float]]:
    """Return the numbers in sheets that no slide says, each with its slide and its column; nothing there is hidden."""
    found = []
    for slide, sheet in charted(content, deck):
        assert slide.chart
        assert not any(line.hidden for line in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()))
        said = _said(slide.chart)
        for head, value in _cells(sheet, words):
            persons = head == words.t("export.slides.sheet.persons") and slide.chart.levels
            if not persons and not any(value == pytest.approx(one) for one in said):
                found.append((slide.id, head, value))
    return found


def _said(chart: Chart) -> set[float]:
    marks = [mark for series in chart.series for mark in series.marks]
    ends = {end for mark in marks for end in (mark.value, mark.low, mark.high, mark.benchmark, mark.at)}
    lines = {end for curve in chart.curves for point in curve.points for end in point}
    return {end for end in ends if end is not None} | {level.value for level in chart.levels} | lines


def _cells(sheet: Worksheet, words: Words) -> Iterator[tuple[str, float]]:
    """Yield the numbers of every column that holds figures, with its head."""
    ours = tuple(words.t(f"export.slides.sheet.{key}", name="") for key in OURS)
    for head, *values in sheet.iter_cols(min_col=2, values_only=True):
        if not str(head).endswith(ours):
            yield from ((str(head), value) for value in values if value)
