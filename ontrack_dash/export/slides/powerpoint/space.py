"""Where things lie on a slide, in points, and how much room a text takes."""

from dataclasses import dataclass

from pptx.util import Length, Pt

# The width of a character and the height of a line, in sizes of type: of Arial, in both alphabets, a little generous.
CHARACTER, LINE = 0.54, 1.2
# Nothing in a room is read below this size of type.
LEAST = 18
GAP = 8.0
# How much wider than plain type bold type is.
BOLD = 1.15


@dataclass(frozen=True)
class Area:
    """A rectangle of a slide, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def box(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as PowerPoint takes them."""
        return Pt(self.x), Pt(self.y), Pt(max(self.width, 1)), Pt(max(self.height, 1))

    def top(self, height: float) -> "Area":
        """Return its upper part."""
        return Area(self.x, self.y, self.width, min(height, self.height))

    def below(self, height: float) -> "Area":
        """Return what is left under its upper part."""
        cut = min(height, self.height)
        return Area(self.x, self.y + cut, self.width, self.height - cut)

    def part(self, start: float, end: float) -> "Area":
        """Return the part between two shares of its width."""
        return Area(self.x + self.width * start, self.y, self.width * (end - start), self.height)

    def cell(self, row: int, rows: int) -> "Area":
        """Return one of equal rows."""
        return Area(self.x, self.y + self.height * row / rows, self.width, self.height / rows)


def width(text: str, size: float) -> float:
    """Return how wide a text is in one line."""
    return len(text) * size * CHARACTER


def lines(text: str, size: float, room: float) -> int:
    """Return into how many lines a text breaks."""
    return sum(_lines(paragraph, size, room) for paragraph in text.split("\n"))


def height(texts: tuple[str, ...], size: float, room: float) -> float:
    """Return how high paragraphs stand one under the other."""
    return sum(lines(text, size, room) for text in texts) * size * LINE


def fit(text: str, area: Area, largest: float, least: float = LEAST) -> float:
    """Return the largest size of type at which a text stays within its place."""
    size = largest
    while size > least and height((text,), size, area.width) > area.height:
        size -= 1
    return size


def shorten(text: str, size: float, room: float, most: int = 1) -> str:
    """Return a text cut at a word so that it takes no more lines than there are."""
    if lines(text, size, room) <= most:
        return text
    kept = text.split(" ")
    while len(kept) > 1 and lines(" ".join(kept) + "…", size, room) > most:
        kept.pop()
    cut = " ".join(kept)
    longest = max(int(room * most / (size * CHARACTER)) - 1, 1)
    return cut.rstrip(",;: ")[:longest] + "…"


def _lines(text: str, size: float, room: float) -> int:
    count, taken = 1, 0.0
    for word in text.split(" "):
        wide = width(word, size)
        step = wide + (size * CHARACTER if taken else 0)
        if taken and taken + step > room:
            count, taken = count + 1, wide
        else:
            taken += step
    return count
