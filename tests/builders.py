"""Tiny builds for tests: a few rows, every other column at a plain default."""

from datetime import date
from pathlib import Path

import pandas as pd

from ontrack_dash.fields import LAYOUTS
from ontrack_dash.store import load
from ontrack_dash.store.builds import Build

Row = dict[str, object]

CENTRE, OTHER = "9999120001", "9999120002"
COOK, HAIRDRESSER = "811010", "815010"

COURSE: Row = {
    "licence": CENTRE, "year": 2023, "kind": "full", "profession": COOK, "specialty": None, "level": "3",
    "oblast": "SOF", "enrolled_men": 0, "enrolled_women": 0, "certified_men": 0, "certified_women": 0,
    "hours": 960, "price": 100.0, "legal_capacity": 0, "funding": "fee", "disabled": 0, "vulnerable": 0,
}  # fmt: skip
GRADUATE: Row = {
    "licence": CENTRE, "profession": COOK, "specialty": None, "level": "3", "kind": "full",
    "completion_date": date(2023, 6, 30), "sex": "female", "birth_year": 1990, "funding": "fee", "oblast": "SOF",
    "has_consent": True, "is_invited_1": True, "is_invited_2": False,
}  # fmt: skip
ANSWER: Row = {
    "licence": CENTRE, "wave": "1", "answer_date": date(2024, 6, 30), "year": None, "profession": COOK,
    "specialty": None, "level": "3", "kind": "full", "completion_date": date(2023, 6, 30), "sex": "female",
    "birth_year": 1990, "funding": "fee", "oblast": "SOF", "destination": "employed", "in_field": "profession",
    "is_studying": False, "months_to_job": 3, "usefulness": 5, "satisfaction": 5, "survey": None,
}  # fmt: skip
EMPLOYER: Row = {
    "licence": CENTRE, "answer_date": date(2024, 6, 30), "profession": COOK, "specialty": None, "level": "3",
    "kind": "full", "year": 2023, "qualification": 5, "satisfaction": 5,
}  # fmt: skip
FILING: Row = {
    "licence": CENTRE, "year": 2024, "list": "self_assessment", "filing_status": "approved",
    "filing_date": date(2025, 1, 20), "annual_status": None, "annual_date": None, "is_annual_filed": None,
}  # fmt: skip
SELF_ASSESSMENT: Row = {
    "licence": CENTRE, "year": 2024, "filing_date": date(2025, 1, 20), "filing_status": "approved", "filed_full": 0,
    "filed_part": 0, "filed_validation": 0, "filed_validation_part": 0, "filed_legal": 0, "filed_continuing": 0,
    "filed_failed": 0, "filed_withdrawn": 0, "points": '{"Осигурен достъп?": 2, "Проследена реализация?": 0.5}',
}  # fmt: skip
COURSE_ANSWER: Row = {
    "licence": CENTRE, "answer_date": date(2024, 6, 30), "profession": COOK, "specialty": None, "level": "3",
    "kind": "full", "completion_date": date(2024, 6, 30), "sex": "female", "birth_year": 1990, "funding": "fee",
    "satisfaction": 5,
}  # fmt: skip
EVALUATION: Row = {
    "round": 1, "tool": "register", "country": "BG", "provider": "ц-01", "role": "trainer", "tool_usefulness": 5,
    "tool_clarity": 5, "tool_ease": 5, "tool_time": 5, "tool_feasibility": 5, "tool_relevance": 5,
    "tool_completeness": 5, "minutes": 10, "adopt": "yes", "theme": None, "comment": None,
}  # fmt: skip
PILOT_RESPONSE: Row = {
    "round": 1, "tool": "register", "country": "BG", "provider": "ц-01", "invited": 20, "answered": 10,
}  # fmt: skip
REGISTER: Row = {"licence": CENTRE, "centre_name": "Примерен ЦПО", "settlement": "София", "oblast": "SOF"}

DEFAULTS = {
    "courses": COURSE,
    "graduates": GRADUATE,
    "answers": ANSWER,
    "employer_answers": EMPLOYER,
    "centres": REGISTER,
    "filings": FILING,
    "self_assessments": SELF_ASSESSMENT,
    "course_answers": COURSE_ANSWER,
    "pilot_scores": EVALUATION,
    "pilot_responses": PILOT_RESPONSE,
}
KINDS = {
    "courses": "annual_a", "graduates": "graduates", "answers": "answers", "employer_answers": "employers",
    "centres": "centres", "filings": "filing_list", "self_assessments": "self_assessments",
    "course_answers": "form_satisfaction", "pilot_scores": "pilot_scores", "pilot_responses": "pilot_responses",
}  # fmt: skip
KEYS = {
    "graduates": "pseudonym", "answers": "answer_id", "employer_answers": "answer_id", "course_answers": "answer_id",
    "pilot_scores": "respondent",
}  # fmt: skip


def rows(table: str, *changes: Row, times: int = 1, prefix: str = "") -> pd.DataFrame:
    """Make rows of a raw table: each change of the defaults, as often as asked, with keys of their own."""
    made = [{**DEFAULTS[table], **change} for change in changes or ({},) for _ in range(times)]
    if table in KEYS:
        made = [{KEYS[table]: f"{prefix}{index}", **row} for index, row in enumerate(made)]
    frame = pd.DataFrame(made, index=range(2, len(made) + 2))
    dates = [column for column in frame.columns if column.endswith("_date")]
    return frame.assign(**{column: pd.to_datetime(frame[column]) for column in dates})


def batch(table: str, frame: pd.DataFrame) -> load.Batch:
    """Wrap rows as the import would."""
    kind = KINDS[table]
    return load.Batch(kind, table, frame, LAYOUTS[kind].replaces, f"{table}.xlsx")


def build(data: Path, **tables: pd.DataFrame) -> Build:
    """Publish one build holding these tables."""
    return load.commit(data, [batch(table, frame) for table, frame in tables.items()])
