"""Frames worked out from published estimates, by hand, for the charts of the response panel."""

from typing import Any

import pandas as pd

NOTHING = float("nan")
GROUP = {
    "dimension": "sex", "cohort_n": 450, "answered_n": 120, "cohort_share": 0.45, "answered_share": 0.4,
    "difference": -0.05, "low": -0.08, "high": -0.02, "is_apart": False, "status": "value",
}  # fmt: skip
WEIGHTED = {
    "indicator": "employed_rate", "n": 300, "value": 0.6, "low": 0.55, "high": 0.65, "status": "value",
    "is_small": False, "weighted_value": 0.612, "weighted_low": 0.55, "weighted_high": 0.67, "effective_n": 240.4,
    "weighted_status": "value", "difference": 0.012, "is_moved": False, "is_thin": False,
}  # fmt: skip
BOUNDED = {
    "indicator": "employed_rate", "n": 300, "value": 0.6, "status": "value", "is_small": False, "answered_n": 330,
    "low": 0.545, "high": 0.636, "population": 900, "cohort_low": 0.2, "cohort_high": 0.867,
}  # fmt: skip
COUNTS = ("cohort_n", "answered_n", "n", "population")


def hidden(cells: dict[str, Any], status: str = "protected") -> dict[str, Any]:
    """Take every number out of a row."""
    kept = {
        name: NOTHING if isinstance(cell, float) else None if name in COUNTS else cell for name, cell in cells.items()
    }
    return {**kept, "status": status}


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows))
    return table.astype({name: "Int64" for name in COUNTS if name in table})


def groups() -> pd.DataFrame:
    """Return two sexes apart, seven oblasti one of which is protected."""
    oblasti = ("SOF", "PDV", "VAR", "BGS", "RSE", "VID")
    return frame(
        {**GROUP, "group": "male", "is_apart": True},
        {**GROUP, "group": "female", "cohort_share": 0.55, "answered_share": 0.6, "difference": 0.05, "is_apart": True},
        *(
            {**GROUP, "dimension": "oblast", "group": code, "cohort_share": 0.1, "answered_share": 0.1 + place / 1000,
             "difference": place / 1000}
            for place, code in enumerate(oblasti)
        ),
        hidden({**GROUP, "dimension": "oblast", "group": "SML"}),
    )  # fmt: skip


def weighted() -> pd.DataFrame:
    """Return one steady, one moved, one without weights, one protected."""
    moved = {"weighted_value": 0.565, "difference": -0.035, "is_moved": True, "effective_n": 110.0, "is_thin": True}
    columns = ("weighted_value", "weighted_low", "weighted_high", "effective_n", "difference")
    without = {**dict.fromkeys(columns, NOTHING), "weighted_status": "not_applicable"}
    return frame(
        WEIGHTED,
        {**WEIGHTED, "indicator": "in_field_rate", **moved},
        {**WEIGHTED, "indicator": "graduate_satisfaction_rate", **without},
        hidden({**WEIGHTED, "indicator": "unemployed_rate", "is_moved": False}),
    )


def bounded() -> pd.DataFrame:
    """Return one share with both bounds, one with those of the cohort only, one protected."""
    return frame(
        BOUNDED,
        {**BOUNDED, "indicator": "placement_rate", "answered_n": None, "low": NOTHING, "high": NOTHING},
        hidden({**BOUNDED, "indicator": "unemployed_rate"}),
    )
