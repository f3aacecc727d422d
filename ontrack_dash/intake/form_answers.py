"""Answers to the product's own questionnaires: codes or words, in either language, into values."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd
import pyarrow as pa

from ontrack_dash.fields import FIELDS, VOCABULARIES, Field, fold
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import RESPONDENT, Choice, Item
from ontrack_dash.intake.body import Body
from ontrack_dash.intake.checked import Slot
from ontrack_dash.intake.coded import Coded, encode
from ontrack_dash.intake.dates import first_of_month
from ontrack_dash.intake.findings import MASKED, Findings
from ontrack_dash.intake.forms import Asked
from ontrack_dash.intake.headers import label
from ontrack_dash.intake.recognise import Match
from ontrack_dash.intake.values import JOINT, NO_ANSWER, Reader, Reading, reader_of

# A number LimeSurvey gives an answer is unique in its survey only, and an answer not yet sent has no date.
LIMESURVEY_IDS = frozenset(map(fold, ("id", "Response ID", "ID на отговора")))
LIMESURVEY_DATES = frozenset(map(fold, ("submitdate", "Date submitted", "Дата на подаване")))
TICKED = frozenset(map(fold, (*VOCABULARIES["yes_no"]["yes"], "Y")))
NOT_TICKED = frozenset(map(fold, (*VOCABULARIES["yes_no"]["no"], "N")))
TYPES = {"one": "choice", "many": "choices", "scale": "scale", "number": "count", "date": "date"}
NUMBERED = re.compile(r"([1-5])(?:[.,]0)?(?:\s*[-–.)].*)?", re.DOTALL)


@dataclass(frozen=True)
class Reply:
    """All answers to one question; of a question with several, the codes joined."""

    item: Item
    label: str
    coded: Coded


def settle(body: Body, match: Match, findings: Findings) -> Body:
    """Leave out answers not sent yet, and make the numbers of answers unique beyond their survey."""
    name = "respondent" if "respondent" in match.columns else "answer_id"
    if fold(match.letters[name].partition(" · ")[2]) not in LIMESURVEY_IDS:
        return body
    at, date_at = match.columns[name], match.columns["answer_date"]
    body = _leave_out_open(body, match, findings)
    numbers, days = (body.columns[place].spread(body.columns[place].texts) for place in (at, date_at))
    together = [f"{number} · {day}" for number, day in zip(numbers, days, strict=True)]
    return Body(body.numbers, {**body.columns, at: encode(pa.array(together, pa.large_string()))})


def leave_out_open(body: Body, match: Match, findings: Findings) -> Body:
    """Leave out answers to a survey asked elsewhere that were not sent yet; only LimeSurvey exports them."""
    header = match.letters.get("answer_date", "").partition(" · ")[2]
    return _leave_out_open(body, match, findings) if fold(header) in LIMESURVEY_DATES else body


def _leave_out_open(body: Body, match: Match, findings: Findings) -> Body:
    is_open = body.columns[match.columns["answer_date"]].is_empty
    findings.add_rows("answer_incomplete", body.numbers[is_open], match.letters["answer_date"])
    return body.select(~is_open)


def slots(match: Match, body: Body, today: date) -> Iterator[Slot]:
    """Read the answers to every question, also to those that are kept beside the fields."""
    for reply in replies(match, body):
        item = reply.item
        field = FIELDS[item.field] if item.field else Field(item.id, TYPES[item.type])
        readings = list(map(_reader(item, today), reply.coded.texts))
        # What the centre must know has to be there; what somebody left out is an answer not given.
        is_required = item.required and item.by != RESPONDENT
        yield Slot(field, reply.label, reply.coded, readings, is_required=is_required)


def further(match: Match, body: Body) -> pd.Series:
    """Return question → answer of the complementary answers of each row as JSON text, missing where there are none."""
    told = {reply.item.id: _codes(reply) for reply in replies(match, body) if reply.item.is_complementary}
    rows = [dict(zip(told, answers, strict=True)) for answers in zip(*told.values(), strict=True)]
    given = [{name: answer for name, answer in row.items() if answer is not None} for row in rows]
    texts = [json.dumps(row, ensure_ascii=False) if row else None for row in given or [{}] * len(body.numbers)]
    return pd.Series(texts, dtype="string")


def replies(match: Match, body: Body) -> Iterator[Reply]:
    """Yield the answers to every question once, ticks of one question put together."""
    columns: dict[str, list[tuple[int, Asked]]] = {}
    for at, asked in match.asked.items():
        columns.setdefault(asked.item.id, []).append((at, asked))
    for its in columns.values():
        at, asked = its[0]
        coded = _together(asked.item, [(each, body.columns[place]) for place, each in its])
        yield Reply(asked.item, label(at, match.questions[at]), coded)


def _together(item: Item, columns: Sequence[tuple[Asked, Coded]]) -> Coded:
    if item.type != "many":
        return columns[0][1]
    ticks = {asked.choice.code: coded for asked, coded in columns if asked.choice}
    whole = [coded for asked, coded in columns if asked.choice is None]
    if whole and all(coded.is_empty.all() for coded in ticks.values()):
        return whole[0].change(lambda text: JOINT.join(_split(item, text)) or None)
    said = zip(*(coded.spread(coded.texts) for coded in ticks.values()), strict=True)
    joined = [JOINT.join(_ticked(dict(zip(ticks, row, strict=True)))) or None for row in said]
    return encode(pa.array(joined, pa.large_string()))


def _ticked(row: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the codes that are ticked, and as it stands what is neither a tick nor none."""
    for code, text in row.items():
        if text is not None and fold(text) in TICKED:
            yield code
        elif text is not None and fold(text) not in NOT_TICKED | NO_ANSWER:
            yield text


