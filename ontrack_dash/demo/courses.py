"""Courses that ended in the years shown: who held them, in what, where, and how many finished."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from ontrack_dash.demo.world import KINDS, SHAPE, Codes, Whole, World, apportion


def plan_courses(world: World, years: Sequence[int], graduates: int, rng: np.random.Generator) -> pd.DataFrame:
    """Invent one row per course; `certified` adds up to `graduates`.

    Columns: centre and specialty (positions in the world), year, kind, oblast, funding, completion_date, hours,
    price, certified, completion (certified : enrolled expected).
    """
    courses = _split_into_courses(_share_graduates(world, years, graduates, rng), rng)
    centre = courses["centre"].to_numpy()
    courses["specialty"] = _draw_specialties(world, courses, rng)
    courses["oblast"] = _draw_places(world, centre, rng)
    courses["funding"] = _draw_funding(len(courses), rng)
    courses["completion_date"] = _draw_dates(courses["year"].to_numpy(), rng)
    level = world.specialties["level"].to_numpy()[courses["specialty"]]
    hours = np.array([SHAPE["courses"]["hours"][code] for code in level], dtype=float)
    courses["hours"] = np.where(courses["kind"] == "full", hours, hours * SHAPE["courses"]["hours_part"]).round()
    spread = rng.lognormal(0, SHAPE["courses"]["price_spread"], len(courses))
    courses["price"] = (courses["hours"] * SHAPE["courses"]["price"] * spread / 10).round() * 10
    courses["completion"] = world.centres["completion"].to_numpy()[centre]
    return courses


def count_enrolments(
    world: World, courses: pd.DataFrame, people: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Add to the courses who was certified and enrolled by sex, and how many were disabled or vulnerable.

    `people` gives `course` and `is_woman`.
    """
    women = world.specialties["women"].to_numpy()[courses["specialty"]]
    certified = people.groupby("course")["is_woman"].agg(["sum", "size"]).reindex(courses.index, fill_value=0)
    left = courses["certified"] * (1 / courses["completion"] - 1)
    dropped = np.floor(left + rng.random(len(courses))).astype(int)
    dropped_women = rng.binomial(dropped, women)
    counted = courses.assign(
        certified_men=certified["size"] - certified["sum"],
        certified_women=certified["sum"],
        enrolled_men=certified["size"] - certified["sum"] + dropped - dropped_women,
        enrolled_women=certified["sum"] + dropped_women,
    )
    enrolled = (counted["enrolled_men"] + counted["enrolled_women"]).to_numpy()
    return counted.assign(
        disabled=rng.binomial(enrolled, SHAPE["courses"]["disabled"]),
        vulnerable=rng.binomial(enrolled, SHAPE["courses"]["vulnerable"]),
    )


def _share_graduates(world: World, years: Sequence[int], graduates: int, rng: np.random.Generator) -> pd.DataFrame:
    """Share the graduates out over centre × year × kind."""
    cells = pd.MultiIndex.from_product([range(len(world.centres)), years, KINDS], names=["centre", "year", "kind"])
    table = cells.to_frame(index=False)
    centre = table["centre"].to_numpy()
    size = world.centres["size"].to_numpy()[centre]
    year = table["year"].map({year: SHAPE["years"].get(str(year), {}).get("completers", 1.0) for year in years})
    kind = table["kind"].map({kind: SHAPE["kinds"][kind]["weight"] for kind in KINDS})
    held = world.centres[[f"is_{kind}" for kind in KINDS]].to_numpy()
    is_held = held[centre, table["kind"].map({kind: place for place, kind in enumerate(KINDS)})]
    luck = rng.lognormal(0, SHAPE["centres"]["year_spread"], len(table))
    weights = np.where(is_held, size * year * kind * luck, 0.0)
    table["n"] = apportion(weights, graduates)
    return table[table["n"] > 0].reset_index(drop=True)


def _split_into_courses(cells: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    n = cells["n"].to_numpy()
    courses = np.maximum(1, np.round(n / SHAPE["courses"]["size"])).astype(int)
    first = np.concatenate([[0], courses.cumsum()[:-1]])
    person_cell = np.repeat(np.arange(len(cells)), n)
    course = first[person_cell] + np.floor(rng.random(len(person_cell)) * courses[person_cell]).astype(int)
    certified = np.bincount(course, minlength=int(courses.sum()))
    table = cells.loc[np.repeat(cells.index, courses), ["centre", "year", "kind"]].assign(certified=certified)
    return table[table["certified"] > 0].reset_index(drop=True)


def _draw_specialties(world: World, courses: pd.DataFrame, rng: np.random.Generator) -> Whole:
    chance = rng.random(len(courses))
    drawn: Whole = np.zeros(len(courses), dtype=np.int64)
    for kind, offers in world.offers.items():
        rows = (courses["kind"] == kind).to_numpy()
        reached = offers.cumsum(axis=1)[courses.loc[rows, "centre"]]
        drawn[rows] = np.minimum((reached < chance[rows, None]).sum(axis=1), offers.shape[1] - 1)
    return drawn


def _draw_places(world: World, centre: Whole, rng: np.random.Generator) -> Codes:
    own = world.centres["oblast"].to_numpy(dtype=object)[centre]
    oblasti = SHAPE["oblasti"]
    weights = np.array([oblast["weight"] for oblast in oblasti.values()], dtype=float)
    elsewhere = rng.choice(np.array(list(oblasti), dtype=object), size=len(centre), p=weights / weights.sum())
    return np.where(rng.random(len(centre)) < SHAPE["centres"]["away"], elsewhere, own)


def _draw_funding(count: int, rng: np.random.Generator) -> Codes:
    shares = np.array([source["share"] for source in SHAPE["funding"].values()])
    return rng.choice(np.array(list(SHAPE["funding"]), dtype=object), size=count, p=shares / shares.sum())


def _draw_dates(years: Whole, rng: np.random.Generator) -> npt.NDArray[np.datetime64]:
    weights = np.array(SHAPE["courses"]["months"], dtype=float)
    months = rng.choice(len(weights), size=len(years), p=weights / weights.sum())
    days = rng.integers(0, SHAPE["courses"]["last_day"], len(years))
    first = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]") + months.astype("timedelta64[M]")
    dates: npt.NDArray[np.datetime64] = first.astype("datetime64[D]") + days.astype("timedelta64[D]")
    return dates
