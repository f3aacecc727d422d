"""Which colour means what on the ground of a template."""

import re
from dataclasses import dataclass

from pptx.opc.constants import RELATIONSHIP_TYPE as LINK
from pptx.oxml.ns import qn
from pptx.slide import SlideMaster

from ontrack_dash.export.slides.powerpoint.writing import LANGUAGES
from ontrack_dash.figures.palette import PALETTES, Palette, contrast
from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import Mark, Series

# A ground on which white text is read better than black.
DARK = 7
# How much of the ground there is in what is imprecise.
PALE = 0.65


@dataclass(frozen=True)
class Looks:
    """The colours in use, the words and their language."""

    palette: Palette
    words: Words

    @property
    def lang(self) -> str:
        """The language as documents name it."""
        return LANGUAGES[self.words.lang]

    def of_role(self, role: str) -> str:
        """Return the colour of a role."""
        return {"others": self.palette.others, "look": self.palette.look, "quiet": self.palette.edge}.get(
            role, self.palette.this
        )

    def pale(self, colour: str) -> str:
        """Return a colour mixed with much of the ground."""
        pairs = zip(_channels(colour), _channels(self.palette.paper), strict=True)
        return "#" + "".join(f"{round(own + (ground - own) * PALE):02x}" for own, ground in pairs)

    def of_line(self, series: Series) -> str:
        """Return the colour of a line; one without a colour takes that of its role."""
        if series.colour is None:
            return self.of_role(series.marks[0].role if series.marks else "this")
        return self.palette.lines[series.colour % len(self.palette.lines)]

    def usual(self, series: Series) -> str:
        """Return the colour most marks of a series have."""
        colours = [self.of_mark(series, mark) for mark in series.marks if mark.value is not None]
        return max(colours, key=colours.count, default=self.of_line(series))

    def of_mark(self, series: Series, mark: Mark) -> str:
        """Return the colour of one mark."""
        return self.of_line(series) if series.colour is not None and mark.role == "this" else self.of_role(mark.role)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def choose(master: SlideMaster, words: Words) -> Looks:
    """Return the colours that are read on the ground of a master: a dark one takes those for dark grounds."""
    ground = _ground(master)
    mode = "dark" if contrast(ground, "#ffffff") > DARK else "projector"
    return Looks(PALETTES[mode], words)


def _ground(master: SlideMaster) -> str:
    """Return the colour slides lie on as `#rrggbb`; white where a picture or a run of colours says nothing of it."""
    element = master._element
    found = element.xpath("./p:cSld/p:bg//a:srgbClr/@val")
    if found:
        return f"#{found[0].lower()}"
    name = (element.xpath("./p:cSld/p:bg//a:schemeClr/@val") or ["bg1"])[0]
    mapped = element.find(qn("p:clrMap")).get(name, name)
    theme = master.part.part_related_by(LINK.THEME).blob.decode(errors="replace")
    colour = re.search(rf'<a:{mapped}>\s*<a:(?:srgbClr val|sysClr [^>]*lastClr)="([0-9A-Fa-f]{{6}})"', theme)
    return f"#{colour.group(1).lower()}" if colour else "#ffffff"
