"""A chart of our own making put on a slide as one PowerPoint edits."""

from typing import Any

from pptx.enum.chart import XL_CHART_TYPE

from ontrack_dash.export.slides.powerpoint.sheet import Sheet
from ontrack_dash.export.slides.powerpoint.space import Area
from ontrack_dash.export.slides.powerpoint.writing import Shapes, describe


class Drawn:
    """A finished chart and its workbook, where the library expects data to draw."""

    def __init__(self, xml: bytes, sheet: Sheet) -> None:
        """Keep both as they are."""
        self._content, self._sheet = xml, sheet

    def xml_bytes(self, _: Any) -> bytes:
        """Return the chart."""
        return self._content

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook."""
        return self._sheet.content()


def place(shapes: Shapes, area: Area, xml: bytes, sheet: Sheet, name: str, alt: str) -> None:
    """Put a chart on a slide, named and said in words."""
    frame = shapes.add_chart(XL_CHART_TYPE.LINE, *area.box, Drawn(xml, sheet))
    describe(frame, name, alt)
