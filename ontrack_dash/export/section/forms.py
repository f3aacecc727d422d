"""The forms of a section and what makes each of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ontrack_dash.export.about import About
from ontrack_dash.export.section import pdf, sheet, word
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Section, Written

Maker = Callable[[Section, Written, Words, About], bytes]

# Form, which is the ending of its files → what makes one.
FORMS: Mapping[str, Maker] = MappingProxyType({"docx": word.make, "pdf": pdf.make, "xlsx": sheet.make})
