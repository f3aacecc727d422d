"""From a seed to a folder of files: the order in which the demonstration is invented and written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from ontrack_dash.demo.courses import count_enrolments, plan_courses
from ontrack_dash.demo.employers import make_employers
from ontrack_dash.demo.files import (
    ANNUAL,
    VALIDATED,
    list_courses,
    pool_validations,
    split_annual,
    write_annual,
    write_annual_list,
    write_filing_list,
    write_own,
    write_register,
    write_self_assessments,
)
from ontrack_dash.demo.filing import FILED, make_filings
from ontrack_dash.demo.outcomes import make_answers
from ontrack_dash.demo.people import make_people
from ontrack_dash.demo.pilot import make_pilot
from ontrack_dash.demo.rating import question_texts
from ontrack_dash.demo.survey import held_by, write_survey
from ontrack_dash.demo.world import SHAPE, World, make_world
from ontrack_dash.intake.asked import Options


@dataclass(frozen=True)
class DemoFile:
    """A written file and what a person would tell the import about it."""

    path: Path
    options: Options


@dataclass(frozen=True)
class Story:
    """Everything that happened in the invented world until `today`.

    courses: one row per course as reported; people: one row per graduate; answers and employers: their answers;
    silent: centres that have not reported the last year; filings: what centres filed of each year.
    """

    world: World
    years: tuple[int, ...]
    courses: pd.DataFrame
    people: pd.DataFrame
    answers: pd.DataFrame
    employers: pd.DataFrame
    silent: frozenset[str]
    filings: pd.DataFrame


def tell(graduates: int, seed: int, centres: int, today: date) -> Story:
    """Invent the world and what happened in it; the same arguments give the same story."""
    rng = np.random.default_rng(seed)
    years = tuple(range(today.year - SHAPE["completion_years"], today.year))
    world = make_world(centres, rng)
    planned = plan_courses(world, years, graduates, rng)
    people = make_people(world, planned, rng)
    courses = list_courses(count_enrolments(world, planned, people, rng), world)
    people, answers = make_answers(people, world, today, rng)
    employers = make_employers(answers, world, today, rng)
    silent = _silent_centres(world)
    filings = make_filings(world, courses, people, today, seed, silent)
    return Story(world, years, courses, people, answers, employers, silent, filings)


def write(
    folder: Path, graduates: int = 40_000, seed: int = 2026, centres: int | None = None, *, today: date
) -> list[DemoFile]:
    """Write the files of the demonstration, in the order in which they are to be imported.

    Without a number of centres there are as many as the graduates fill.
    """
    story = tell(graduates, seed, centres or _fitting_centres(graduates), today)
    folder.mkdir(parents=True, exist_ok=True)
    register = folder / "Register_CPO_demo.xlsx"
    write_register(register, story.world)
    return [
        DemoFile(register, Options()),
        *_write_annual_information(folder, story),
        *_write_registers(folder, story),
        *_write_answers(folder, story),
        *_write_filings(folder, story.filings),
        *_write_pilot(folder, seed),
    ]


def _fitting_centres(graduates: int) -> int:
    shape = SHAPE["centres"]
    return int(np.clip(graduates // shape["graduates_each"], shape["fewest"], shape["most"]))


def _write_annual_information(folder: Path, story: Story) -> Iterator[DemoFile]:
    for kind, layout in ANNUAL.items():
        for licence, year, rows in split_annual(layout, story.courses[story.courses["kind"] == kind]):
            if not (year == story.years[-1] and licence in story.silent):
                yield _write_annual(folder, "AnnualTrainingCourseModal", layout, licence, year, rows)
    validated = pool_validations(story.courses[story.courses["kind"].isin(list(VALIDATED))])
    for licence, year, rows in split_annual("annual_validation", validated):
        yield _write_annual(folder, "AnnualTrainingValidationClientModal", "annual_validation", licence, year, rows)


def _write_annual(folder: Path, name: str, layout: str, licence: str, year: int, rows: pd.DataFrame) -> DemoFile:
    path = folder / f"{name}_{layout.removeprefix('annual_')}_{licence}_{year}.xlsx"
    write_annual(path, layout, rows)
    return DemoFile(path, Options(kind=layout, year=year, centre=licence))


def _silent_centres(world: World) -> frozenset[str]:
    """Return the centres that have not reported the last year: from the middle of the list, neither first nor large."""
    licences = world.centres.sort_values("size")["licence"]
    count = round(len(licences) * SHAPE["centres"]["not_reported"])
    return frozenset(licences.iloc[len(licences) // 2 :][:count])


def _write_registers(folder: Path, story: Story) -> Iterator[DemoFile]:
    columns = ["has_consent", "is_invited_1", "is_invited_2"]
    said = {column: story.people[column].map({True: "yes", False: "no"}) for column in columns}
    rows = story.people.assign(**said).sort_values(["licence", "completion_date", "pseudonym"])
    for year, graduates in rows.groupby("year"):
        yield _write_own(folder / f"graduates_{year}.xlsx", "graduates", graduates)


def _write_answers(folder: Path, story: Story) -> Iterator[DemoFile]:
    # By key, so that the order does not say who answered.
    rows = story.answers.sort_values("answer_id")
    # Who answered through the state system is not in the centre's own file as well.
    is_surveyed = _surveyed(story, rows)
    yield from _write_survey(folder, story, rows[is_surveyed])
    rows = rows[~is_surveyed]
    for (year, wave), answers in rows.groupby(["year", "wave"]):
        yield _write_own(folder / f"answers_{year}_wave_{wave}.xlsx", "answers", answers)
    if len(story.employers):
        yield _write_own(folder / "employers.xlsx", "employers", story.employers.sort_values("answer_id"))


def _surveyed(story: Story, answers: pd.DataFrame) -> "pd.Series[bool]":
    """Tell whose centre asked through the state system: one centre, in the last year but one."""
    is_centre = answers["licence"] == held_by(story.world)
    return is_centre & (answers["year"] == story.years[-2]) & (answers["wave"] == str(SHAPE["survey"]["wave"]))


def _write_survey(folder: Path, story: Story, answers: pd.DataFrame) -> Iterator[DemoFile]:
    if len(answers):
        path = folder / "Detailna_spravka_za_polucheni_rezultati_demo.xlsx"
        write_survey(path, answers, story.world)
        centre = held_by(story.world)
        yield DemoFile(path, Options(year=story.years[-2], wave=SHAPE["survey"]["wave"], centre=centre))


def _write_own(path: Path, kind: str, rows: pd.DataFrame) -> DemoFile:
    write_own(path, kind, rows)
    return DemoFile(path, Options())


def _write_pilot(folder: Path, seed: int) -> Iterator[DemoFile]:
    evaluations, responses = make_pilot(seed)
    yield _write_own(folder / "pilot_scores.xlsx", "pilot_scores", evaluations)
    yield _write_own(folder / "pilot_responses.xlsx", "pilot_responses", responses)


def _write_filings(folder: Path, filings: pd.DataFrame) -> Iterator[DemoFile]:
    """Write both lists and the reports of every year; who has not filed has no report."""
    rows = filings.sort_values("licence")
    started, filed = rows["filing_status"].notna(), rows["filing_status"].isin(FILED)
    for year in sorted(rows["year"].unique().tolist()):
        is_of_year = rows["year"] == year
        if (is_of_year & started).any():
            path = folder / f"SelfAssessmentReportList_demo_{year}.xlsx"
            write_filing_list(path, rows[is_of_year & started])
            yield DemoFile(path, Options())
        if (is_of_year & filed).any():
            path = folder / f"Spravka_za_dokladi_za_samoocenka_demo_{year}.xlsx"
            write_self_assessments(path, rows[is_of_year & filed], question_texts())
            yield DemoFile(path, Options())
        path = folder / f"AnnualInfoNapooList_demo_{year}.xlsx"
        write_annual_list(path, rows[is_of_year])
        yield DemoFile(path, Options(kind="annual_list_napoo", year=year))
