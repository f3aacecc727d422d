"""How tools are scored: how many gave each of the five points, and which part speaks for the tool."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.pilots.asked import CRITERIA, Where, check, closed_groups, count_people, groups, select, share
from ontrack_dash.store import pilots
from ontrack_dash.viewers import Viewer

POINTS = (1, 2, 3, 4, 5)
GIVEN = tuple(f"score_{point}" for point in POINTS)
NUMBERS = ("n", "answered", "unanswered", *GIVEN, "value", "low", "high")
WHOLE = ("n", "answered", *GIVEN)


def scores(build: Path, by: Sequence[str] = (), where: Where | None = None, *, viewer: Viewer) -> pd.DataFrame:
    """Count the scores of every criterion in every group, protected for this viewer.

    Returns:
        the `by` columns (tool, country, round: text), criterion, n (evaluations), answered (of them with a score),
        unanswered (share of n), score_1 … score_5 (how many), value (share of 4-5 among answered), low, high
        (Wilson), status, is_small. A protected row has none of the numbers.

    Raises:
        ValueError: no such dimension, or one both grouped and filtered by.
    """
    given = dict(where or {})
    check(by, given)
    closed = {criterion: closed_groups(build, by, given, viewer, criterion) for criterion in CRITERIA}
    minimum = RULES["protection"]["minimum_n"]
    rows = []
    for key, group in groups(select(pilots.read_evaluations(build), given), by):
        names = dict(zip(by, key, strict=True))
        small = count_people(group) < minimum
        for criterion in CRITERIA if len(group) else ():
            shown = {**_count(group[criterion]), "is_small": small}
            few = viewer.role != "agency" and shown["answered"] < minimum
            hidden = {**dict.fromkeys(NUMBERS, np.nan), "status": "protected", "is_small": False}
            rows.append({**names, "criterion": criterion, **(hidden if few or closed[criterion].hides(key) else shown)})
    frame = pd.DataFrame(rows, columns=[*by, "criterion", *NUMBERS, "status", "is_small"])
    return frame.astype({**dict.fromkeys(NUMBERS, "float64"), **dict.fromkeys(WHOLE, "Int64"), "is_small": bool})


def _count(given: "pd.Series[float]") -> dict[str, Any]:
    counts = [int((given == point).sum()) for point in POINTS]
    answered = sum(counts)
    favourable = sum(n for point, n in zip(POINTS, counts, strict=True) if point >= RULES["pilot"]["favourable"])
    return {
        "n": len(given),
        "answered": answered,
        "unanswered": 1 - answered / len(given),
        **dict(zip(GIVEN, counts, strict=True)),
        **share(favourable, answered),
    }
