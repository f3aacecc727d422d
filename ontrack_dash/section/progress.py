"""What became of the indicators improvement measures were to move: the value then and the value now."""

from collections.abc import Sequence

import pandas as pd

from ontrack_dash.catalogue import INDICATORS, reported_cohort
from ontrack_dash.estimating import SHOWN
from ontrack_dash.section.answers import Answers
from ontrack_dash.store.authored import Measure

COLUMNS = (
    "measure", "indicator", "before_year", "before", "before_status", "after_year", "after", "after_status",
)  # fmt: skip


def follow(measures: Sequence[Measure], answers: Answers, kind: str, year: int) -> pd.DataFrame:
    """Return, for each measure that names an indicator, its value in the report of the measure and in the next one.

    The next value of a measure of this report comes with the next report: no data yet.
    """
    rows = []
    for place, measure in enumerate(measures):
        name = measure.indicator or ""
        if name not in INDICATORS:
            continue
        then = reported_cohort(INDICATORS[name], measure.year)
        before = answers.row(name, then, kind)
        # Nobody may look beyond the year of the report: what is loaded of it is not reported yet.
        is_over = measure.year < year
        after = answers.row(name, then + 1, kind) if is_over else {"value": float("nan"), "status": "no_data"}
        rows.append(
            {
                "measure": place, "indicator": name,
                "before_year": then, "before": before["value"], "before_status": before["status"],
                "after_year": then + 1, "after": after["value"], "after_status": after["status"],
            }
        )  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    for side in ("before", "after"):
        table[side] = table[side].astype("float64").where(table[f"{side}_status"].isin(SHOWN))
    return table
