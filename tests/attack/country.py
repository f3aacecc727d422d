"""Random small countries for the adversary: a few oblasti, centres and professions, one or two years."""

from datetime import date
from pathlib import Path

import numpy as np

from tests import builders
from tests.builders import Row

PROFESSIONS = (("811010", "3"), ("811020", "2"), ("815010", "3"), ("482010", "3"))
OBLASTI = ("SOF", "PDV", "VAR")
FUNDING = ("fee", "employment_agency")
DESTINATIONS = (
    {"destination": "employed", "in_field": "profession"},
    {"destination": "employed", "in_field": "other"},
    {"destination": "self_employed", "in_field": "related"},
    {"destination": "study", "in_field": None, "is_studying": True, "months_to_job": None, "usefulness": None},
    {"destination": "unemployed", "in_field": None, "months_to_job": None, "usefulness": None},
    {"destination": "inactive", "in_field": None, "months_to_job": None, "usefulness": None},
    {"destination": "unknown", "in_field": None, "months_to_job": None, "usefulness": None, "satisfaction": None},
)


def make(data: Path, seed: int) -> Path:
    """Publish a build of a random country; return its path."""
    rng = np.random.default_rng(seed)
    centres = [f"99991200{number:02d}" for number in range(1, int(rng.integers(4, 9)))]
    homes = {centre: str(rng.choice(OBLASTI)) for centre in centres}
    people = [_person(rng, centres, homes) for _ in range(int(rng.integers(80, 260)))]
    graduates = [{key: person[key] for key in builders.GRADUATE if key in person} for person in people]
    answers = [_answer(rng, person) for person in people if rng.random() < 0.7]
    register = [{"licence": centre, "oblast": homes[centre]} for centre in centres]
    built = builders.build(
        data,
        centres=builders.rows("centres", *register),
        graduates=builders.rows("graduates", *graduates),
        answers=builders.rows("answers", *answers),
    )
    return built.path


def _person(rng: np.random.Generator, centres: list[str], homes: dict[str, str]) -> Row:
    centre = str(rng.choice(centres, p=_uneven(len(centres))))
    profession, level = PROFESSIONS[rng.choice(len(PROFESSIONS), p=_uneven(len(PROFESSIONS)))]
    return {
        "licence": centre, "profession": profession, "level": level, "oblast": homes[centre],
        "sex": str(rng.choice(["female", "male"])), "funding": str(rng.choice(FUNDING, p=[0.8, 0.2])),
        "kind": str(rng.choice(["full", "part"], p=[0.85, 0.15])),
        "birth_year": int(rng.choice([1975, 1990, 2003])),
        "completion_date": date(int(rng.choice([2022, 2023])), 6, 30),
        "has_consent": bool(rng.random() < 0.9), "is_invited_1": bool(rng.random() < 0.8),
    }  # fmt: skip


def _answer(rng: np.random.Generator, person: Row) -> Row:
    chosen = DESTINATIONS[rng.choice(len(DESTINATIONS), p=[0.4, 0.15, 0.08, 0.1, 0.12, 0.08, 0.07])]
    kept = {key: person[key] for key in builders.ANSWER if key in person}
    completed = person["completion_date"]
    assert isinstance(completed, date)
    answered = {"answer_date": date(completed.year + 1, 6, 30), "satisfaction": int(rng.integers(2, 6))}
    return {**kept, **answered, **chosen}


def _uneven(count: int) -> np.ndarray:
    share = 1.0 / np.arange(1, count + 1)
    return share / share.sum()
