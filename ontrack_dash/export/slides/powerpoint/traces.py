"""What lies in a template beside its looks: its slides, the people who wrote it, and links that lead outside."""

from pptx.opc.constants import RELATIONSHIP_TYPE as LINK
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

# The last word of a link → what it leads to is left behind: who wrote, commented and changed, and what they saw.
LEFT = frozenset(
    {
        "authors", "commentAuthors", "comments", "custom-properties", "customXml", "extended-properties",
        "printerSettings", "slide", "tags", "thumbnail", "viewProps",
    }
)  # fmt: skip
# The same of what runs or carries programs.
ACTIVE = frozenset({"activeXControlBinary", "control", "oleObject", "vbaProject"})
# Of a presentation: the list of its slides, named selections of them, and sections, which all name slides.
NAMING = ("p:custShowLst", "p:custDataLst", "p:extLst")


def forget(presentation: Presentation) -> None:
    """Take out the slides of a template and the names of whoever made it."""
    element = presentation.part._element
    for slide in list(presentation.slides._sldIdLst):
        presentation.slides._sldIdLst.remove(slide)
    for name in NAMING:
        for found in element.findall(qn(name)):
            element.remove(found)
    package = presentation.part.package
    for holder in (package, presentation.part):
        for number, link in list(holder._rels.items()):
            if link.reltype.rpartition("/")[2] in LEFT:
                holder._rels.pop(number)


def is_active(part: Part) -> bool:
    """Tell whether a part leads to what runs, whatever type the file calls it by."""
    return any(link.reltype.rpartition("/")[2] in ACTIVE for link in part.rels.values())


def is_linked(part: Part) -> bool:
    """Tell whether a part takes something from outside the file, other than a link for people to follow."""
    return any(link.is_external and link.reltype != LINK.HYPERLINK for link in part.rels.values())
