"""A few centres side by side over several indicators."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.comparisons.published import read_centres
from ontrack_dash.questions import Where
from ontrack_dash.viewers import Viewer


def side_by_side(
    build: Path,
    ids: Sequence[str],
    centres: Sequence[str],
    where: Where | None = None,
    *,
    viewer: Viewer,
    weighting: str = "none",
) -> pd.DataFrame:
    """Return the estimates of up to six centres, in the order of indicators and then of centres.

    Raises:
        KeyError: no such indicator. ValueError: too many centres, or an indicator that is no share.
    """
    most = RULES["comparison"]["most_beside"]
    if len(set(centres)) > most:
        raise ValueError(f"at most {most} centres stand side by side")
    rows = read_centres(build, list(ids), where, viewer, weighting)
    chosen = rows[rows["centre"].isin(list(centres))]
    order = {name: place for names in (ids, centres) for place, name in enumerate(names)}
    return chosen.sort_values(["indicator", "centre"], key=lambda column: column.map(order), kind="stable").reset_index(
        drop=True
    )
