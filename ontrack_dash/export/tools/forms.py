"""The forms in which every questionnaire is handed out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ontrack_dash.export.tools import codebook, entry, limesurvey, paper, xlsform
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import Instrument

Maker = Callable[[Instrument, Words], bytes]


@dataclass(frozen=True)
class Form:
    """One form: what makes it, and the ending of its files."""

    make: Maker
    suffix: str


FORMS: Mapping[str, Form] = {
    "paper": Form(paper.make, ".docx"),
    "entry": Form(entry.make, ".xlsx"),
    "xlsform": Form(xlsform.make, ".xlsx"),
    "limesurvey": Form(limesurvey.make, ".txt"),
    "codebook": Form(codebook.make, ".xlsx"),
}
