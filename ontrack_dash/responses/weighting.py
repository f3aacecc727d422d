"""What weighting to the cohort does to each estimate."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.indicators import publish
from ontrack_dash.questions import Where
from ontrack_dash.viewers import Viewer

SHOWN = ("value", "imprecise")


def weighting_effect(
    build: Path, ids: Sequence[str], where: Where | None = None, *, viewer: Viewer
) -> pd.DataFrame:  # fmt: skip
    """Put each estimate beside the same one weighted to the cohort.

    Returns:
        indicator, n, value, low, high, status, is_small as published unweighted; weighted_value, weighted_low,
        weighted_high, effective_n, weighted_status as published weighted; difference, is_moved (more than
        `moved_points`) and is_thin (the weights leave less than `thin_share` of the persons). A row that either
        answer hides has no difference.
    """
    plain = publish(build, ids, (), where, viewer=viewer)
    weighted = publish(build, ids, (), where, viewer=viewer, weighting="cohort").set_index("indicator")
    rules = RULES["weights"]
    kept = plain[["indicator", "n", "value", "low", "high", "status", "is_small"]]
    beside = weighted.loc[plain["indicator"], ["value", "low", "high", "effective_n", "status"]].set_axis(plain.index)
    shown = beside["status"].isin(SHOWN) & kept["status"].isin(SHOWN)
    numbers = beside[["value", "low", "high", "effective_n"]].astype("float64").where(shown)
    difference = numbers["value"] - kept["value"]
    return kept.assign(
        weighted_value=numbers["value"],
        weighted_low=numbers["low"],
        weighted_high=numbers["high"],
        effective_n=numbers["effective_n"],
        weighted_status=beside["status"],
        difference=difference,
        is_moved=difference.abs().round(12) > rules["moved_points"],
        is_thin=numbers["effective_n"] < rules["thin_share"] * kept["n"].astype("float64"),
    )
