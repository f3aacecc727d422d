"""A country of any size, as typed frames and as a workbook of 100,000 × 15 cells."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rustpy_xlsxwriter import write_worksheet

from ontrack_dash.fields import LAYOUTS, reference

CENTRES, PROFESSIONS, YEARS = 1_000, 100, range(2020, 2026)
FUNDING = ("fee", "employer", "hrd_vouchers")
DESTINATIONS = ("employed", "self_employed", "study", "unemployed", "inactive", "unknown")
CHANCES = (0.6, 0.1, 0.1, 0.1, 0.05, 0.05)

Texts = NDArray[np.object_]


def graduates(count: int, seed: int = 1) -> pd.DataFrame:
    """Return raw graduates of a thousand centres, few large and many small, that teach six professions each.

    Level and kind of course go with what a centre teaches, as they do in a country.
    """
    draw = np.random.default_rng(seed)
    size = draw.lognormal(0, 1, CENTRES)
    centre = draw.choice(CENTRES, count, p=size / size.sum())
    taught = draw.integers(0, 6, count)
    profession = (centre * 7 + taught) % PROFESSIONS
    months = pd.DataFrame({"year": draw.choice(YEARS, count), "month": draw.integers(1, 13, count), "day": 1})
    return pd.DataFrame(
        {
            "licence": _pick([f"999912{number:04d}" for number in range(CENTRES)], centre),
            "pseudonym": pd.Series(np.arange(count)).astype("string"),
            "profession": _pick(reference("professions")["profession_code"].tolist(), profession),
            "level": _pick(list("1234"), profession % 4),
            "kind": _pick(["full", "part"], (taught == 0).astype(np.int64)),
            "completion_date": pd.to_datetime(months),
            "sex": _pick(["male", "female"], draw.integers(0, 2, count)),
            "birth_year": draw.integers(1960, 2005, count),
            "funding": _pick(FUNDING, draw.integers(0, len(FUNDING), count)),
            "oblast": _pick(reference("oblasti")["oblast_code"].tolist(), centre % 28),
            "has_consent": draw.random(count) < 0.7,
            "is_invited_1": draw.random(count) < 0.6,
            "is_invited_2": draw.random(count) < 0.3,
        }
    )


def answers(people: pd.DataFrame, share: float = 0.3, seed: int = 2) -> pd.DataFrame:
    """Return raw answers of a share of the graduates."""
    draw = np.random.default_rng(seed)
    asked = people[draw.random(len(people)) < share].drop(
        columns=["pseudonym", "has_consent", "is_invited_1", "is_invited_2"]
    )
    count = len(asked)
    wave = draw.integers(0, 2, count)
    destination = draw.choice(DESTINATIONS, count, p=CHANCES)
    works = np.isin(destination, DESTINATIONS[:2])
    return asked.assign(
        answer_id=np.arange(count).astype(str),
        wave=_pick(["1", "2"], wave),
        answer_date=asked["completion_date"] + pd.to_timedelta(np.where(wave == 0, 365, 760), unit="D"),
        destination=destination,
        in_field=pd.Series(_pick(["profession", "other"], draw.integers(0, 2, count)), asked.index).where(works),
        is_studying=draw.random(count) < 0.1,
        months_to_job=pd.Series(draw.integers(0, 12, count), asked.index).where(works).astype("Int64"),
        usefulness=draw.integers(1, 6, count),
        satisfaction=draw.integers(1, 6, count),
    )


def workbook(path: Path, count: int) -> None:
    """Write a register of graduates with a column of remarks: `count` rows × 15 columns, as people keep it."""
    people = graduates(count)
    words = {"male": "мъж", "female": "жена", "full": "СПК", "part": "Част от професия", True: "да", False: "не"}
    specialties = (
        reference("specialties").drop_duplicates("profession_code").set_index("profession_code")["specialty_code"]
    )
    printed = people.assign(
        specialty=people["profession"].map(specialties).fillna(""),
        pseudonym="P" + people["pseudonym"],
        completion_date=people["completion_date"].dt.strftime("%d.%m.%Y"),
        **{name: people[name].map(words) for name in ("sex", "kind", "has_consent", "is_invited_1", "is_invited_2")},
    )
    columns = LAYOUTS["graduates"].columns
    cells = {column.header: printed.get(column.field, pd.Series([""] * count)).astype(str) for column in columns}
    cells["Бележка"] = pd.Series([f"група {number % 400}" for number in range(count)])
    write_worksheet(pd.DataFrame(cells).to_dict("records"), str(path))


def _pick(values: list[str] | tuple[str, ...], places: NDArray[np.int64]) -> Texts:
    return np.array(values, dtype=object)[places]
