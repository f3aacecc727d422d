"""The styles of the default Word template: Word's own where it has one, so that people find them by their names."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from ontrack_dash.export.section.chart import colours
from ontrack_dash.i18n import Words

LANGUAGES = {"bg": "bg-BG", "en": "en-GB"}
DECIMAL_MARK = {"bg": ",", "en": "."}
# On every system, or with a twin of the same widths.
FONT = "Arial"
TABLE = "Table Grid"
# Style → size in points, space before and after; Word's own styles of these names are restyled.
SIZES = {
    "Normal": (10, 0, 6),
    "Title": (18, 0, 6),
    "Subtitle": (12, 0, 8),
    "Heading 1": (13, 14, 5),
    "Heading 2": (11, 10, 3),
    "List Bullet": (10, 0, 3),
    "Caption": (9, 6, 4),
    "Header": (10, 0, 0),
    "Footer": (7.5, 0, 0),
}
OWN_SIZES = {
    "cell": (8.5, 1, 1),
    "dense_cell": (7.5, 1, 1),
    "fact": (10, 0, 2),
    "label": (10, 0, 2),
    "note": (8.5, 3, 6),
    "prompt": (10, 0, 6),
    "tag": (8, 0, 0),
    "help": (9, 0, 12),
    "lead": (10, 0, 6),
}
COLOURED = {"Title": "this", "Heading 1": "this", "Heading 2": "this", "Header": "look", "Footer": "muted"}
MUTED = ("label", "note", "prompt", "tag", "help")
BOLD = ("Title", "Heading 1", "Heading 2", "Caption", "Header")
ITALIC = ("prompt", "help")
# Of the template this one is made from: what the documents have no use for.
DROPPED = {
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.THUMBNAIL,
}


def prepare(document: Document, words: Words) -> None:
    """Give an empty document its language and styles."""
    _set_language(document, words.lang)
    _drop_unused(document)
    for name, sizes in SIZES.items():
        _restyle(document.styles[name], sizes, COLOURED.get(name, "ink"))
    for name, sizes in OWN_SIZES.items():
        style = document.styles.add_style(words.t(f"export.section.style.{name}"), WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        _restyle(style, sizes, "muted" if name in MUTED else "ink")
        style.font.italic = True if name in ITALIC else None
    for name in BOLD:
        document.styles[name].font.bold = True
    for name in ("Caption", words.t("export.section.style.lead")):
        document.styles[name].paragraph_format.keep_with_next = True
    # No line of a definition stands alone on the last page.
    document.styles["Normal"].paragraph_format.widow_control = True
    document.styles["List Bullet"].paragraph_format.keep_together = True
    for tabs in document.styles["Footer"].element.xpath("w:pPr/w:tabs"):
        tabs.getparent().remove(tabs)
    _restyle_table(document.styles[TABLE].element)


def _restyle(style: ParagraphStyle, sizes: tuple[float, float, float], colour: str) -> None:
    size, before, after = sizes
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    style.font.name = FONT
    # Said by nobody, a style lets the header of a table be bold.
    style.font.size, style.font.bold, style.font.italic = Pt(size), None, None
    style.font.color.rgb = RGBColor.from_string(colours()[colour].removeprefix("#"))
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.1
    for border in style.element.xpath("w:pPr/w:pBdr | w:rPr/w:spacing | w:rPr/w:kern | w:pPr/w:contextualSpacing"):
        border.getparent().remove(border)


def _set_language(document: Document, lang: str) -> None:
    for element in document.styles.element.xpath("w:docDefaults//w:lang"):
        element.set(qn("w:val"), LANGUAGES[lang])
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGES[lang])
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), DECIMAL_MARK[lang])
    for setting in settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        # Below 15 Word says „compatibility mode“ above every document.
        setting.set(qn("w:val"), "15")


def _drop_unused(document: Document) -> None:
    for holder in (document.part, document.part.package):
        for number in [number for number, link in holder.rels.items() if link.reltype in DROPPED]:
            del holder.rels[number]
    for style in [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in (TABLE, "Normal Table"):
            style.delete()


def _restyle_table(style: BaseOxmlElement) -> None:
    """Make Word's plain grid quiet: thin lines between rows, a blue one under a bold header."""
    for old in [*style.findall(qn("w:tblPr")), *style.findall(qn("w:tblStylePr"))]:
        style.remove(old)
    grid, this = (colours()[name].removeprefix("#") for name in ("grid", "this"))
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{grid}"'
    style.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
            '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
            '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    style.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{this}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        )
    )
