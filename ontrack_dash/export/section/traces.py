"""What Word leaves in a template of whoever wrote it: taken out before it becomes a thousand documents."""

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap, qn
from lxml import etree

# The last word of a link → what it leads to is left behind: comments and their writers, properties, the own template.
LINKS = frozenset(
    {
        "attachedTemplate", "comments", "commentsExtended", "commentsExtensible", "commentsIds", "custom-properties",
        "extended-properties", "people", "thumbnail",
    }
)  # fmt: skip
PROPERTIES = ("category", "comments", "content_status", "identifier", "keywords", "subject", "version")
WORD = {"w": nsmap["w"]}
MARKS = etree.XPath(
    "//w:attachedTemplate | //w:commentRangeStart | //w:commentRangeEnd | //w:commentReference", namespaces=WORD
)
SIGNED = etree.XPath("//*[@w:author]", namespaces=WORD)


def forget(document: Document, author: str) -> None:
    """Take the names out of a template; what was changed in it under somebody's name is then changed by `author`."""
    for name in PROPERTIES:
        setattr(document.core_properties, name, "")
    package = document.part.package
    parts = list(package.iter_parts())
    for holder in (package, *parts):
        for number in [number for number, link in holder.rels.items() if link.reltype.rpartition("/")[2] in LINKS]:
            del holder.rels[number]
    for element in [part.element for part in parts if isinstance(part, XmlPart)]:
        for mark in MARKS(element):
            mark.getparent().remove(mark)
        for change in SIGNED(element):
            change.set(qn("w:author"), author)