def _split(item: Item, text: str) -> list[str]:
    """Split the answers in one cell: codes or words, with a space or a semicolon between them."""
    if fold(text) in NO_ANSWER:
        return []
    answers = _answers(item)
    pieces = [piece.strip() for piece in text.split(JOINT)]
    if len(pieces) == 1 and fold(text) not in answers:
        pieces = _split_at_spaces(text.split(), answers) or pieces
    return [answers[fold(piece)].code if fold(piece) in answers else piece for piece in pieces if piece]


def _split_at_spaces(parts: list[str], answers: Mapping[str, Choice]) -> list[str] | None:
    """Find the answers that words with spaces inside were joined from; None when there are none."""
    if not parts:
        return []
    for end in range(len(parts), 0, -1):
        head = " ".join(parts[:end])
        if fold(head) in answers and (rest := _split_at_spaces(parts[end:], answers)) is not None:
            return [head, *rest]
    return None


@lru_cache
def _answers(item: Item) -> Mapping[str, Choice]:
    """Return what each spelling of an answer means: its code, the short one, its words in every language."""
    found: dict[str, Choice] = {}
    for choice in item.choices:
        for text in (choice.code, choice.short, *(choice.text(Words(lang)) for lang in LANGUAGES)):
            found.setdefault(fold(text), choice)
    return found


def _find(item: Item, text: str) -> Choice | None:
    answers = _answers(item)
    if (choice := answers.get(fold(text))) is not None:
        return choice
    numbered = NUMBERED.fullmatch(text) if item.type == "scale" else None
    return answers[numbered[1]] if numbered else None


def _codes(reply: Reply) -> list[object]:
    """Return the answer of each row as it is kept: a code, a list of codes, a number; None for none."""
    values = [_code(reply.item, text) for text in reply.coded.texts]
    kept: list[object] = reply.coded.spread(values).tolist()
    return kept


def _code(item: Item, text: str) -> object:
    if text == MASKED:
        return None
    if item.type == "many":
        return text.split(JOINT)
    if item.type == "scale":
        return int(choice.code) if (choice := _find(item, text)) else None
    if item.choices:
        return choice.code if (choice := _find(item, text)) else None
    return _reader(item, date.max)(text).value


def _reader(item: Item, today: date) -> Reader:
    """Return what reads the answers to a question; an answer that is none of its own is read as any of its field."""
    plain = _plain_reader(item, today)

    def read(text: str) -> Reading:
        if text == MASKED or fold(text) in NO_ANSWER:
            return Reading()
        choice = _find(item, text) if item.type != "many" else None
        if choice is not None and choice.value is None:
            return Reading()
        if choice is None and item.field and item.is_complementary:
            return Reading(rule="number_invalid")
        reading = plain(first_of_month(text) if item.type == "date" else _said(choice, text))
        return _within(item, reading)

    return read


def _said(choice: Choice | None, text: str) -> str:
    return text if choice is None or choice.value is None else choice.value


def _plain_reader(item: Item, today: date) -> Reader:
    if item.field:
        return reader_of(FIELDS[item.field], today) or Reading
    if item.type in ("number", "scale"):
        return reader_of(Field(item.id, TYPES[item.type]), today) or Reading
    known = {choice.code for choice in item.choices}
    return lambda text: Reading(text) if set(text.split(JOINT)) <= known else Reading(rule="choice_unknown")


def _within(item: Item, reading: Reading) -> Reading:
    if item.limits and isinstance(reading.value, int) and not item.limits[0] <= reading.value <= item.limits[1]:
        return Reading(rule="number_invalid")
    return reading
