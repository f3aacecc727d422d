"""Simulated answers to a questionnaire, and the files that carry them: the entry sheet, KoboToolbox, LimeSurvey."""

import csv
import io
import json
import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import openpyxl

from ontrack_dash.export.tools import entry
from ontrack_dash.fields import FIELDS
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import Instrument, Item
from ontrack_dash.intake.codes import professions

LICENCE = "9999120001"
FIRST_DAY = date(2025, 1, 1)
OWN_WORDS = "Повече практика; по-малко теория"
FACTS = {"licence": LICENCE, "provider": "ц-01", "round": 1}

Answers = list[dict[str, Any]]
Table = list[list[Any]]


def simulate(instrument: Instrument, count: int, seed: int = 2026) -> Answers:
    """Return answers by item: a code, a list of codes, a number, a day, or None; routes are followed."""
    rng = np.random.default_rng(seed)
    return [_one(instrument, rng) for _ in range(count)]


def _one(instrument: Instrument, rng: np.random.Generator) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for item in instrument.items:
        is_asked = item.when is None or said[item.when.item] in item.when.codes
        is_answered = item.required or item.field in FACTS or rng.random() < 0.9
        said[item.id] = _answer(item, rng) if is_asked and is_answered else None
    _agree(instrument, said, rng)
    return said


def _agree(instrument: Instrument, said: dict[str, Any], rng: np.random.Generator) -> None:
    """Let the level be one of those the profession is learnt at; the import fills it in where it is the only one."""
    names = {item.field: item.id for item in instrument.items if item.field in ("profession", "level")}
    if names and (code := said[names["profession"]]) is not None:
        said[names["level"]] = str(rng.choice(sorted(professions()[code])))


def _answer(item: Item, rng: np.random.Generator) -> Any:
    codes = [choice.code for choice in item.choices]
    if item.field in FACTS:
        return FACTS[item.field]
    if item.type == "many":
        alone = [code for code in codes if code != item.exclusive]
        ticked = [code for code in alone if rng.random() < 0.4]
        return ticked or [item.exclusive or codes[0]]
    if codes:
        return str(rng.choice(codes))
    if item.type == "number":
        low, high = item.limits or (0, 9)
        return int(rng.integers(low, min(high, 2020) + 1))
    if item.type == "date":
        return date(2024, int(rng.integers(1, 12)), 1)
    return OWN_WORDS


def answer_ids(count: int) -> list[str]:
    return [str(uuid.UUID(int=number + 2**100)) for number in range(count)]


def moments(count: int) -> list[datetime]:
    return [datetime.combine(FIRST_DAY, datetime.min.time()) + timedelta(hours=7 * number) for number in range(count)]


def expected(instrument: Instrument, answers: Answers) -> list[dict[str, Any]]:
    """Return what the fields of each row must hold, and its complementary answers as JSON."""
    rows = []
    for said in answers:
        row: dict[str, Any] = {}
        further = {}
        for item in instrument.items:
            value = said[item.id]
            if item.field and row.get(item.field) is None:
                row[item.field] = _kept(item, value)
            if item.is_complementary and value is not None:
                further[item.id] = int(value) if item.type == "scale" else value
        rows.append({**row, "further": json.dumps(further, ensure_ascii=False) if further else None})
    return rows


def _kept(item: Item, value: Any) -> Any:
    if value is None:
        return None
    if item.type == "many":
        return ";".join(value)
    kept = item.choice(value).value if item.choices else value
    if kept is None:
        return None
    field = FIELDS[str(item.field)]
    if field.vocabulary == "yes_no":
        return kept == "yes"
    return int(kept) if field.type in ("scale", "count", "year") else kept


