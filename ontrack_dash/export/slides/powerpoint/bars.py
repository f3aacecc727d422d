"""Bars: parts of a whole, answers around the neutral one, steps that get shorter."""

from collections.abc import Sequence

from ontrack_dash.export.slides.powerpoint import forms, native, xml
from ontrack_dash.export.slides.powerpoint.dots import write_rows
from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.export.slides.powerpoint.sheet import Sheet
from ontrack_dash.export.slides.powerpoint.space import GAP, LEAST, Area, width
from ontrack_dash.export.slides.powerpoint.writing import Shapes, write_key
from ontrack_dash.slides.model import Chart, Mark, Series

NAMES, VALUES = 3001, 3002
MOST_NAMES, MOST_SAID = 0.4, 0.3
# Between bars, per cent of one; the most a row takes, in points.
THICK, TALLEST = 45, 72.0


def draw_parts(shapes: Shapes, area: Area, chart: Chart, looks: Looks, alt: str) -> None:
    """Draw one bar a row out of its parts, each part named above."""
    is_around = chart.kind == "diverging"
    colours = looks.palette.sequence if is_around else looks.palette.destinations
    sheet, form = _sheet(chart, looks), forms.of_chart(chart, looks.words)
    drawn: list[str] = []
    if is_around:
        drawn.append(_before(chart, sheet, form, looks))
    shown = [colours[(at if one.colour is None else one.colour) % len(colours)] for at, one in enumerate(chart.series)]
    entries = [(colour, series.name) for colour, series in zip(shown, chart.series, strict=True)]
    area = area.below(write_key(shapes, area, entries, looks.words.lang) + GAP)
    beside = [
        next((one.marks[row].label for one in chart.series if one.marks[row].label), "")
        for row in range(len(sheet.rows))
    ]
    inner = _inner(area, chart, beside if any(beside) else [])
    for series, colour in zip(chart.series, shown, strict=True):
        drawn.append(_part(len(drawn), series, sheet, form, looks, colour, inner.width * area.width))
    high = max((sum(column.values[row] or 0 for column in sheet.columns) for row in range(len(sheet.rows))), default=1)
    content = _space(drawn, looks, inner, max(high, 0.001), "stacked")
    native.place(shapes, area, content, sheet, chart.title, alt)
    _write_names(shapes, area, inner, chart, looks, beside if any(beside) else [])


def draw_steps(shapes: Shapes, area: Area, chart: Chart, looks: Looks, alt: str) -> None:
    """Draw bars of persons, what is written of each at its right."""
    sheet, form = _sheet(chart, looks), forms.of_chart(chart, looks.words)
    drawn = [_step(number, series, sheet, form, looks) for number, series in enumerate(chart.series)]
    said = [
        " · ".join(" · ".join(filter(None, (series.marks[at].said, series.marks[at].label))) for series in chart.series)
        for at in range(len(chart.categories))
    ]
    inner = _inner(area, chart, said)
    high = max((mark.value or 0 for series in chart.series for mark in series.marks), default=1)
    content = _space(drawn, looks, inner, high or 1, "clustered")
    native.place(shapes, area, content, sheet, chart.title, alt)
    _write_names(shapes, area, inner, chart, looks, said)


def _sheet(chart: Chart, looks: Looks) -> Sheet:
    return Sheet(looks.words.t("export.slides.sheet.row"), chart.categories)


def _before(chart: Chart, sheet: Sheet, form: str, looks: Looks) -> str:
    """Return an unseen part that moves every bar so that the middles of the neutral answers lie one under the other."""
    middle = len(chart.series) // 2
    lefts = [
        sum(series.marks[row].value or 0 for series in chart.series[:middle])
        + (chart.series[middle].marks[row].value or 0) / 2
        for row in range(len(sheet.rows))
    ]
    furthest = max(lefts, default=0)
    is_shown = [chart.series[middle].marks[row].value is not None for row in range(len(sheet.rows))]
    shifts = [furthest - left if shown else None for left, shown in zip(lefts, is_shown, strict=True)]
    column = sheet.add(looks.words.t("export.slides.sheet.shift"), shifts, form)
    return _series(0, xml.title_of(column), xml.NO_FILL, "", xml.names(sheet) + xml.numbers("val", column))


def _part(number: int, series: Series, sheet: Sheet, form: str, looks: Looks, colour: str, room: float) -> str:
    column = sheet.add(series.name, [mark.value for mark in series.marks], form)
    ink = xml.text(colour=looks.palette.text_on(colour), lang=looks.lang)
    own = "".join(_label(at, mark, form, ink, room) for at, mark in enumerate(series.marks))
    each = xml.labels(own, "ctr", _short(form), ink, shows=("showVal",))
    look = f"<c:spPr>{xml.fill(colour)}{xml.stroke(looks.palette.paper, 1.5)}</c:spPr>"
    return _series(number, xml.title_of(column), look, each, xml.names(sheet) + xml.numbers("val", column))


