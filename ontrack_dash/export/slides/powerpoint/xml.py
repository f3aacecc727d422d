"""The words of DrawingML charts (ECMA-376 part 1, 21.2), each written once; elements stand in the order it demands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ontrack_dash.export.cells import UNPRINTABLE
from ontrack_dash.export.slides.powerpoint.sheet import Column, Sheet
from ontrack_dash.export.slides.powerpoint.space import LEAST

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
EMU = 12700
TEXT = '<a:schemeClr val="tx1"/>'
NO_FILL = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


@dataclass(frozen=True)
class Inner:
    """The place of the drawing itself within its chart, as shares of width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def xml(self) -> str:
        """The layout of a plot area."""
        sizes = f'<c:x val="{self.x:.4f}"/><c:y val="{self.y:.4f}"/>'
        sizes += f'<c:w val="{self.width:.4f}"/><c:h val="{self.height:.4f}"/>'
        modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        return f"<c:layout><c:manualLayout>{modes}{sizes}</c:manualLayout></c:layout>"


def space(plots: str, axes: str, inner: Inner | None, lang: str) -> bytes:
    """Return a whole chart; a missing value is a gap."""
    layout = inner.xml if inner else "<c:layout/>"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{lang}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{layout}{plots}{axes}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{NO_FILL}'
        f"{text(lang=lang)}</c:chartSpace>"
    ).encode()


def text(size: float = LEAST, *, bold: bool = False, colour: str = "", lang: str = "") -> str:
    """Return how text looks."""
    said = f' lang="{lang}"' if lang else ""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr{said} sz="{size * 100:.0f}" b="{int(bold)}">'
        f"{fill(colour)}</a:defRPr></a:pPr><a:endParaRPr{said}/></a:p></c:txPr>"
    )


def shape(colour: str, width: float = 0, *, is_filled: bool = True, dash: str = "") -> str:
    """Return fill and outline; without a width there is no outline, without fill only that."""
    inside = fill(colour) if is_filled else "<a:noFill/>"
    return f"<c:spPr>{inside}{stroke(colour, width, dash)}</c:spPr>"


def stroke(colour: str, width: float, dash: str = "") -> str:
    """Return a line, its width in points."""
    if not width:
        return "<a:ln><a:noFill/></a:ln>"
    dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{width * EMU:.0f}" cap="flat">{fill(colour)}{dashed}<a:round/></a:ln>'


def marker(colour: str, size: float, symbol: str = "circle", ground: str = "") -> str:
    """Return the mark of a point; with a ground it is hollow."""
    look = f"<c:spPr>{fill(ground or colour)}{stroke(colour, 2)}</c:spPr>"
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size:.0f}"/>{look}</c:marker>'


NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'


def point(number: int, look: str) -> str:
    """Return how one point differs from the rest of its series."""
    return f'<c:dPt><c:idx val="{number}"/>{look}</c:dPt>'


def title_of(column: Column) -> str:
    """Return the name of a series, taken from the header of its column."""
    cache = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(column.header)}</c:v></c:pt></c:strCache>'
    return f"<c:tx><c:strRef><c:f>{column.head}</c:f>{cache}</c:strRef></c:tx>"


def names(sheet: Sheet) -> str:
    """Return the names of the rows as categories."""
    texts = [escape(UNPRINTABLE.sub("", name)) for name in sheet.rows]
    points = "".join(f'<c:pt idx="{at}"><c:v>{name}</c:v></c:pt>' for at, name in enumerate(texts))
    cache = f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
    return f"<c:cat><c:strRef><c:f>{sheet.names}</c:f>{cache}</c:strRef></c:cat>"


def numbers(tag: str, column: Column) -> str:
    """Return a column as numbers of a series."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(column.values) if value is not None
    )
    cache = f"<c:formatCode>{escape(column.form)}</c:formatCode>"
    cache += f'<c:ptCount val="{len(column.values)}"/>{points}'
    return f"<c:{tag}><c:numRef><c:f>{column.place}</c:f><c:numCache>{cache}</c:numCache></c:numRef></c:{tag}>"


def interval(minus: Column, plus: Column, look: str, direction: str = "") -> str:
    """Return error bars of given lengths."""
    way = f'<c:errDir val="{direction}"/>' if direction else ""
    kind = '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
    lengths = numbers("plus", plus) + numbers("minus", minus)
    return f"<c:errBars>{way}{kind}{lengths}<c:spPr>{look}</c:spPr></c:errBars>"


def labels(each: str = "", place: str = "", form: str = "", look: str = "", *, shows: Iterable[str] = ()) -> str:
    """Return the labels of a series: those of single points, then what holds for all others."""
    return f"<c:dLbls>{each}{_labelled(place, form, look, shows)}</c:dLbls>"


def label(at: int, place: str, form: str, look: str, shows: Iterable[str]) -> str:
    """Return the label of one point, written otherwise than those of the others."""
    return f'<c:dLbl><c:idx val="{at}"/>{_labelled(place, form, look, shows)}</c:dLbl>'


def _labelled(place: str, form: str, look: str, shows: Iterable[str]) -> str:
    written = f'<c:numFmt formatCode={quoteattr(form)} sourceLinked="0"/>' if form else ""
    styled = f"<c:spPr><a:noFill/></c:spPr>{look}" if look else ""
    where = f'<c:dLblPos val="{place}"/>' if place else ""
    flags = "".join(f'<c:{name} val="{int(name in shows)}"/>' for name in SHOWN)
    return f"{written}{styled}{where}{flags}<c:separator> </c:separator>"


def axis(tag: str, number: int, other: int, place: str, options: Mapping[str, str]) -> str:
    """Return an axis; options: `scale`, `grid`, `form`, `labels`, `line`, `crosses`, `more`, `lang`, `is_hidden`."""
    text_look = text(lang=options.get("lang", ""))
    return (
        f'<c:{tag}><c:axId val="{number}"/><c:scaling>{options.get("scale", "")}</c:scaling>'
        f'<c:delete val="{options.get("is_hidden", "0")}"/><c:axPos val="{place}"/>{options.get("grid", "")}'
        f'<c:numFmt formatCode={quoteattr(options.get("form", "General"))} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{options.get("labels", "low")}"/>'
        f'<c:spPr>{options.get("line") or stroke("", 0)}</c:spPr>{text_look}<c:crossAx val="{other}"/>'
        f'<c:crosses val="{options.get("crosses", "autoZero")}"/>{options.get("more", "")}</c:{tag}>'
    )


def scale(low: float | None = None, high: float | None = None, *, is_reversed: bool = False) -> str:
    """Return the ends of an axis and its direction."""
    ends = "" if high is None else f'<c:max val="{high!r}"/>'
    ends += "" if low is None else f'<c:min val="{low!r}"/>'
    return f'<c:orientation val="{"maxMin" if is_reversed else "minMax"}"/>{ends}'


def fill(colour: str) -> str:
    """Return a plain fill; without a colour that of the text of the template."""
    inside = f'<a:srgbClr val="{colour.lstrip("#").upper()}"/>' if colour else TEXT
    return f"<a:solidFill>{inside}</a:solidFill>"