def entry_sheet(instrument: Instrument, answers: Answers, words: Words) -> bytes:
    """Fill the product's own entry sheet, as somebody who types paper forms in."""
    book = openpyxl.load_workbook(io.BytesIO(entry.make(instrument, words)))
    page = book.worksheets[0]
    placed = entry.columns(instrument, words)
    facts = zip(answers, answer_ids(len(answers)), moments(len(answers)), strict=True)
    for number, (said, key, moment) in enumerate(facts, start=2):
        for place, column in enumerate(placed, start=1):
            cell = {"answer_id": key, "answer_date": moment.date()}.get(column.field or "")
            if column.item:
                cell = _typed(column, said[column.item.id], words)
            if cell is not None:
                page.cell(number, place, cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _typed(column: entry.Column, value: Any, words: Words) -> Any:
    if column.item is None or value is None:
        return None
    if column.choice:
        return words.t("app.yes") if column.choice.code in value else None
    return column.item.choice(value).text(words) if column.item.choices else value


def kobo(
    instrument: Instrument, answers: Answers, words: Words | None = None, *, groups: bool = True, many: str = "both"
) -> Table:
    """Return an export of KoboToolbox: XML values and headers, or with `words` labels.

    `many`: „both“ one column for the question and one for each answer, „separate“ or „single“ only these or that.
    """
    header: list[str] = ["start", "end", "answer_date", "intro"]
    writers: list[Callable[[dict[str, Any]], Any]] = [lambda _: "2026-01-01T10:00:00.000+02:00"] * 2
    writers += [lambda _: "2025-12-31", lambda _: None]
    for item in instrument.items:
        name = item.id if words is None or item.is_hidden else item.text(words)
        group = item.section if words is None else words.t(f"instrument_section.{item.section}")
        prefix = f"{group}/" if groups and not item.is_hidden else ""
        if item.type != "many" or many != "separate":
            header.append(f"{prefix}{name}")
            writers.append(lambda said, item=item: _kobo_cell(item, said[item.id], words))
        if item.type == "many" and many != "single":
            for choice in item.choices:
                header.append(f"{prefix}{name}/{choice.code if words is None else choice.text(words)}")
                writers.append(lambda said, item=item, code=choice.code: _kobo_tick(said[item.id], code))
    header += ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by"]
    header += ["__version__", "_tags", "_index"]
    facts = zip(answers, answer_ids(len(answers)), moments(len(answers)), strict=True)
    rows = [
        [
            *(write(said) for write in writers),
            *(871_234_500 + number, key, moment.isoformat(), None, None, "submitted_via_web", "center@example.org"),
            *("vQ3", None, number),
        ]
        for number, (said, key, moment) in enumerate(facts, start=1)
    ]
    at = header.index("answer_date")
    for row, moment in zip(rows, moments(len(answers)), strict=True):
        row[at] = moment.date().isoformat()
    return [header, *rows]


def _kobo_cell(item: Item, value: Any, words: Words | None) -> Any:
    if value is None or not item.choices:
        return value.isoformat() if isinstance(value, date) else value
    codes = value if item.type == "many" else [value]
    return " ".join(code if words is None or item.is_hidden else item.choice(code).text(words) for code in codes)


def _kobo_tick(value: Any, code: str) -> Any:
    return None if value is None else int(code in value)


def limesurvey(instrument: Instrument, answers: Answers, words: Words, heading: str, *, full: bool) -> Table:
    """Return an export of LimeSurvey; `heading`: code, text or both; `full`: answers in words instead of codes."""
    facts = {
        "code": ["id", "submitdate", "lastpage", "startlanguage", "seed"],
        "bg": ["ID на отговора", "Дата на подаване", "Последна страница", "Начален език", "Seed"],
        "en": ["Response ID", "Date submitted", "Last page", "Start language", "Seed"],
    }["code" if heading == "code" else words.lang]
    header = list(facts)
    writers: list[Callable[[dict[str, Any]], Any]] = []
    for item in instrument.items:
        for choice in item.choices if item.type == "many" else (None,):
            code = item.short if choice is None else f"{item.short}[{choice.short}]"
            text = item.text(words) if choice is None else f"{item.text(words)} [{choice.text(words)}]"
            header.append({"code": code, "text": text, "both": f"{code}. {text}"}[heading])
            writers.append(lambda said, item=item, choice=choice: _lime_cell(item, choice, said[item.id], words, full))
    rows: Table = [
        [number, f"{moment:%Y-%m-%d %H:%M:%S}", 4, words.lang, 10_000 + number, *(write(said) for write in writers)]
        for number, (said, moment) in enumerate(zip(answers, moments(len(answers)), strict=True), start=1)
    ]
    # An answer somebody began and did not send.
    rows.append([len(rows) + 1, None, 1, words.lang, 1, *(None for _ in writers)])
    return [header, *rows]


def _lime_cell(item: Item, choice: Any, value: Any, words: Words, full: bool) -> Any:
    if choice is not None:
        is_ticked = value is not None and choice.code in value
        if full:
            return "N/A" if value is None else words.t(f"instrument_choice.yes_no.{'yes' if is_ticked else 'no'}")
        return "Y" if is_ticked else None
    if value is None:
        return None
    if item.choices:
        its = item.choice(value)
        return its.text(words) if full else its.short
    if isinstance(value, date):
        return f"{value:%m.%Y}" if full else f"{value:%Y-%m-%d} 00:00:00"
    return value


def as_csv(table: Sequence[Sequence[Any]], delimiter: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(
        [["" if cell is None else cell for cell in row] for row in table]
    )
    return stream.getvalue().encode("utf-8-sig")


def as_xlsx(table: Sequence[Sequence[Any]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Data")
    for row in table:
        page.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
