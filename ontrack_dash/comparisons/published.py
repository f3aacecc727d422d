"""What a comparison starts from: the rows of centres as they were published to one viewer."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash import indicators
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.i18n import UNKNOWN
from ontrack_dash.questions import Where
from ontrack_dash.viewers import Viewer

SHOWN = ("value", "imprecise")
LISTED = (*SHOWN, "protected")
SHARES = ("share", "ratio")

Numbers = NDArray[np.float64]


def read_centres(build: Path, ids: list[str], where: Where | None, viewer: Viewer, weighting: str) -> pd.DataFrame:
    """Publish a row a centre and indicator; those unknown or without data are left out.

    The question never names centres: whoever looks at one of them reads the same table as who looks at all.

    Raises:
        KeyError: no such indicator. ValueError: an indicator that is no share.
    """
    other = [name for name in ids if INDICATORS[name].kind not in SHARES]
    if other:
        raise ValueError(f"only shares are compared: {', '.join(other)}")
    rows = publish(build, ids, ("centre",), without(where, "centre"), viewer, weighting)
    known = rows["centre"].notna() & (rows["centre"] != UNKNOWN)
    return rows[known & rows["status"].isin(LISTED)].reset_index(drop=True)


def publish(
    build: Path, ids: list[str], by: tuple[str, ...], where: Where, viewer: Viewer, weighting: str = "none"
) -> pd.DataFrame:
    """Ask the gate for estimates that are to be compared: their intervals do not know the cohort's size."""
    return indicators.publish(build, ids, by, where, viewer=viewer, purpose="comparison", weighting=weighting)


def without(where: Where | None, *dimensions: str) -> Where:
    """Leave filters out."""
    return {name: codes for name, codes in (where or {}).items() if name not in dimensions}


def is_shown(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which rows have a value this viewer may see."""
    return np.asarray(rows["status"].isin(SHOWN) & rows["value"].notna(), dtype=bool)


def counts(rows: pd.DataFrame) -> tuple[Numbers, Numbers]:
    """Return numerators and denominators of rows that are shown; of weighted ones the effective, so not whole."""
    value = rows["value"].to_numpy(dtype=float)
    if "effective_n" in rows:
        n = rows["effective_n"].to_numpy(dtype=float)
        return value * n, n
    n = rows["n"].to_numpy(dtype=float)
    return np.round(value * n), n
