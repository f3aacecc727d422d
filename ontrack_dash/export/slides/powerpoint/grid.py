"""A table as PowerPoint's own."""

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.table import Table, _Cell
from pptx.util import Pt

from ontrack_dash.export.slides.powerpoint.looks import Looks
from ontrack_dash.export.slides.powerpoint.space import LEAST, Area, lines, shorten, width
from ontrack_dash.export.slides.powerpoint.writing import Shapes, describe, fill
from ontrack_dash.slides.model import Chart

# Inside a cell, in points; a table of rules only, without the stripes of the default style.
SIDE, EDGE = 8.0, 1.0
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
LONGEST = 60
# From line to line, tighter than elsewhere: a dozen rows have to fit.
SPACING = 20.0
DIGITS = "0123456789"
# A cell with digits and no more characters is a number.
SHORT = 16
MOST_LINES = 3


def draw(shapes: Shapes, area: Area, chart: Chart, looks: Looks, alt: str) -> None:
    """Draw header and rows; a text that has no room is cut at a word, numbers stand to the right."""
    rows = [chart.categories, *chart.cells]
    count = len(chart.categories)
    if not count:
        return
    widths = _widths(rows, area.width)
    row_high = SPACING + 2 * EDGE
    tall = [max(lines(text, LEAST, wide - 2 * SIDE) for text, wide in zip(row, widths, strict=True)) for row in rows]
    room = int(area.height / row_high)
    most = next((most for most in (MOST_LINES, 2) if sum(min(high, most) for high in tall) <= room), 1)
    heading = max(min(room - sum(min(high, most) for high in tall[1:]), MOST_LINES), 1)
    frame = shapes.add_table(len(rows), count, *area.top(len(rows) * row_high).box)
    describe(frame, chart.title or looks.words.t("export.slides.table"), alt)
    table = frame.table
    _plain(table)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Pt(wide)
    right = [at > 0 and _is_numeric([row[at] for row in chart.cells]) for at in range(count)]
    for number, row in enumerate(rows):
        table.rows[number].height = Pt(row_high)
        for at, text in enumerate(row):
            short = shorten(text, LEAST, widths[at] - 2 * SIDE, most if number else heading)
            _write(table.cell(number, at), short, looks, is_head=number == 0, is_right=right[at])


def _widths(rows: list[tuple[str, ...]], room: float) -> list[float]:
    """Share the width out by what columns say: each gets its longest cell as far as there is room."""
    columns = list(zip(*rows, strict=True))
    least = [
        max(width(word, LEAST) for text in column for word in text[:LONGEST].split(" ")) * 1.1 for column in columns
    ]
    asked = [max(width(text[:LONGEST], LEAST) for text in column[1:] or column) for column in columns]
    kept = [min(one, room / len(columns)) + 2 * SIDE for one in least]
    more = [max(wish - one, 1.0) for wish, one in zip(asked, least, strict=True)]
    left = max(room - sum(kept), 0)
    wide = [one + left * wish / sum(more) for one, wish in zip(kept, more, strict=True)]
    return [one * room / sum(wide) for one in wide]


def _is_numeric(texts: list[str]) -> bool:
    said = [text for text in texts if text]
    numeric = [text for text in said if len(text) <= SHORT and any(sign in DIGITS for sign in text)]
    return bool(said) and len(numeric) >= len(said) / 2


def _plain(table: Table) -> None:
    properties = table._tbl.tblPr
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = NO_STYLE


def _write(cell: _Cell, text: str, looks: Looks, *, is_head: bool, is_right: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.margin_top = cell.margin_bottom = Pt(EDGE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.MIDDLE
    align = PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT
    fill(cell.text_frame, [text], looks.words.lang, size=LEAST, bold=is_head, align=align)
    cell.text_frame.paragraphs[0].line_spacing = Pt(SPACING)
    _rule(cell, looks.palette.edge if is_head else looks.palette.grid, 2 if is_head else 1)


def _rule(cell: _Cell, colour: str, points: float) -> None:
    """Draw the line below a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(int(points * 12700))})
    inside = line.makeelement(qn("a:solidFill"), {})
    inside.append(inside.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#").upper()}))
    line.append(inside)
    properties.insert(0, line)
