"""What the invented centres filed with НАПОО every year: whether and when, what became of it, and what it said."""

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.demo.filed_counts import count_filed
from ontrack_dash.demo.rating import find_boasters, rate
from ontrack_dash.demo.world import SHAPE, Codes, Flags, World, apportion

# A stream of its own: what is filed changes nothing of what happened.
STREAM = 4
DECIDED = ("returned", "approved")
FILED = ("submitted", *DECIDED)
# Beside any luck: enough to come first.
SURELY = 100.0


def make_filings(
    world: World,
    courses: pd.DataFrame,
    people: pd.DataFrame,
    today: date,
    seed: int,
    silent: Collection[str] = (),
) -> pd.DataFrame:
    """Invent what was filed by `today`: one row per centre and year that any list knows.

    `silent` are the centres that have not sent their annual information of the last year.

    Columns: licence, centre_name, settlement, owner, year, filing_status (None: no self-assessment), filing_date,
    annual_status, annual_date, comment, the eight counts, and one per question: points or text, for all rows.
    """
    rng = np.random.default_rng([seed, STREAM])
    years = sorted(courses["year"].unique())
    boasters = find_boasters(world, people)
    filings = _list_centres(world, years)
    is_silent = (filings["licence"].isin(list(silent)) & (filings["year"] == years[-1])).to_numpy()
    filings["status"] = _draw_statuses(filings, is_silent, boasters, rng)
    filings = _date_annual(_date_filings(filings, rng), is_silent, rng)
    filings["comment"] = rng.choice(np.array(SHAPE["filing"]["comments"], dtype=object), len(filings))
    said = [filings, count_filed(filings, courses, rng), rate(world, filings, boasters, rng)]
    return _until(pd.concat(said, axis=1), pd.Timestamp(today))


def _list_centres(world: World, years: Sequence[int]) -> pd.DataFrame:
    every = pd.MultiIndex.from_product([years, range(len(world.centres))], names=["year", "centre"])
    cells = every.to_frame(index=False)
    centres = world.centres[["licence", "centre_name", "settlement"]].iloc[cells["centre"]].reset_index(drop=True)
    owners = (cells["centre"] + 1).map(lambda number: SHAPE["filing"]["owner"].format(number=number))
    return pd.concat([cells, centres], axis=1).assign(owner=owners)


def _draw_statuses(filings: pd.DataFrame, is_silent: Flags, boasters: Sequence[int], rng: np.random.Generator) -> Codes:
    """Share the statuses of every year out, the worse ones to centres that have been less orderly before, too."""
    shape, last = SHAPE["filing"], filings["year"].max()
    low, high = shape["year_luck"]
    habit = rng.normal(0, shape["habit"], filings["centre"].nunique())
    order = habit[filings["centre"]] + rng.normal(size=len(filings)) - np.where(is_silent, shape["silence"], 0)
    order += np.where(filings["centre"].isin(boasters), SURELY, 0)
    statuses = np.empty(len(filings), dtype=object)
    for year, rows in filings.groupby("year").indices.items():
        shares = shape["statuses"]["last" if year == last else "earlier"]
        weights = np.array(list(shares.values())) * rng.uniform(low, high, len(shares))
        # The last are the approved: whoever is nothing else.
        weights[-1] = 1 - weights[:-1].sum()
        shared_out = np.repeat(np.array(list(shares), dtype=object), apportion(weights, len(rows)))
        statuses[rows[np.argsort(order[rows], kind="stable")]] = shared_out
    return statuses


def _date_filings(filings: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Add the day on which each is or would be filed: most in the last days before the deadline, some late."""
    shape = SHAPE["filing"]
    curve, mean = shape["before"]
    early = np.minimum(np.floor(rng.gamma(curve, mean / curve, len(filings))), shape["before_most"])
    late = rng.integers(1, shape["late_days"] + 1, len(filings))
    days = np.where(rng.random(len(filings)) < shape["late"], late, -early)
    return filings.assign(filing_date=_deadlines(filings["year"]) + pd.to_timedelta(days, unit="D"))


def _deadlines(years: "pd.Series[int]") -> "pd.Series[pd.Timestamp]":
    of_law = RULES["reporting"]["deadline"]
    return pd.to_datetime(pd.DataFrame({"year": years + 1, **of_law}))


def _date_annual(filings: pd.DataFrame, is_silent: Flags, rng: np.random.Generator) -> pd.DataFrame:
    """Add what became of the annual information, which comes some days before the self-assessment."""
    shape = SHAPE["filing"]
    earlier = rng.integers(0, shape["annual_before"] + 1, len(filings))
    is_done = rng.random(len(filings)) < shape["annual_done"]
    alone = np.where(is_done, "approved", "submitted")
    annual = np.where(filings["status"].isin(FILED), filings["status"], alone)
    return filings.assign(
        annual_status=np.where(is_silent, "created", annual),
        annual_date=filings["filing_date"] - pd.to_timedelta(earlier, unit="D"),
    )


def _until(filings: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return what is known by `today`: no later than begun, filed, decided; without the centres in no list."""
    filed, shape = filings["filing_date"], SHAPE["filing"]
    is_filed, is_begun = filed <= today, filed - pd.Timedelta(days=shape["begun"]) <= today
    is_decided = filed + pd.Timedelta(days=shape["decided"]) <= today
    status = filings["status"].where(~filings["status"].isin(DECIDED) | is_decided, "submitted")
    status = status.where(~status.isin(FILED) | is_filed, "created")
    status = status.where((status != "created") | is_begun, "annual_only")
    sent = filings["annual_date"].where(filings["annual_status"].isin(FILED) & (filings["annual_date"] <= today))
    known = filings.assign(
        filing_status=status.where(status != "annual_only", None),
        filing_date=filed.where(status.isin(FILED)),
        annual_status=filings["annual_status"].where(sent.notna(), "created"),
        annual_date=sent,
    )
    return known[status != "missing"].drop(columns=["status", "centre"]).reset_index(drop=True)
