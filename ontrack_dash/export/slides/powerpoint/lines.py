"""Lines over years: intervals, gaps where a series breaks, targets dashed, each line named where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ontrack_dash.export.slides.powerpoint import forms, native, xml
from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.export.slides.powerpoint.marks import of_series
from ontrack_dash.export.slides.powerpoint.sheet import Column, Sheet
from ontrack_dash.export.slides.powerpoint.space import BOLD, LEAST, Area, lines, shorten
from ontrack_dash.export.slides.powerpoint.writing import Shapes, write
from ontrack_dash.slides.model import Axis, Chart, Mark, Series

# Of the chart: room for ticks to the left and below, and above the highest one.
LEFT, BELOW, ABOVE = 78.0, 34.0, 12.0
# Of the slide: what the names at the ends of lines take; in points between two of them.
NAMES, APART = 0.27, 4.0
CATEGORY, VALUE = 1001, 1002
THIN = 2.0
# Lines of others have one colour: after the first they are told apart by their dashes.
DASHES = ("", "dash", "sysDot")
# So many lines may show how sure they are.
MOST_INTERVALS = 2


@dataclass(frozen=True)
class Ending:
    """What is written beside the end of a line, at which height it would best stand, and in which colour."""

    text: str
    at: float
    colour: str


def draw(shapes: Shapes, area: Area, chart: Chart, looks: Looks, alt: str) -> None:
    """Draw a line chart with its names."""
    axis = chart.axis
    if axis is None:
        return
    drawn = area.part(0, 1 - NAMES)
    inner = Area(drawn.x + LEFT, drawn.y + ABOVE, drawn.width - LEFT - 12, drawn.height - ABOVE - BELOW)
    sheet, content = _content(chart, axis, looks, inner_of(drawn, inner))
    native.place(shapes, drawn, content, sheet, chart.title, alt)
    _name_lines(shapes, area.part(1 - NAMES, 1), inner, chart, looks)


def spread(endings: Sequence[Ending], inner: Area, room: float) -> list[tuple[float, Ending]]:
    """Return where each name stands: as near to its line as the others let it."""
    placed: list[tuple[float, Ending]] = []
    free = inner.y - LEAST / 2
    for ending in sorted(endings, key=lambda one: one.at):
        high = lines(ending.text, LEAST, room) * LEAST * 1.2
        top = max(ending.at - high / 2, free)
        placed.append((top, ending))
        free = top + high + APART
    over = max(free - APART - (inner.bottom + LEAST), 0)
    moved: list[tuple[float, Ending]] = []
    limit = float("inf")
    for top, ending in reversed(placed):
        high = lines(ending.text, LEAST, room) * LEAST * 1.2
        best = min(top, inner.bottom + LEAST - high if over else top, limit - high - APART)
        moved.append((best, ending))
        limit = best
    return moved[::-1]


def inner_of(outer: Area, inner: Area) -> xml.Inner:
    """Return a place as shares of the chart it lies in."""
    return xml.Inner(
        (inner.x - outer.x) / outer.width,
        (inner.y - outer.y) / outer.height,
        inner.width / outer.width,
        inner.height / outer.height,
    )


def _content(chart: Chart, axis: Axis, looks: Looks, inner: xml.Inner) -> tuple[Sheet, bytes]:
    rows = _with_gaps(chart)
    words = looks.words
    sheet = Sheet(words.t("export.slides.sheet.year"), [chart.categories[at] if at is not None else "" for at in rows])
    form = forms.of_chart(chart, words)
    drawn = [_line(at, series, rows, sheet, looks, chart, form) for at, series in enumerate(chart.series)]
    for level in chart.levels:
        column = sheet.add(level.label, [level.value] * len(rows), form)
        look = f"<c:spPr>{xml.stroke(looks.palette.look, THIN, 'dash')}</c:spPr>{xml.NO_MARKER}"
        drawn.append(_series(len(drawn), xml.title_of(column), look, xml.names(sheet), xml.numbers("val", column)))
    plot = (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(drawn)}'
        f'<c:marker val="1"/><c:axId val="{CATEGORY}"/><c:axId val="{VALUE}"/></c:lineChart>'
    )
    return sheet, xml.space(plot, axes(axis, chart, looks), inner, looks.lang)


def axes(axis: Axis, chart: Chart, looks: Looks) -> str:
    """Return years below and values to the left."""
    step = axis.ticks[1][0] - axis.ticks[0][0] if len(axis.ticks) > 1 else 0
    below = {
        "scale": xml.scale(), "lang": looks.lang, "line": xml.stroke(looks.palette.edge, 1),
        "more": '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/>',
    }  # fmt: skip
    beside = {
        "scale": xml.scale(axis.low, axis.high), "lang": looks.lang, "form": forms.of_axis(chart, looks.words),
        "grid": f"<c:majorGridlines><c:spPr>{xml.stroke(looks.palette.grid, 1)}</c:spPr></c:majorGridlines>",
        "more": f'<c:crossBetween val="between"/>{unit(step)}',
    }  # fmt: skip
    return xml.axis("catAx", CATEGORY, VALUE, "b", below) + xml.axis("valAx", VALUE, CATEGORY, "l", beside)


def unit(step: float) -> str:
    """Return how far ticks stand apart."""
    return f'<c:majorUnit val="{round(step, 6)!r}"/>' if step > 0 else ""


def _with_gaps(chart: Chart) -> list[int | None]:
    """Return the places of the categories, with nothing before one that begins a new series."""
    rows: list[int | None] = []
    for at, category in enumerate(chart.categories):
        rows += [None, at] if category in chart.breaks and at else [at]
    return rows


def _line(
    number: int, series: Series, rows: list[int | None], sheet: Sheet, looks: Looks, chart: Chart, form: str
) -> str:
    chart_name, is_sure = chart.title or sheet.corner, shows_intervals(chart)
    marks = [series.marks[at] if at is not None else _NOTHING for at in rows]
    values = sheet.add(series.name or chart_name, [mark.value for mark in marks], form)
    colour, palette = looks.of_line(series), looks.palette
    is_quiet = colour == palette.others
    before = [looks.of_line(other) for other in chart.series[:number]].count(palette.others) if is_quiet else 0
    laid = replace(series, marks=tuple(marks))
    points = of_series(laid, looks, palette.dot * (0.45 if is_quiet else 0.7))
    stroke = xml.stroke(colour, THIN if is_quiet else palette.stroke, DASHES[before % len(DASHES)])
    look = f"<c:spPr>{stroke}</c:spPr>{points}"
    bars = _intervals(marks, values, sheet, looks, colour, is_sure)
    return _series(number, xml.title_of(values), look + bars, xml.names(sheet), xml.numbers("val", values))


_NOTHING = Mark("", "no_data")


def shows_intervals(chart: Chart) -> bool:
    """Tell whether lines are few enough that their intervals do not hide each other."""
    return sum(any(mark.low is not None for mark in series.marks) for series in chart.series) <= MOST_INTERVALS


def ends(marks: Sequence[Mark], values: Column, sheet: Sheet, looks: Looks) -> tuple[Column, Column]:
    """Add the published ends of intervals to a sheet."""
    say = looks.words.t
    low = sheet.add(say("export.slides.sheet.low", name=values.header), [mark.low for mark in marks], values.form)
    high = sheet.add(say("export.slides.sheet.high", name=values.header), [mark.high for mark in marks], values.form)
    return low, high


def _intervals(marks: Sequence[Mark], values: Column, sheet: Sheet, looks: Looks, colour: str, is_sure: bool) -> str:
    """Return the bars of published intervals, as long as the sheet says; nothing where there are none."""
    if not any(mark.low is not None and mark.high is not None for mark in marks):
        return ""
    low, high = ends(marks, values, sheet, looks)
    if not is_sure:
        return ""
    minus = sheet.subtract(looks.words.t("export.slides.sheet.minus", name=values.header), values, low)
    plus = sheet.subtract(looks.words.t("export.slides.sheet.plus", name=values.header), high, values)
    return xml.interval(minus, plus, xml.stroke(colour, THIN), "y")


def _series(number: int, title: str, look: str, names: str, values: str) -> str:
    straight = '<c:smooth val="0"/>'
    return f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{title}{look}{names}{values}{straight}</c:ser>'


def _name_lines(shapes: Shapes, room: Area, inner: Area, chart: Chart, looks: Looks) -> None:
    axis = chart.axis
    if axis is None:
        return

    def height(value: float) -> float:
        return inner.bottom - inner.height * (value - axis.low) / ((axis.high - axis.low) or 1)

    wide = room.width / BOLD
    endings = [
        Ending(
            _named(series.name, f"{last.said} {last.label}".strip(), wide), height(last.value), looks.of_line(series)
        )
        for series in chart.series
        if (last := _last(series)) and last.value is not None
    ]
    endings += [
        Ending(shorten(level.label, LEAST, wide, 2), height(level.value), looks.palette.look) for level in chart.levels
    ]
    for top, ending in spread(endings, inner, wide):
        high = lines(ending.text, LEAST, wide) * LEAST * 1.2
        write(
            shapes,
            Area(room.x, top, room.width, high),
            [ending.text],
            looks.words.lang,
            bold=True,
            colour=ending.colour,
        )


def _named(name: str, said: str, room: float) -> str:
    """Return a name and its value on two lines; where they are long, the name gives way."""
    words = name.split(" ")
    while len(words) > 1 and lines(f"{' '.join(words)}… {said}", LEAST, room) > 2:
        words.pop()
    short = " ".join(words)
    whole = f"{name} {said}".strip()
    return whole if lines(whole, LEAST, room) <= 2 else f"{short}… {said}"


def _last(series: Series) -> Mark | None:
    return next((mark for mark in reversed(series.marks) if mark.value is not None), None)
