"""The columns of a recognised sheet, each read once by the rules of its field."""

from collections.abc import Iterator
from datetime import date

from ontrack_dash.fields import FIELDS, Layout, fold
from ontrack_dash.intake import form_answers
from ontrack_dash.intake.body import Body
from ontrack_dash.intake.checked import Slot
from ontrack_dash.intake.coded import Coded
from ontrack_dash.intake.dates import settle_slashes
from ontrack_dash.intake.headers import label
from ontrack_dash.intake.mapping import Meaning, reader_of_answers
from ontrack_dash.intake.recognise import ROW_NUMBER, Match
from ontrack_dash.intake.values import reader_of


def make_slots(match: Match, layout: Layout, body: Body, meaning: Meaning | None, today: date) -> tuple[Slot, ...]:
    """Read every column of a layout, and the questions of a survey that ask for a field."""
    asked = form_answers.slots(match, body, today) if match.asked else _questions(match, layout, body, meaning, today)
    return (*_columns(match, layout, body, today), *asked)


def _columns(match: Match, layout: Layout, body: Body, today: date) -> Iterator[Slot]:
    required = {column.field for column in layout.columns if not column.empty and not column.ignore}
    for name, at in match.columns.items():
        if name != ROW_NUMBER:
            coded, reader = body.columns[at], reader_of(FIELDS[name], today)
            readings = list(map(reader, _texts(layout, name, coded))) if reader else None
            yield Slot(FIELDS[name], match.letters[name], coded, readings, is_required=name in required)


def _questions(match: Match, layout: Layout, body: Body, meaning: Meaning | None, today: date) -> Iterator[Slot]:
    for at, question in match.questions.items():
        name = meaning.fields.get(fold(question), "") if meaning else ""
        if meaning and name:
            coded, answers = body.columns[at], meaning.answers.get(fold(question), {})
            readings = list(map(reader_of_answers(name, answers, today), _texts(layout, name, coded)))
            yield Slot(FIELDS[name], label(at, question), coded, readings)


def _texts(layout: Layout, name: str, coded: Coded) -> list[str]:
    """Programs from elsewhere write dates their own way."""
    return settle_slashes(coded.texts) if layout.chosen and FIELDS[name].type == "date" else coded.texts
