"""A small invented country for the pages: six cohorts, three oblasti, every source, and one very small centre."""

import json
import random
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd

from ontrack_dash.fields import LAYOUTS, VOCABULARIES
from ontrack_dash.settings import Settings
from ontrack_dash.store import areas, load
from ontrack_dash.store.builds import Build
from tests import builders

YEARS = range(2019, 2025)
CENTRES = {"9999120001": "SOF", "9999120002": "PDV", "9999120003": "VAR", "9999120004": "SOF"}
SMALL_CENTRE = "9999120004"
PROFESSIONS = ("811010", "815010", "482030")
FUNDING = ("fee", "employer", "active_measures")
# Tools of the pilot with the people who were to try each in a country and round, and the part who did.
TRIED = {"graduates_1": 40, "register": 30, "letters": 30, "handbook": 4}
PILOTED = {"BG": 0.9, "LV": 0.5, "CY": 0.25}
# What centres were asked about themselves, and the area of the self-assessment each question belongs to.
QUESTIONS = {"Осигурен ли е достъп?": "access", "Следите ли реализацията?": "realisation"}
FILED = {"9999120001": "approved", "9999120002": "submitted", "9999120003": "returned"}
DESTINATIONS = ("employed",) * 6 + ("self_employed", "study", "unemployed", "unemployed", "inactive", "unknown")


def make(data: Path, *, is_demo: bool = True, has_lists: bool = True, idle: int = 0) -> Build:
    """Publish the country as one build; without lists nothing is known of what centres filed.

    `idle` centres more stand in the register and do nothing.
    """
    chance = random.Random(7)
    people = [_person(chance, centre, year) for centre in CENTRES for year in YEARS for _ in range(_size(centre))]
    answers = [_answer(chance, person, wave) for wave, last in ((1, 2024), (2, 2023)) for person in people
               if person["year"] <= last]  # fmt: skip
    tables = {
        "centres": [_centre(licence) for licence in [*CENTRES, *(f"99991210{n:02}" for n in range(idle))]],
        "graduates": [{name: value for name, value in person.items() if name != "year"} for person in people],
        "answers": [answer for answer in answers if answer],
        "courses": [_course(chance, centre, year) for centre in CENTRES for year in YEARS],
        "employer_answers": [
            _employer(chance, centre, year) for centre in CENTRES for year in YEARS for _ in range(12)
        ],
    }
    tables |= _pilot(random.Random(11))
    if has_lists:
        tables["filings"] = [_filing(centre, year) for centre in FILED for year in YEARS]
        tables["self_assessments"] = [_self_assessment(chance, centre, year) for centre in FILED for year in YEARS]
        for question, area in QUESTIONS.items():
            areas.save(Settings(data), question, area)
    batches = [_batch(table, builders.rows(table, *rows, prefix=table)) for table, rows in tables.items()]
    return load.commit(data, batches, is_demo=is_demo)


def _pilot(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Two rounds in three countries; one tool that few tried, and one country with few people."""
    said, responses = [], []
    for (tool, people), pilot_round, (country, part) in product(TRIED.items(), (1, 2), PILOTED.items()):
        where = {"tool": tool, "round": pilot_round, "country": country, "provider": f"ц-{country}"}
        responses.append({**where, "invited": people, "answered": round(people * part)})
        said += [{**where, **_evaluation(chance, tool, place)} for place in range(round(people * part))]
    return {"pilot_scores": said, "pilot_responses": responses}


def _evaluation(chance: random.Random, tool: str, place: int) -> dict[str, object]:
    scores = {f"tool_{criterion}": chance.choice((3, 4, 4, 5, 5)) for criterion in VOCABULARIES["criterion"]}
    scores["tool_ease"] = chance.choice((1, 2, 4) if tool == "register" else (4, 5))
    said = {"theme": "ease", "comment": "Твърде много колони."} if place % 5 == 0 else {}
    return {"respondent": f"о-{place}", **scores, "minutes": chance.randint(3, 9), **said}


def _size(centre: str) -> int:
    return 4 if centre == SMALL_CENTRE else 60


def _centre(licence: str) -> dict[str, object]:
    name = f"Примерен ЦПО {licence[-1] if licence in CENTRES else licence}"
    return {"licence": licence, "centre_name": name, "oblast": CENTRES.get(licence, "SOF"), "settlement": "Бор"}


def _employer(chance: random.Random, centre: str, year: int) -> dict[str, object]:
    return {"licence": centre, "year": year, "qualification": chance.choice((3, 4, 5))}


def _filing(centre: str, year: int) -> dict[str, object]:
    """One list of each year: the second centre is always late, the small one never files."""
    day = date(year + 1, 2, 3) if centre == "9999120002" else date(year + 1, 1, 20)
    return {"licence": centre, "year": year, "filing_status": FILED[centre], "filing_date": day}


def _self_assessment(chance: random.Random, centre: str, year: int) -> dict[str, object]:
    points = {question: chance.randint(0, 10) for question in QUESTIONS}
    return {**_filing(centre, year), "filed_full": 50, "points": json.dumps(points, ensure_ascii=False)}


def _person(chance: random.Random, centre: str, year: int) -> dict[str, Any]:
    return {
        "year": year,
        "licence": centre,
        "oblast": CENTRES[centre],
        "profession": chance.choice(PROFESSIONS),
        "sex": chance.choice(("male", "female")),
        "funding": chance.choice(FUNDING),
        "level": chance.choice(("2", "3")),
        "kind": "part" if chance.random() < 0.15 else "full",
        "completion_date": date(year, chance.randint(1, 12), 15),
        "has_consent": chance.random() < 0.8,
        "is_invited_2": chance.random() < 0.5,
    }


def _answer(chance: random.Random, person: dict[str, Any], wave: int) -> dict[str, object] | None:
    if chance.random() < 0.35:
        return None
    destination = chance.choice(DESTINATIONS)
    kept = {name: value for name, value in person.items() if name not in ("year", "has_consent", "is_invited_2")}
    return {
        **kept,
        "wave": str(wave),
        "answer_date": person["completion_date"] + timedelta(days=365 * wave),
        "destination": destination,
        "in_field": chance.choice(("profession", "related", "other")) if destination == "employed" else None,
        "is_studying": destination == "study",
        "months_to_job": chance.randint(0, 11) if destination == "employed" else None,
        "usefulness": chance.randint(2, 5),
        "satisfaction": chance.randint(2, 5),
    }


def _course(chance: random.Random, centre: str, year: int) -> dict[str, object]:
    enrolled = chance.randint(20, 40)
    return {
        "licence": centre,
        "year": year,
        "oblast": CENTRES[centre],
        "enrolled_men": enrolled,
        "enrolled_women": enrolled,
        "certified_men": enrolled - chance.randint(0, 8),
        "certified_women": enrolled - chance.randint(0, 8),
        "vulnerable": chance.randint(1, 15),
    }


def _batch(table: str, rows: pd.DataFrame) -> load.Batch:
    kind = builders.KINDS[table]
    return load.Batch(kind, table, rows, LAYOUTS[kind].replaces, f"{table}.xlsx")
