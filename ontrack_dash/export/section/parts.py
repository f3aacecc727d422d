"""The parts of a section in their order, as the names of a template."""

PARTS = (
    "summary",
    "counts",
    "measured",
    "findings",
    "professions",
    "kinds",
    "employers",
    "response",
    "gaps",
    "own",
    "measures",
    "definitions",
)
# The part whose numbers the chart draws, and those a centre writes itself.
DRAWN, OWN, MEASURES = "measured", "own", "measures"
# The parts whose sentences lead to a table: never parted from it by the end of a page.
LEADING = ("professions", "kinds", "employers", "response")
