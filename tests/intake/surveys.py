"""A survey asked elsewhere: questions of other people, simulated answers, and how four programs export them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from ontrack_dash.fields import FIELDS
from tests.export.tools.exporting import Table, as_csv, as_xlsx

FIRST = datetime(2025, 1, 20, 8, 5, 9)
OPEN = "Ваши препоръки"
MONTH = "Кога получихте свидетелството си?"

# What is asked, the field it stands for, and the code of each answer offered.
ASKED: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "1. С какво се занимавате днес?": ("destination", {
        "Имам работа; по договор": "employed", "Имам работа; собствена фирма": "self_employed",
        "Университет, колеж или друго училище": "study", "Търся": "unemployed", "Нищо": "inactive", "Без отговор*": "",
    }),
    "Вашата работа и дипломата": ("in_field", {
        "Съвпадат": "profession", "Почти, донякъде": "related", "Нямат общо": "other",
    }),
    "Записани ли сте някъде?": ("is_studying", {"Записан съм": "yes", "Не съм": "no"}),
    "Колко чакахте за работа?": ("months_to_job", {"Под 3 месеца": "1", "3 - 6 месеца": "4", "Повече": "12"}),
    "Помогна ли Ви обучението?": ("usefulness", {
        "Изобщо": "1", "Малко": "2", "Средно": "3", "Много": "4", "Изключително": "5",
    }),
    "Оценка от 1 до 10": ("satisfaction", {str(score): str((score + 1) // 2) for score in range(1, 11)}),
    "Професия": ("profession", {"Музикант": "212010", "Художник": "211010"}),
    "Степен": ("level", {"трета": "3"}),
    "Вид обучение": ("kind", {"Цялата професия": "full", "Само част": "part"}),
    "Вие сте": ("sex", {"Жена съм": "female", "Мъж съм": "male"}),
    "Кой плати?": ("funding", {"Аз": "fee", "Фирмата": "employer"}),
    "Къде учихте?": ("oblast", {"Варненско": "VAR", "В столицата": "SOF"}),
    "Родени сте през": ("birth_year", {}),
    MONTH: ("completion_date", {}),
    OPEN: ("", {}),
}  # fmt: skip
MAPPING = {
    "questions": {question: field for question, (field, _) in ASKED.items()},
    "answers": {question: dict(codes) for question, (_, codes) in ASKED.items() if codes},
}

Answers = list[dict[str, Any]]


def simulate(count: int, seed: int = 5) -> Answers:
    """Return answers by question as they were given; one in ten is missing."""
    rng = np.random.default_rng(seed)
    return [{question: _answer(question, rng) for question in ASKED} for _ in range(count)]


def _answer(question: str, rng: np.random.Generator) -> Any:
    field, codes = ASKED[question]
    if field == "completion_date":
        return date(2024, int(rng.integers(1, 12)), int(rng.integers(1, 28)))
    if rng.random() < 0.1:
        return None
    if field == "birth_year":
        return int(rng.integers(1960, 2006))
    return str(rng.choice(list(codes))) if codes else "Повече практика; по-малко теория"


def moments(count: int) -> list[datetime]:
    return [FIRST + timedelta(hours=5 * number) for number in range(count)]


def expected(answers: Answers) -> list[dict[str, Any]]:
    """Return what the fields of each row must hold."""
    rows = []
    for said, sent in zip(answers, moments(len(answers)), strict=True):
        row = {field: _kept(question, said[question]) for question, (field, _) in ASKED.items() if field}
        rows.append({**row, "year": said[MONTH].year, "answer_date": sent.date(), "wave": "1"})
        if row["profession"]:
            rows[-1]["level"] = "3"
    return rows


def _kept(question: str, answer: Any) -> Any:
    field, codes = ASKED[question]
    if answer is None or not codes:
        return answer
    code = codes[answer]
    if not code:
        return None
    if FIELDS[field].vocabulary == "yes_no":
        return code == "yes"
    return int(code) if FIELDS[field].type in ("scale", "count") else code


def _table(answers: Answers, before: list[str], after: list[str], row: Callable[[int], tuple[list[Any], list[Any]]],
           day: Callable[[date], Any] = date.isoformat) -> Table:  # fmt: skip
    def cell(answer: Any) -> Any:
        return day(answer) if isinstance(answer, date) else answer

    body = []
    for number, said in enumerate(answers):
        left, right = row(number)
        body.append([*left, *(cell(answer) for answer in said.values()), *right])
    return [[*before, *ASKED, *after], *body]


def google_csv(answers: Answers) -> bytes:
    sent = moments(len(answers))
    table = _table(answers, ["Timestamp", "Email Address"], [],
                   lambda at: ([f"{sent[at]:%Y/%m/%d %I:%M:%S %p} GMT+2", f"g{at}@example.org"], []))  # fmt: skip
    return as_csv(table, ",")


def google_sheet(answers: Answers) -> bytes:
    sent = moments(len(answers))
    table = _table(answers, ["Клеймо за време", "Имейл адрес"], [], lambda at: ([sent[at], f"g{at}@example.org"], []),
                   day=lambda day: f"{day:%d.%m.%Y} г.")  # fmt: skip
    return as_xlsx(table)


def microsoft_sheet(answers: Answers) -> bytes:
    sent = moments(len(answers))
    before = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"]
    table = _table(answers, before, [],
                   lambda at: ([at + 1, FIRST - timedelta(2), sent[at], "anonymous", "Иван", None], []))  # fmt: skip
    return as_xlsx(table)


def microsoft_csv(answers: Answers) -> bytes:
    sent = moments(len(answers))

    def american(day: date) -> str:
        return f"{day.month}/{day.day}/{day:%Y}"

    table = _table(answers, ["ID", "Start time", "Completion time", "Email", "Name"], [],
                   lambda at: ([at + 1, "1/2/25 8:00:00", f"{sent[at].month}/{sent[at].day}/{sent[at]:%y %H:%M:%S}",
                                "anonymous", None], []), day=american)  # fmt: skip
    return as_csv(table, ",")


def limesurvey(answers: Answers) -> bytes:
    sent = moments(len(answers))
    before = ["ID на отговора", "Дата на подаване", "Последна страница", "Начален език", "Seed"]
    table = _table(answers, before, ["IP адрес", "Общо време"],
                   lambda at: ([at + 1, f"{sent[at]:%Y-%m-%d %H:%M:%S}", 4, "bg", 77], ["192.0.2.1", 91.5]),
                   day=lambda day: f"{day} 00:00:00")  # fmt: skip
    header, *rows = [["N/A" if cell is None else cell for cell in row] for row in table]
    unsent = [len(rows) + 1, None, 1, "bg", 78, *rows[0][5:]]
    return as_csv([header, *rows, unsent], ";")


def kobo(answers: Answers) -> bytes:
    sent = moments(len(answers))
    ends = ["_id", "_uuid", "_submission_time", "_validation_status", "_submitted_by", "__version__", "_index"]
    table = _table(answers, ["start", "end"], ends,
                   lambda at: (["2025-01-01T10:00:00.000+02:00"] * 2,
                               [88_000 + at, f"u-{at}", sent[at].isoformat(), None, None, "v1", at + 1]))  # fmt: skip
    return as_xlsx(table)


PROGRAMS: Mapping[str, Callable[[Answers], bytes]] = {
    "google csv": google_csv, "google sheet": google_sheet, "microsoft sheet": microsoft_sheet,
    "microsoft csv": microsoft_csv, "limesurvey": limesurvey, "kobo": kobo,
}  # fmt: skip
