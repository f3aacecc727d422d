"""What a centre's own mix of professions, levels and kinds of course lets expect."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.comparisons.cells import MixQuestion, read_cells
from ontrack_dash.comparisons.published import SHARES, Numbers
from ontrack_dash.questions import Where
from ontrack_dash.stats import comparison, intervals
from ontrack_dash.viewers import Viewer

MEASURES = (
    "n", "value", "low", "high", "expected", "benchmark", "ratio", "ratio_low", "ratio_high",
    "difference", "difference_low", "difference_high", "contribution", "coarser",
)  # fmt: skip


def case_mix(
    build: Path, indicator: str, where: Where | None = None, *, viewer: Viewer, with_oblast: bool = False
) -> pd.DataFrame:
    """Compare centres by one indicator; see `case_mixes`.

    Raises:
        KeyError: no such indicator. ValueError: an indicator that is no share.
    """
    return case_mixes(build, [indicator], MixQuestion(where or {}, with_oblast=with_oblast), viewer=viewer)


def case_mixes(build: Path, ids: Sequence[str], question: MixQuestion, *, viewer: Viewer) -> pd.DataFrame:
    """Compare centres with the country at their own mix of professions, levels and kinds of course.

    Only centres all of whose cells this viewer sees open: the agency all or those the question names, a centre its own,
    nobody else any. The rates are the country's as published to the viewer, the centre's own answers among them;
    `contribution` is their part in the benchmark. A cell in which fewer than `minimum_n` others are published takes
    the rate of a coarser group (`cells.LADDER`), the whole country at last; `coarser` is the part of the answers that
    did. To a centre rates by level are not published: its cells are professions.

    `difference` is value minus benchmark. Own answers stand in both, so it equals `1 - contribution` times the
    difference between own answers and those of the others at the same mix; the limits are so many times Newcombe's
    for these two independent groups, each with its Kish effective size. (Cells on a coarser rate are taken as groups
    of their own.)

    Returns:
        One row an indicator and centre: indicator, centre, n, value, low, high (Wilson), expected, benchmark
        (expected / n), ratio, ratio_low, ratio_high (observed / expected, Byar or exact), difference, difference_low,
        difference_high (Newcombe 1998, method 10), contribution, coarser. Numbers are missing where the country's own
        value is hidden.

    Raises:
        KeyError: no such indicator. ValueError: an indicator that is no share.
    """
    other = [name for name in ids if INDICATORS[name].kind not in SHARES]
    if other:
        raise ValueError(f"only shares are compared: {', '.join(other)}")
    cells = read_cells(build, ids, question, viewer)
    rows = [
        {"indicator": indicator, "centre": centre, **_measure(group)}
        for (indicator, centre), group in cells.groupby(["indicator", "centre"], sort=False)
    ]
    table = pd.DataFrame(rows, columns=["indicator", "centre", *MEASURES])
    return table.astype({"indicator": "str", "centre": "str", **dict.fromkeys(MEASURES, "float64"), "n": "Int64"})


def _measure(cells: pd.DataFrame) -> dict[str, float]:
    """Measure one centre from its cells."""
    n, x = (cells[name].to_numpy(dtype=float) for name in ("n", "x"))
    level, persons, observed = RULES["precision"]["level"], n.sum(), x.sum()
    low, high = intervals.wilson(observed, persons, level)
    value = observed / persons
    measured = {"n": persons, "value": value, "low": low, "high": high}
    if cells["n_all"].isna().any():
        return measured
    n_all, x_all, n_own = (cells[name].to_numpy(dtype=float) for name in ("n_all", "x_all", "n_own"))
    expected = comparison.expected(x_all / n_all, n)
    ratio_low, ratio_high = intervals.observed_expected(observed, expected, level)
    part = n / persons
    contribution = float(part @ (n_own / n_all))
    apart = value - expected / persons
    difference_low, difference_high = _difference(cells, part, apart, contribution)
    return measured | {
        "expected": expected,
        "benchmark": expected / persons,
        "ratio": observed / expected if expected else np.nan,
        "ratio_low": ratio_low,
        "ratio_high": ratio_high,
        "difference": apart,
        "difference_low": difference_low,
        "difference_high": difference_high,
        "contribution": contribution,
        "coarser": float(part @ cells["is_coarser"].to_numpy(dtype=float)),
    }


def _difference(cells: pd.DataFrame, part: Numbers, apart: float, contribution: float) -> tuple[float, float]:
    """Return the limits of value minus benchmark; `part` is the part of the centre's answers in each cell."""
    n, n_all, x_all, n_own, x_own = (
        cells[name].to_numpy(dtype=float) for name in ("n", "n_all", "x_all", "n_own", "x_own")
    )
    others, rest = n_all - n_own, 1 - contribution
    weight = part * (others / n_all)
    theirs = float(weight @ ((x_all - x_own) / others)) / rest
    own = float(np.clip(theirs + apart / rest, 0, 1))
    own_n, their_n = rest**2 / (weight**2 / n).sum(), rest**2 / (weight**2 / others).sum()
    low, high = intervals.difference(
        own * own_n, own_n, min(theirs, 1.0) * their_n, their_n, RULES["precision"]["level"]
    )
    return rest * low, rest * high
