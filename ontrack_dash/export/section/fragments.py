"""Tables and the picture of a section as WordprocessingML, made as text: a cell costs a microsecond, not a hundred."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from ontrack_dash.export.section.texts import clean
from ontrack_dash.export.section.widths import is_dense, is_short, widths
from ontrack_dash.section.model import Table

PICTURE_ID = "rIdSectionChart"
# Units of drawings in a twip; the number of the drawing, far above those a template has.
EMU_PER_TWIP, DRAWING_NUMBER = 635, 90001
KEEP = "<w:keepNext/>"
NEWLINE = Markup('</w:t><w:br/><w:t xml:space="preserve">')
DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Looks:
    """What a template calls its styles (ids, empty where it lacks one) and how wide its lines are, in twips."""

    table: str
    caption: str
    cell: str
    dense_cell: str
    note: str
    width: int


def say(value: object) -> Markup:
    """Return a value as it may stand inside `w:t`: escaped, without control characters, newlines as breaks."""
    if isinstance(value, Markup):
        return value
    return NEWLINE.join(escape(line) for line in clean(str(value)).split("\n"))


def table(given: Table, looks: Looks) -> Markup:
    """Return caption, table and notes; the header is marked as one and repeated on every page."""
    columns = [round(part * looks.width) for part in widths(given)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    kept, free = _kinds(given, looks, KEEP), _kinds(given, looks)
    # The last row of a table never stands alone on a page, and neither do the header and the note.
    follow = [kept if is_short(given) else free] * (len(given.rows) - 2) + [kept, kept if given.notes else free]
    rows = "".join(
        _row(row, kinds, columns)
        for row, kinds in zip(given.rows, follow[len(follow) - len(given.rows) :], strict=True)
    )
    caption = _paragraph(given.caption, _properties("pStyle", looks.caption, KEEP)) if given.caption else ""
    notes = _paragraph(given.notes, _properties("pStyle", looks.note)) if given.notes else "<w:p/>"
    made = (
        f'{caption}<w:tbl><w:tblPr>{_style("tblStyle", looks.table)}<w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="{escape(clean(given.caption))}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_row(given.header, kept, columns, '<w:tblHeader/>')}{rows}</w:tbl>"
        f"{notes}"
    )
    return Markup(made)  # noqa: S704  # every text in it went through `escape`


def picture(alt: str, size: tuple[int, int], looks: Looks) -> Markup:
    """Return a paragraph with the picture of `size` pixels, as wide as a line."""
    width = looks.width * EMU_PER_TWIP
    height = round(width * size[1] / size[0])
    said = f'id="{DRAWING_NUMBER}" name="chart" descr="{escape(clean(alt))}"'
    made = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWINGS}/wordprocessingDrawing"><wp:extent cx="{width}" '
        f'cy="{height}"/><wp:docPr {said}/><a:graphic xmlns:a="{DRAWINGS}/main"><a:graphicData '
        f'uri="{DRAWINGS}/picture"><pic:pic xmlns:pic="{DRAWINGS}/picture"><pic:nvPicPr><pic:cNvPr {said}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{RELATIONS}" r:embed="{PICTURE_ID}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    return Markup(made)  # noqa: S704  # its one text went through `escape`


def _kinds(given: Table, looks: Looks, more: str = "") -> list[str]:
    """Return the properties of the paragraphs of a row, column by column."""
    cell = looks.dense_cell if is_dense(given) else looks.cell
    sides = ("", '<w:jc w:val="right"/>')
    plain, right = (_properties("pStyle", cell, more + side) for side in sides)
    return [right if is_right else plain for is_right in given.right]


def _row(texts: tuple[str, ...], kinds: list[str], columns: list[int], marks: str = "") -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(text, kind)}</w:tc>'
        for text, kind, width in zip(texts, kinds, columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{marks}</w:trPr>{cells}</w:tr>"


def _paragraph(text: str, properties: str) -> str:
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{say(text)}</w:t></w:r></w:p>'


def _properties(kind: str, style: str, more: str = "") -> str:
    return f"<w:pPr>{_style(kind, style)}{more}</w:pPr>"


def _style(kind: str, style: str) -> str:
    return f'<w:{kind} w:val="{escape(style)}"/>' if style else ""
