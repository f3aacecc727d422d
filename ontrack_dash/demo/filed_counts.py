"""The eight counts of a self-assessment report as the state system fills them: by document, or by end of course."""

import numpy as np
import pandas as pd

from ontrack_dash.demo.files import VALIDATED
from ontrack_dash.demo.world import SHAPE, Whole
from ontrack_dash.fields import load_definition

KEYS = ["licence", "year"]
BY_KIND = {table["kind"]: name for name, table in load_definition("counts").items() if "kind" in table}


def count_filed(filings: pd.DataFrame, courses: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the eight counts of every row of `filings`, which gives licence and year.

    A document is dated after its course is over: those of December courses often belong to the next year.
    """
    counts = pd.concat([_count_documents(courses, rng), _count_endings(courses, rng)], axis=1)
    cells = pd.MultiIndex.from_frame(filings[KEYS])
    table: pd.DataFrame = counts.reindex(cells).fillna(0).astype(int).set_axis(filings.index)
    return table[list(load_definition("counts"))]


def _count_documents(courses: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    first, last = SHAPE["filing"]["counts"]["document_days"]
    issued = courses["completion_date"] + pd.to_timedelta(rng.integers(first, last + 1, len(courses)), unit="D")
    keys = [courses["licence"], issued.dt.year.rename("year"), courses["kind"]]
    table = courses["certified"].groupby(keys).sum().unstack("kind", fill_value=0)
    table = table.reindex(columns=list(BY_KIND), fill_value=0).rename(columns=BY_KIND)
    for kind in VALIDATED:
        counted = table[BY_KIND[kind]]
        table[BY_KIND[kind]] = np.where(counted > 0, np.maximum(counted + _miss(len(table), rng), 0), 0)
    return table


def _miss(count: int, rng: np.random.Generator) -> Whole:
    off = SHAPE["filing"]["counts"]["validation_off"]
    return rng.integers(-off, off + 1, count)


def _count_endings(courses: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    shape = SHAPE["filing"]["counts"]
    taught = courses[~courses["kind"].isin(list(VALIDATED))]
    enrolled = (taught["enrolled_men"] + taught["enrolled_women"]).rename("enrolled")
    sums = pd.concat([taught[KEYS], enrolled, taught["certified"]], axis=1).groupby(KEYS).sum()
    left = sums["enrolled"] - sums["certified"]
    failed = rng.binomial(left, shape["failed"])
    after = sums["enrolled"].rename(lambda year: year - 1, level="year")
    # What comes after the last year is not known yet: as many as in it.
    after = after.reindex(sums.index).fillna(sums["enrolled"]).astype(int)
    return pd.DataFrame(
        {
            "filed_continuing": rng.binomial(after, shape["continuing"]),
            "filed_failed": failed,
            "filed_withdrawn": left - failed,
        },
        index=sums.index,
    )
