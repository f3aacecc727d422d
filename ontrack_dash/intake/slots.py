"""The columns of a recognised sheet, each read once by the rules of its field."""

from collections.abc import Iterator
from datetime import date

from ontrack_dash.fields import FIELDS, Layout, fold
from ontrack_dash.intake.body import Body
from ontrack_dash.intake.checked import Slot
from ontrack_dash.intake.headers import label
from ontrack_dash.intake.mapping import Meaning, reader_of_answers
from ontrack_dash.intake.recognise import ROW_NUMBER, Match
from ontrack_dash.intake.values import reader_of


def make_slots(match: Match, layout: Layout, body: Body, meaning: Meaning | None, today: date) -> tuple[Slot, ...]:
    """Read every column of a layout, and the questions of a survey that ask for a field."""
    return (*_columns(match, layout, body, today), *_questions(match, body, meaning, today))


def _columns(match: Match, layout: Layout, body: Body, today: date) -> Iterator[Slot]:
    required = {column.field for column in layout.columns if not column.empty and not column.ignore}
    for name, at in match.columns.items():
        if name != ROW_NUMBER:
            coded, reader = body.columns[at], reader_of(FIELDS[name], today)
            readings = list(map(reader, coded.texts)) if reader else None
            yield Slot(FIELDS[name], match.letters[name], coded, readings, is_required=name in required)


def _questions(match: Match, body: Body, meaning: Meaning | None, today: date) -> Iterator[Slot]:
    for at, question in match.questions.items():
        name = meaning.fields.get(fold(question), "") if meaning else ""
        if meaning and name:
            coded, answers = body.columns[at], meaning.answers.get(fold(question), {})
            readings = list(map(reader_of_answers(name, answers, today), coded.texts))
            yield Slot(FIELDS[name], label(at, question), coded, readings)
