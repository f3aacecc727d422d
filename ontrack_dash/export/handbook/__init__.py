"""The handbook to take away: as Word document and as PDF, with its version, date and licence."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ontrack_dash import handbook
from ontrack_dash.export.handbook import pdf, word
from ontrack_dash.i18n import Words

__all__ = ["FORMS", "name_file"]

# Form, which is the ending of its file → what makes it.
FORMS: Mapping[str, Callable[[Words], bytes]] = MappingProxyType({"docx": word.make, "pdf": pdf.make})
PREFIXES = {"bg": "narachnik-prosledyavane", "en": "handbook-tracking"}


def name_file(words: Words, form: str) -> str:
    """Return what the file of a form is called."""
    return f"{PREFIXES[words.lang]}-{handbook.VERSION}.{form}"
