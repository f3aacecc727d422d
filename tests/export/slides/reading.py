"""What stands where on a slide: its texts read back from the drawing, with their places and sizes."""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from pypdf import PdfReader

from ontrack_dash.export.slides import drawing
from ontrack_dash.export.slides.press import press
from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import Deck

SVG = "{http://www.w3.org/2000/svg}"
HEIGHT = 540
TRANSFORM = re.compile(r"(matrix|translate|scale)\(([^)]*)\)")
# Of the size of type: how far letters reach above and below their line, and the least width of the last one.
ABOVE, BELOW, LAST = 0.66, 0.18, 0.2
ADDRESS = "https://example.org"
# What a room can read, and the page of 960 × 540 without its edges, in points.
LEAST, LEFT, RIGHT, TOP, BOTTOM = 18, 36, 924, 8, 528

Matrix = tuple[float, float, float, float, float, float]


class Run(NamedTuple):
    """A piece of text: from `left` to `right` on the line at `y`, in points from the upper left."""

    text: str
    left: float
    right: float
    y: float
    size: float

    def overlaps(self, other: "Run") -> bool:
        """Tell whether letters of both stand in one place; a point is forgiven."""
        beside = self.left < other.right - 1 and other.left < self.right - 1
        above, below = self.y - ABOVE * self.size, self.y + BELOW * self.size
        return beside and above < other.y + BELOW * other.size - 1 and other.y - ABOVE * other.size < below - 1


def read(deck: Deck, number: int, words: Words, mode: str = "projector") -> list[Run]:
    """Read the texts of a slide: what they say and how large from PDF, from where to where from SVG."""
    slide = drawing.slide_data(deck, number, words, mode, ADDRESS)
    data = {**drawing.deck_data(deck, words, mode, ADDRESS), "slides": [slide]}
    said = list(_said(press("screen.typ", data, format="pdf")))
    made = press("screen.typ", data, format="svg").decode()
    runs = []
    for left, right, y in _places(ET.fromstring(made), (1, 0, 0, 1, 0, 0)):
        # One run of letters may be written in pieces.
        pieces = [(text, size) for x, at, text, size in said if abs(x - left) < 0.3 and abs(at - y) < 0.3]
        size = min(size for _, size in pieces)
        runs.append(Run("".join(text for text, _ in pieces).strip(), left, right + LAST * size, y, size))
    return runs


def find_small(runs: list[Run]) -> list[Run]:
    """Return the texts a room cannot read."""
    return [run for run in runs if run.size < LEAST - 0.01]


def find_outside(runs: list[Run]) -> list[Run]:
    """Return the texts that leave the page."""
    return [
        run
        for run in runs
        if run.left < LEFT or run.right > RIGHT or run.y - ABOVE * run.size < TOP or run.y + BELOW * run.size > BOTTOM
    ]


def find_over(runs: list[Run]) -> list[tuple[str, str]]:
    """Return the pairs of texts of which one stands over the other."""
    return [(first.text, second.text) for first, second in combinations(runs, 2) if first.overlaps(second)]


def _said(pdf: bytes) -> Iterator[tuple[float, float, str, float]]:
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    found: list[tuple[float, float, str, float]] = []

    def visit(text: str, matrix: list[float], _line: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append((matrix[4], HEIGHT - matrix[5], text, size))

    page.extract_text(visitor_text=visit)
    yield from found


def _places(element: ET.Element, at: Matrix) -> Iterator[tuple[float, float, float]]:
    """Return where the first and the last letter of each text begin, and its line."""
    if element.tag == f"{SVG}defs":
        return
    for kind, numbers in TRANSFORM.findall(element.get("transform", "")):
        at = _within(at, kind, [float(number) for number in re.split("[ ,]+", numbers.strip())])
    if letters := element.findall(f"{SVG}use"):
        yield at[4], at[4] + float(letters[-1].get("x", 0)), at[5]
    for child in element:
        yield from _places(child, at)


def _within(at: Matrix, kind: str, given: list[float]) -> Matrix:
    a, b, c, d, e, f = at
    if kind == "translate":
        given = [1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0]
    elif kind == "scale":
        given = [given[0], 0, 0, given[-1], 0, 0]
    p, q, r, s, x, y = given
    return (a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * x + c * y + e, b * x + d * y + f)
