"""Text from data on its way into a document: only characters that may stand there, only as text."""

from ontrack_dash.export.cells import UNPRINTABLE
from ontrack_dash.section.model import Written

# The longest title that Word's own properties take.
LONGEST_NAME = 255


def clean(text: str) -> str:
    """Drop control characters; a tab becomes a space, every kind of line end a newline."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def name(written: Written) -> str:
    """Return what a document is called in lists and by readers' programs."""
    full = clean(f"{written.title} – {written.subtitle}").replace("\n", " ")
    return full if len(full) <= LONGEST_NAME else full[: LONGEST_NAME - 1] + "…"
