"""Invented graduates: one row per person who finished a course, without anything that could identify anyone."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ontrack_dash.demo.world import SHAPE, Numbers, Whole, World

# Opaque keys: consonants only, so that none reads as a word, a number or a phone.
LETTERS = np.array(list("BCDFGHJKLMNPQRSTVWXZ"))
KEY_LENGTH = 10
# Odd and not divisible by five: steps of it visit every number below 20**10 once before one repeats.
STEP = 7_368_787_201


def make_people(world: World, courses: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Invent one row per person certified in a course, in no order that tells who studied with whom.

    Columns: those of the course but its counts (specialty now a code), course (its position), licence, profession,
    level, field, sex, is_woman, age, birth_year, pseudonym.
    """
    course = np.repeat(np.arange(len(courses)), courses["certified"])
    rng.shuffle(course)
    kept = ["centre", "year", "kind", "specialty", "oblast", "funding", "completion_date"]
    people = courses[kept].iloc[course].reset_index(drop=True).assign(course=course)
    of_specialty = world.specialties.iloc[people["specialty"]].reset_index(drop=True)
    is_woman = rng.random(len(people)) < of_specialty["women"].to_numpy()
    age = _draw_ages(len(people), rng)
    return people.assign(
        licence=world.centres["licence"].to_numpy()[people["centre"]],
        specialty=of_specialty["specialty"],
        profession=of_specialty["profession"],
        level=of_specialty["level"],
        field=of_specialty["field"],
        is_woman=is_woman,
        sex=np.where(is_woman, "female", "male"),
        age=age,
        birth_year=people["year"] - age,
        pseudonym=make_keys(len(people), rng),
    )


def make_keys(count: int, rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """Return that many different opaque keys."""
    size = len(LETTERS) ** KEY_LENGTH
    numbers = (rng.integers(size) + np.arange(count, dtype=np.int64) * STEP) % size
    digits = numbers[:, None] // len(LETTERS) ** np.arange(KEY_LENGTH, dtype=np.int64) % len(LETTERS)
    return np.ascontiguousarray(LETTERS[digits]).view(f"<U{KEY_LENGTH}").ravel()


def employment(people: pd.DataFrame, world: World) -> Numbers:
    """Return what lifts or lowers each person's chance of work, on the log-odds scale."""
    years, shape = SHAPE["years"], SHAPE["people"]
    by_year = {
        year: years.get(str(year), {}).get("employment", 0.0) + years["trend"] * (year - people["year"].min())
        for year in people["year"].unique()
    }
    effect: Numbers = world.centres["employment"].to_numpy()[people["centre"]]
    effect = effect + people["year"].map(by_year).to_numpy(dtype=float)
    for column, table in (("field", "fields"), ("oblast", "oblasti"), ("funding", "funding"), ("kind", "kinds")):
        effect += _look_up(people[column], {code: values["employment"] for code, values in SHAPE[table].items()})
    effect += _look_up(people["level"], SHAPE["levels"])
    effect += np.where(people["is_woman"], shape["women"], 0.0)
    effect += np.where(people["age"] <= shape["young"], shape["young_employment"], 0.0)
    effect += np.where(people["age"] >= shape["older"], shape["older_employment"], 0.0)
    return effect


def field_effect(people: pd.DataFrame, effect: str) -> Numbers:
    """Return an effect of the field on each person, by the name it has in the definitions."""
    return _look_up(people["field"], {code: values[effect] for code, values in SHAPE["fields"].items()})


def _look_up(codes: "pd.Series[str]", effects: dict[str, float]) -> Numbers:
    found: Numbers = np.asarray(codes.map(effects), dtype=np.float64)
    return found


def _draw_ages(count: int, rng: np.random.Generator) -> Whole:
    youngest, mean, curve = SHAPE["people"]["age"]
    ages = youngest + rng.gamma(curve, mean / curve, count)
    whole: Whole = np.minimum(ages, SHAPE["people"]["oldest"]).astype(np.int64)
    return whole
