"""A small country for sections: one centre with everything, five like it, and those that lack something."""

from datetime import date
from pathlib import Path

import pandas as pd

from tests import builders
from tests.builders import CENTRE, COOK, HAIRDRESSER, Row, rows

YEAR = 2024
OTHERS = tuple(f"99991200{number:02}" for number in range(2, 8))
SILENT, TINY, SINGLE, UNHEARD, VALIDATOR, MODERN, UNLISTED = (f"99991201{number:02}" for number in range(7))
LONG_NAME = " ".join(["Център за професионално обучение към сдружение „Учене през целия живот“"] * 5)[:300]
# A code of the new list of professions: no name is known for it, and it has no specialty.
NEW_PROFESSION = "812345"
JOBLESS: Row = {"destination": "unemployed", "in_field": None, "months_to_job": None, "usefulness": None}
OTHER_JOB: Row = {"in_field": "other", "satisfaction": 3, "usefulness": 2}


def graduates(licence: str, year: int, times: int, **changes: object) -> pd.DataFrame:
    """Return graduates of a year."""
    row = {"licence": licence, "completion_date": date(year, 6, 30), "is_invited_2": True, **changes}
    return rows(
        "graduates", row, times=times, prefix=f"g{licence}{year}{changes.get('profession')}{changes.get('kind')}"
    )


def answers(licence: str, year: int, wave: int, split: tuple[int, int, int], **changes: object) -> pd.DataFrame:
    """Return answers of a year and wave: of those working in the field, in another job, and without one."""
    when = {
        "licence": licence, "wave": str(wave), "completion_date": date(year, 6, 30),
        "answer_date": date(year + wave, 6, 30), **changes,
    }  # fmt: skip
    states: tuple[tuple[str, Row], ...] = (("a", {}), ("b", OTHER_JOB), ("c", JOBLESS))
    return pd.concat(
        [
            rows(
                "answers",
                {**when, **state},
                times=count,
                prefix=f"{licence}{year}{wave}{mark}{changes.get('profession')}",
            )
            for (mark, state), count in zip(states, split, strict=True)
            if count
        ],
        ignore_index=True,
    )


def employers(licence: str, year: int, satisfied: int, others: int) -> pd.DataFrame:
    """Return answers of employers about the graduates of a year."""
    said = {"licence": licence, "year": year, "answer_date": date(year + 1, 6, 30)}
    frames = [
        rows("employer_answers", {**said, **marks}, times=count, prefix=f"e{licence}{year}{place}")
        for place, (marks, count) in enumerate((({}, satisfied), ({"satisfaction": 2, "qualification": 3}, others)))
        if count
    ]
    return pd.concat(frames, ignore_index=True)


def courses(licence: str, year: int, enrolled: int, certified: int, **changes: object) -> pd.DataFrame:
    """Return the annual information of a year."""
    counted = {"enrolled_men": 0, "enrolled_women": enrolled, "certified_men": 0, "certified_women": certified}
    return rows("courses", {"licence": licence, "year": year, **counted, **changes})


def centre(licence: str, split: tuple[int, int, int]) -> dict[str, list[pd.DataFrame]]:
    """Return a centre with two professions and data of every kind for the cohorts of one report and those before."""
    working, elsewhere, jobless = split
    later, parts = (working - 6, elsewhere, jobless + 6), {"profession": HAIRDRESSER}
    years = range(YEAR - 3, YEAR + 1)
    return {
        "courses": [courses(licence, year, 70, 56 + year - YEAR) for year in years],
        "graduates": [
            *(graduates(licence, year, 40, profession=COOK) for year in years),
            *(graduates(licence, year, 20, **parts) for year in years),
        ],
        "answers": [
            *(answers(licence, YEAR - 1, 1, each) for each in (split,)),
            answers(licence, YEAR - 1, 1, (12, 2, 2), **parts),
            answers(licence, YEAR - 2, 1, later),
            answers(licence, YEAR - 2, 2, (14, 4, 2)),
            answers(licence, YEAR - 3, 2, (10, 6, 4)),
        ],
        "employer_answers": [employers(licence, YEAR - 1, 16, 4), employers(licence, YEAR - 2, 12, 8)],
    }


def tables() -> dict[str, pd.DataFrame]:
    """Return the raw tables of the whole country."""
    made: dict[str, list[pd.DataFrame]] = {"courses": [], "graduates": [], "answers": [], "employer_answers": []}
    for licence in (CENTRE, *OTHERS):
        for name, frames in centre(licence, (24, 4, 2) if licence == CENTRE else (14, 8, 8)).items():
            made[name] += frames
    made["graduates"] += [graduates(SILENT, YEAR, 30), graduates(SILENT, YEAR - 1, 30, is_invited_1=False)]
    made["graduates"] += [graduates(TINY, year, 3) for year in (YEAR - 1, YEAR)]
    made["answers"] += [answers(TINY, YEAR - 1, 1, (2, 0, 1))]
    made["graduates"] += [graduates(SINGLE, YEAR - 1, 24), graduates(SINGLE, YEAR, 24)]
    made["answers"] += [answers(SINGLE, YEAR - 1, 1, (10, 4, 2))]
    new = {"profession": NEW_PROFESSION, "specialty": None}
    made["graduates"] += [graduates(MODERN, YEAR - 1, 24, **new), graduates(MODERN, YEAR, 24, **new)]
    made["answers"] += [answers(MODERN, YEAR - 1, 1, (10, 4, 2), **new)]
    made["graduates"] += [graduates(UNLISTED, YEAR - 1, 30), graduates(UNLISTED, YEAR - 1, 40, kind="part")]
    made["answers"] += [
        answers(UNLISTED, YEAR - 1, 1, (10, 4, 4)), answers(UNLISTED, YEAR - 1, 1, (16, 6, 2), kind="part"),
    ]  # fmt: skip
    made["graduates"] += [graduates(VALIDATOR, year, 15, kind="validation") for year in (YEAR - 1, YEAR)]
    made["answers"] += [answers(VALIDATOR, YEAR - 1, 1, (8, 2, 2), kind="validation")]
    names = {CENTRE: "ЦПО „Липа“", **{other: f"ЦПО {other}" for other in OTHERS}, SILENT: LONG_NAME}
    names |= {licence: f"ЦПО {licence}" for licence in (TINY, SINGLE, UNHEARD, VALIDATOR, MODERN)}
    joined = {name: pd.concat(frames, ignore_index=True) for name, frames in made.items()}
    return {
        **joined,
        "centres": rows("centres", *({"licence": licence, "centre_name": name} for licence, name in names.items())),
        "self_assessments": rows("self_assessments", filed(CENTRE), filed(OTHERS[0])),
    }


def filed(licence: str) -> Row:
    """Return a report whose first count is another than the data have, and whose second they do not know."""
    return {
        "licence": licence, "year": YEAR, "filed_full": 57, "filed_part": 4, "filed_continuing": 11, "filed_failed": 6,
        "filed_withdrawn": 8,
    }  # fmt: skip


def make(data: Path) -> builders.Build:
    """Publish the country."""
    return builders.build(data, **tables())
