"""Points of XY charts and lines: one look for most of a series, another for those that differ."""

from ontrack_dash.export.slides.powerpoint import forms, xml
from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.slides.model import Series


def of_series(series: Series, looks: Looks, size: float, first: int = 0) -> str:
    """Return the mark of a series and the points that differ from it; `first` is the row of its first mark.

    An imprecise one is pale inside its outline: a white one would be lost where a program draws no outlines. Other
    programs than PowerPoint look at a point's mark only where its size is another than its series'.
    """
    usual, size = looks.usual(series), round(size)
    differing = ""
    for at, mark in enumerate(series.marks):
        colour, is_hollow = looks.of_mark(series, mark), mark.status == forms.IMPRECISE
        if mark.value is None or (colour == usual and not is_hollow):
            continue
        larger = size + (3 if mark.role == "look" else 1)
        ground = looks.pale(colour) if is_hollow else ""
        differing += xml.point(first + at, xml.marker(colour, larger, ground=ground))
    return xml.marker(usual, size) + differing
