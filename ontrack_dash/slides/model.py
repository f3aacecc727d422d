"""What a slide holds, worked out and worded: screen, PowerPoint, handout and picture are all drawn from these records.

Every number in them is a public one: nothing here is made for another viewer.
"""

from dataclasses import dataclass, field
from datetime import date

# What a chart may be, and so what every form must be able to draw.
KINDS = ("numbers", "dots", "lines", "stack", "tiles", "steps", "funnel", "diverging", "table")
# Colour meanings: the page's subject, the others, "look here", the neutral and the unknown.
ROLES = ("this", "others", "look", "quiet")
# A room reads no more rows than this; the rest is counted in words.
MOST_ROWS = 12


@dataclass(frozen=True)
class Mark:
    """One value as drawn and as written.

    `value`, `low`, `high`, `benchmark` are shares 0-1, months, points or persons, None where there is none (a row that
    is not shown has none of them, nor `n`); `said` is the value as written or the word of its state; `at` is the
    place on the other axis of a funnel (persons).
    """

    said: str
    status: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    benchmark: float | None = None
    n: int | None = None
    at: float | None = None
    role: str = "this"
    label: str = ""


@dataclass(frozen=True)
class Series:
    """The marks of one line, of one part of all bars, or of one row of dots; one mark a category, in their order.

    `colour` is the place in the palette's list the chart takes its colours from (lines, destinations), None where
    roles decide.
    """

    name: str
    marks: tuple[Mark, ...]
    colour: int | None = None


@dataclass(frozen=True)
class Level:
    """A value drawn across the chart: benchmark, target."""

    label: str
    value: float


@dataclass(frozen=True)
class Curve:
    """A line that belongs to no group, as the limits of a funnel: points of (persons, value)."""

    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Axis:
    """The value axis: its ends, and its ticks as written."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    is_share: bool = True


@dataclass(frozen=True)
class Chart:
    """One chart.

    `categories` are the rows of dots, stack, diverging and steps, the years of lines, the names of tiles and numbers,
    the header of a table; `places` are row and column of each tile; `breaks` the categories a new series begins with;
    `cells` the rows of a table; `legend` says the marks in words where they are not labelled directly; `across` is the
    axis of persons of a funnel, logarithmic. The label of a mark: in an order its places, on a tile its abbreviation,
    under a number its interval and persons, on a step the part that was kept, of a figure of others its flags, in a
    funnel its name. Of a stack `colour` is the place in the destinations, of diverging bars in the sequence.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...] = ()
    axis: Axis | None = None
    levels: tuple[Level, ...] = ()
    curves: tuple[Curve, ...] = ()
    breaks: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    legend: str = ""
    title: str = ""
    across: Axis | None = None


@dataclass(frozen=True)
class Slide:
    """One message: a headline sentence, one chart or a few lines of text, and what makes it safe to read.

    `id` names the kind of slide (`definitions/slides.toml`); `caution` is read with the chart; `basis` says the persons
    behind it and the cohort; `source` the source, the date of the data and their version; `alt` the chart in words;
    `notes` is for the speaker; `link` is path and query of the live page, without a host; `hidden` names what
    would stand here, were it not all protected.
    """

    id: str
    headline: str
    chart: Chart | None = None
    points: tuple[str, ...] = ()
    caution: str = ""
    basis: str = ""
    source: str = ""
    alt: str = ""
    notes: str = ""
    link: str = ""
    hidden: str = ""


@dataclass(frozen=True)
class Deck:
    """A run as slides; the first is the title. `mark` is the mark of demonstration data or nothing."""

    lang: str
    title: str
    subtitle: str
    slides: tuple[Slide, ...]
    mark: str = ""
    build: int | None = None
    data_date: date | None = None
    author: str = ""
    missing: tuple[str, ...] = field(default=())