def _label(at: int, mark: Mark, form: str, ink: str, room: float) -> str:
    """Return the label of a part where it is none, having no room, or stands in brackets, being imprecise."""
    is_imprecise = mark.status == forms.IMPRECISE
    written = f"({mark.value or 0:.0%})" if is_imprecise else f"{mark.value or 0:.0%}"
    if mark.value is None or mark.value * room < width(written, LEAST) + 2 * GAP:
        return f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
    if not is_imprecise:
        return ""
    return xml.label(at, "ctr", forms.of_mark(mark, _short(form)), ink, ("showVal",))


def _short(form: str) -> str:
    """Inside a bar whole per cents are enough."""
    return form.replace("0.0", "0")


def _step(number: int, series: Series, sheet: Sheet, form: str, looks: Looks) -> str:
    column = sheet.add(
        series.name or looks.words.t("export.slides.sheet.persons"), [m.value for m in series.marks], form
    )
    points = "".join(
        xml.point(at, f'<c:invertIfNegative val="0"/>{xml.shape(looks.of_mark(series, mark))}')
        for at, mark in enumerate(series.marks)
        if looks.of_mark(series, mark) != looks.usual(series)
    )
    look = xml.shape(looks.usual(series))
    return _series(number, xml.title_of(column), look, points, xml.names(sheet) + xml.numbers("val", column))


def _series(number: int, title: str, look: str, more: str, values: str) -> str:
    flat = '<c:invertIfNegative val="0"/>'
    return f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{title}{look}{flat}{more}{values}</c:ser>'


def _space(drawn: Sequence[str], looks: Looks, inner: xml.Inner, high: float, grouping: str) -> bytes:
    overlap = '<c:overlap val="100"/>' if grouping == "stacked" else ""
    plot = (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{"".join(drawn)}'
        f'<c:gapWidth val="{THICK}"/>{overlap}<c:axId val="{NAMES}"/><c:axId val="{VALUES}"/></c:barChart>'
    )
    beside = {
        "scale": xml.scale(is_reversed=True), "lang": looks.lang, "labels": "none",
        "more": '<c:auto val="0"/><c:lblAlgn val="r"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/>',
    }  # fmt: skip
    below = {
        "scale": xml.scale(0, round(high, 6)), "is_hidden": "1", "more": '<c:crossBetween val="between"/>',
        "form": forms.persons(looks.words),
    }  # fmt: skip
    axes = xml.axis("catAx", NAMES, VALUES, "l", beside) + xml.axis("valAx", VALUES, NAMES, "b", below)
    return xml.space(plot, axes, inner, looks.lang)


def _hidden(chart: Chart, parts: Sequence[Series]) -> list[str]:
    """Return what is said of rows without numbers; nothing where every row has some."""
    said = [
        "" if any(series.marks[row].value is not None for series in parts) else parts[0].marks[row].said
        for row in range(len(chart.categories))
    ]
    return said if any(said) else []


def _inner(area: Area, chart: Chart, said: Sequence[str]) -> xml.Inner:
    left = min(max((width(name, LEAST) for name in chart.categories), default=0) + 2 * GAP, area.width * MOST_NAMES)
    right = min(max((width(text, LEAST) for text in said), default=0) + 2 * GAP, area.width * MOST_SAID)
    wide = area.width - left - (right if said else 0)
    high = min(max(len(chart.categories), 1.5) * TALLEST, area.height)
    return xml.Inner(left / area.width, 0, wide / area.width, high / area.height)


def _write_names(shapes: Shapes, area: Area, inner: xml.Inner, chart: Chart, looks: Looks, said: Sequence[str]) -> None:
    """Write names to the left of bars, what is said of them to the right, and why a row has none where it would be."""
    left, wide = inner.x * area.width, inner.width * area.width
    area = area.top(inner.height * area.height)
    write_rows(shapes, Area(area.x, area.y, left - GAP, area.height), chart.categories, looks)
    if said:
        start = area.x + left + wide + GAP
        write_rows(shapes, Area(start, area.y, area.right - start, area.height), list(said), looks)
    hidden = [] if chart.kind == "steps" else _hidden(chart, chart.series)
    if hidden:
        write_rows(shapes, Area(area.x + left + GAP, area.y, wide, area.height), hidden, looks)
