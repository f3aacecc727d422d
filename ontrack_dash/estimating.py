"""From counts to values, intervals and states; what may leave is decided by the gate alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash.catalogue import RULES, Indicator
from ontrack_dash.stats import intervals, suppression, weights

SHARES = ("share", "ratio")
SHOWN = ("value", "imprecise")

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Counts:
    """Persons behind one indicator, an entry a group: numerator, denominator, the cohort they speak for (or NaN)."""

    x: Array
    n: Array
    population: Array


@dataclass(frozen=True)
class Estimates:
    """Value and interval of each group; `effective` is the n the interval rests on."""

    value: Array
    low: Array
    high: Array
    effective: Array


def from_counts(indicator: Indicator, counts: Counts) -> Estimates:
    """Estimate a share, a ratio or a count; an interval knows the cohort's size where it is given."""
    n = counts.n
    if indicator.kind == "count":
        nothing = np.full(len(n), np.nan)
        return Estimates(np.where(n > 0, n, np.nan), nothing, nothing.copy(), n.copy())
    within = np.minimum(counts.x, n)
    low, high = intervals.wilson(within, n, RULES["precision"]["level"], population=counts.population)
    value = np.divide(within, n, out=np.full(len(n), np.nan), where=n > 0)
    return Estimates(value, np.array(low, dtype=float), np.array(high, dtype=float), n.copy())


def from_weights(sums: dict[str, Array]) -> Estimates:
    """Estimate a share from weighted answers: Wilson on the effective n of the linearised variance.

    Where all answers are alike there is no variance to go by: Kish's effective n stands in.

    Args:
        sums: `weight`, `weighted`, `yy`, `y1`, `ones`, `squares` of each group (see `store.weighted`).
    """
    whole, squares = sums["weight"], sums["squares"]
    share, linear = weights.linearised(sums["weighted"], whole, sums["yy"], sums["y1"], sums["ones"])
    kish = np.divide(whole**2, squares, out=np.zeros(len(whole)), where=squares > 0)
    has_variance = np.isfinite(linear) & (share > 0) & (share < 1)
    effective = np.where(has_variance, linear, kish)
    n = np.where(np.isfinite(share), effective, 0.0)
    low, high = intervals.wilson(np.nan_to_num(share) * n, n, RULES["precision"]["level"])
    return Estimates(share, np.array(low), np.array(high), np.where(np.isfinite(share), effective, np.nan))


def compare_years(published: pd.DataFrame, within: Sequence[str] = ()) -> pd.DataFrame:
    """Compare each completion year with the one before, from published shares by indicator, year and `within` only.

    Returns:
        indicator, year, `within`, previous_year, difference, low, high (Newcombe 1998, method 10); only pairs that are
        both published.
    """
    keys = ["indicator", "year", *within]
    shown = published[published["status"].isin(SHOWN)]
    earlier = shown.assign(year=shown["year"] + 1)
    pairs = shown.merge(earlier, on=keys, suffixes=("", "_before"))
    n, before = pairs["n"].to_numpy(dtype=float), pairs["n_before"].to_numpy(dtype=float)
    low, high = intervals.difference(
        (pairs["value"] * n).round().to_numpy(), n, (pairs["value_before"] * before).round().to_numpy(), before,
        RULES["precision"]["level"],
    )  # fmt: skip
    difference = pairs["value"] - pairs["value_before"]
    return pairs[keys].assign(previous_year=pairs["year"] - 1, difference=difference, low=low, high=high)


def status(indicator: Indicator, counts: Counts, made: Estimates) -> NDArray[np.str_]:
    """Name the state of each group before protection."""
    n = counts.n
    wide = (made.high - made.low) / 2 > RULES["precision"]["half_width"]
    imprecise = wide if indicator.kind in SHARES else np.full(len(n), False)
    # More answers than invitations give no rate; a median that half have not reached is none either.
    impossible = (counts.x > n) if indicator.kind == "ratio" else np.isnan(made.value)
    return np.select([n == 0, impossible, imprecise], ["no_data", "not_applicable", "imprecise"], "value")


def is_small(indicator: Indicator, counts: Counts) -> suppression.Mask:
    """Mark groups of too few persons (primary protection)."""
    minimum_n, small_count = RULES["protection"]["minimum_n"], RULES["protection"]["small_count"]
    if indicator.kind == "share":
        return suppression.primary(counts.x, counts.n, minimum_n, small_count)
    # A count or a median has no complement, and both counts of a ratio are published themselves: only size matters.
    few = suppression.primary(counts.n, counts.n, minimum_n, small_count)
    if indicator.kind == "ratio":
        few |= suppression.primary(counts.x, counts.x, minimum_n, small_count)
    return few
