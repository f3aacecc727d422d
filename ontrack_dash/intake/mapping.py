"""What the questions of a survey mean: a saved mapping, the person's own, or the product's questionnaire."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import product
from types import MappingProxyType

import pandas as pd

from ontrack_dash.fields import FIELDS, VOCABULARIES, Field, fold
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.intake.asked import Known, Options, SurveyMapping
from ontrack_dash.intake.dates import first_of_month, parse_date
from ontrack_dash.intake.findings import MASKED
from ontrack_dash.intake.personal_data import holds_personal_data
from ontrack_dash.intake.recognise import Match
from ontrack_dash.intake.values import NO_ANSWER, Reading, reader_of

QUESTIONNAIRES = ("graduates_1", "graduates_2")
JOINT = ", "
# What programs put between answers ticked together: Google Sheets; Google and Microsoft Forms; KoboToolbox.
JOINTS = (JOINT, ";", " ")
ANSWERS = ("destination", "in_field", "is_studying", "months_to_job", "usefulness", "satisfaction")
# Fields a question may ask for: the answers, and what of a person stands in columns of its own elsewhere.
FIELDS_ASKED = (
    *ANSWERS, "completion_date", "year", "answer_date", "sex", "birth_year", "profession", "specialty", "level", "kind",
    "funding", "oblast", "licence", "wave",
)  # fmt: skip
FREE_TEXT = re.compile(r";\s")
NUMBERED = re.compile(r"([1-5])(?:\s+[-–]|[.)])\s")
# More different answers than this and the question is an open one.
MOST_ANSWERS = 60


@dataclass(frozen=True)
class Meaning:
    """What each question (folded) asks, and what each answer (folded) to it stands for."""

    fields: Mapping[str, str]
    answers: Mapping[str, Mapping[str, str]]


def questions(cells: pd.DataFrame, match: Match) -> dict[str, tuple[str, ...]]:
    """Return the different answers to each question of a draft's cells, commonest first, none for an open question.

    Several answers ticked together are listed one by one when each was also given alone.
    """
    return {question: _single_answers(cells[question]) for question in match.questions.values()}


def drop_free_text(text: str) -> str | None:
    """Keep what was ticked and drop what was written after it."""
    return FREE_TEXT.split(text, maxsplit=1)[0].rstrip() or None


def digest(match: Match) -> str:
    """Name a survey by its questions: the same questions give the same name, in any order."""
    return sha256("\n".join(sorted(map(fold, match.questions.values()))).encode()).hexdigest()[:16]


def resolve(match: Match, options: Options, known: Known) -> Meaning:
    """Return the meaning of a survey: the person's word before the saved one before the product's questionnaire."""
    sources: list[SurveyMapping] = [questionnaire(), known.mappings.get(digest(match), {}), options.mapping or {}]
    asked = set(map(fold, match.questions.values()))
    fields: dict[str, str] = {}
    answers: dict[str, Mapping[str, str]] = {}
    for source in sources:
        fields |= {fold(question): field for question, field in source.get("questions", {}).items()}
        answers |= {
            fold(question): {fold(answer): code for answer, code in codes.items()}
            for question, codes in source.get("answers", {}).items()
        }
    usable = {question: field for question, field in fields.items() if question in asked and _is_usable(field)}
    return Meaning(usable, answers)


def unmapped(match: Match, meaning: Meaning) -> tuple[str, ...]:
    """Return the questions nobody has said the meaning of; all of them when none gives an answer that counts."""
    asked = tuple(match.questions.values())
    if not set(ANSWERS) & set(meaning.fields.values()):
        return asked
    return tuple(question for question in asked if fold(question) not in meaning.fields)


def to_save(match: Match, meaning: Meaning) -> SurveyMapping:
    """Return what is kept of a meaning for the next file with the same questions."""
    asked = set(map(fold, match.questions.values()))
    answers = {
        question: {answer: code for answer, code in codes.items() if not holds_personal_data(answer)}
        for question, codes in meaning.answers.items()
        if question in asked
    }
    return {"questions": dict(meaning.fields), "answers": answers}


@lru_cache
def questionnaire() -> SurveyMapping:
    """Return the mapping of the product's own questionnaires of graduates, asked through another system."""
    questions: dict[str, str] = {}
    answers: dict[str, dict[str, str]] = {}
    for words, name in product(map(Words, LANGUAGES), QUESTIONNAIRES):
        for item in INSTRUMENTS[name].items:
            questions[item.text(words)] = item.field or ""
            answers[item.text(words)] = {choice.text(words): choice.value or "" for choice in item.choices}
    return MappingProxyType({"questions": questions, "answers": answers})


def reader_of_answers(field_id: str, answers: Mapping[str, str], today: date) -> Callable[[str], Reading]:
    """Return what reads the answers to a question mapped to a field."""
    field = FIELDS[field_id]
    plain = reader_of(field, today)
    order = list(VOCABULARIES[field.vocabulary]) if field.vocabulary else []

    def read_one(text: str) -> Reading:
        code = answers.get(fold(text))
        if code == "" or (code is None and fold(text) in NO_ANSWER):
            return Reading()
        reading = plain(code or _plain(text, field)) if plain else Reading(text)
        return Reading(rule="answer_unmapped") if reading.rule else reading

    def read(text: str) -> Reading:
        if text == MASKED:
            return Reading()
        whole = read_one(text)
        pieces = _split(text, answers) if whole.rule and order else None
        if not pieces:
            return whole
        return min(map(read_one, pieces), key=lambda reading: _place(reading.value, order))

    return read


def guess(answer: str, field_id: str) -> str | None:
    """Return the code an answer reads as without being explained, None when it needs to be."""
    value = reader_of_answers(field_id, {}, date.max)(answer).value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def _plain(text: str, field: Field) -> str:
    """Cut an answer to what its field takes: the number before its words, a month's first day, the year of a day."""
    if field.type == "date":
        return first_of_month(text)
    if field.type == "year":
        day = parse_date(first_of_month(text))
        return str(day.year) if day else text
    found = NUMBERED.match(text) if field.type in ("scale", "choice") else None
    return found[1] if found else text


def _place(value: object, order: list[str]) -> int:
    """Of several answers the one the closed list has first counts: work before study before looking for work."""
    code = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return order.index(str(code)) if code in order else len(order)


def _is_usable(field: str) -> bool:
    return field == "" or field in FIELDS_ASKED


def _single_answers(column: pd.Series) -> tuple[str, ...]:
    counts = column.dropna().value_counts()
    answers = [str(answer) for answer in counts.index]
    known = {fold(answer): "" for answer in answers}
    single = [answer for answer in answers if not _split(answer, {key: "" for key in known if key != fold(answer)})]
    return tuple(single) if len(single) <= MOST_ANSWERS else ()


def _split(text: str, answers: Mapping[str, str]) -> list[str] | None:
    """Split answers ticked together; None when no way to split gives known answers only."""
    return next((pieces for joint in JOINTS if (pieces := _split_at(joint, text.strip(";"), answers))), None)


def _split_at(joint: str, text: str, answers: Mapping[str, str]) -> list[str] | None:
    """Split answers at what joins them, which may stand inside an answer too; None when a piece is no known answer."""
    if fold(text) in answers:
        return [text]
    parts = text.split(joint)
    for end in range(1, len(parts)):
        head = joint.join(parts[:end])
        if fold(head) in answers and (rest := _split_at(joint, joint.join(parts[end:]), answers)):
            return [head, *rest]
    return None
