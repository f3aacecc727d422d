"""The one gate: counts become estimates here, and only what this viewer may see leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash.catalogue import INDICATORS, RULES, Indicator, members
from ontrack_dash.questions import Question, Where, ask
from ontrack_dash.stats import intervals, suppression, survival
from ontrack_dash.store import counts
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer

__all__ = ["AGENCY", "PUBLIC", "Viewer", "change", "publish"]

PURPOSES = ("cohort", "comparison")
SHARES = ("share", "ratio")
NUMBERS = ("n", "value", "low", "high", "population")
WHOLE = ("n", "population", "year", "wave")
REST = (*NUMBERS[:4], "benchmark", "status", "is_small", "population")

Array = NDArray[np.float64]


def publish(
    build: Path,
    ids: Sequence[str],
    by: Sequence[str] = (),
    where: Where | None = None,
    *,
    viewer: Viewer,
    purpose: str = "cohort",
) -> pd.DataFrame:
    """Estimate indicators for every group, protected for this viewer.

    A wave is never pooled with another: where the question names none, each indicator takes its own.
    `purpose` "cohort" states what this cohort did, so the interval knows the cohort's size (O'Neill 2021);
    "comparison" leaves it out, as for any statement about more than the people counted.

    Returns:
        Estimates: indicator, the `by` columns, n, value, low, high, benchmark, status, is_small, population.
        Shares 0-1, medians in months, counts in persons. A protected row has none of the numbers.

    Raises:
        KeyError: no such indicator. ValueError: no such dimension or purpose.
    """
    if purpose not in PURPOSES:
        raise ValueError(f"no such purpose: {purpose}")
    question = ask(by, where)
    estimates = _estimate_all(_Asked(build, question, viewer, purpose), ids)
    wider = question.without_place()
    if wider is None or estimates.empty:
        return estimates
    benchmarks = _estimate_all(_Asked(build, wider, viewer, purpose), ids)[["indicator", *wider.by, "value"]]
    if not wider.by:
        one_each = dict(zip(benchmarks["indicator"], benchmarks["value"], strict=True))
        return estimates.assign(benchmark=[one_each[name] for name in estimates["indicator"]])
    merged = estimates.drop(columns="benchmark").merge(
        benchmarks.rename(columns={"value": "benchmark"}), how="left", on=["indicator", *wider.by]
    )
    return merged[estimates.columns]


def change(build: Path, ids: Sequence[str], where: Where, *, viewer: Viewer) -> pd.DataFrame:
    """Compare one completion year with the year before, from published shares only.

    Returns:
        indicator, previous_year, difference, low, high (Newcombe 1998, method 10); only pairs that are both published.

    Raises:
        ValueError: `where` does not name exactly one year.
    """
    years = tuple(where.get("year", ()))
    if len(years) != 1:
        raise ValueError("a change is measured from one year")
    year = int(years[0])
    shares = [name for name in ids if INDICATORS[name].kind in SHARES]
    pair = {**where, "year": (str(year - 1), str(year))}
    both = publish(build, shares, ("year",), pair, viewer=viewer, purpose="comparison")
    shown = both[both["status"].isin(["value", "imprecise"])]
    pairs = shown[shown["year"] == year].merge(
        shown[shown["year"] == year - 1], on="indicator", suffixes=("", "_before")
    )
    n, before = pairs["n"].to_numpy(dtype=float), pairs["n_before"].to_numpy(dtype=float)
    low, high = intervals.difference(
        (pairs["value"] * n).round().to_numpy(), n, (pairs["value_before"] * before).round().to_numpy(), before,
        RULES["precision"]["level"],
    )  # fmt: skip
    difference = pairs["value"] - pairs["value_before"]
    return pairs[["indicator"]].assign(previous_year=year - 1, difference=difference, low=low, high=high)


@dataclass(frozen=True)
class _Asked:
    """What one call of the gate is about."""

    build: Path
    question: Question
    viewer: Viewer
    purpose: str


def _estimate_all(asked: _Asked, ids: Sequence[str]) -> pd.DataFrame:
    """Count once per wave, then estimate and protect each indicator; the order of `ids` is kept."""
    wanted = [INDICATORS[name] for name in ids]
    cells = _count(asked, list(dict.fromkeys(_with_group(wanted))))
    masks = _group_masks(wanted, cells)
    frames = [_estimate(asked, indicator, cells.get(indicator.id), masks.get(indicator.id)) for indicator in wanted]
    columns = ("indicator", *asked.question.by, *REST)
    if not frames:
        return pd.DataFrame(columns=columns)
    return pd.DataFrame({name: _column(name, [frame[name] for frame in frames]) for name in columns})


def _column(name: str, parts: Sequence[NDArray[np.generic]]) -> pd.api.extensions.ExtensionArray | NDArray[np.generic]:
    """Join the parts of one column in the type estimates have."""
    values = np.concatenate(parts)
    if name in WHOLE:
        missing = pd.isna(values)
        return pd.arrays.IntegerArray(np.where(missing, 0, values).astype("int64"), missing)
    return values if values.dtype.kind in "fb" else pd.array(values, dtype="str")


def _count(asked: _Asked, needed: Sequence[Indicator]) -> dict[str, pd.DataFrame]:
    question = asked.question
    usable = [indicator for indicator in needed if not question.dimensions & set(indicator.absent)]
    cells: dict[str, pd.DataFrame] = {}
    for wave in dict.fromkeys(map(question.wave_of, usable)):
        together = [indicator for indicator in usable if question.wave_of(indicator) == wave]
        counted = counts.count(asked.build, together, question.by, question.in_wave_of(together[0]).where)
        if "wave" in question.by:
            counted = counted[counted["wave"].notna()]
        cells.update({indicator.id: counted for indicator in together})
    return cells


def _with_group(indicators: Iterable[Indicator]) -> Iterable[Indicator]:
    for indicator in indicators:
        yield indicator
        if indicator.group:
            yield from (INDICATORS[name] for name in members(indicator.group))


def _group_masks(wanted: Sequence[Indicator], cells: Mapping[str, pd.DataFrame]) -> dict[str, suppression.Mask]:
    """Protect shares of one whole together, whichever of them was asked for."""
    masks: dict[str, suppression.Mask] = {}
    for group in dict.fromkeys(indicator.group for indicator in wanted if indicator.group):
        names = [name for name in members(group) if name in cells]
        if names:
            x = np.column_stack([_numbers(cells[name], f"{name}.numerator") for name in names])
            n = _numbers(cells[names[0]], f"{names[0]}.denominator")
            complete = suppression.complete_shares(x, _primary(x, n[:, None]))
            masks.update({name: complete[:, column] for column, name in enumerate(names)})
    return masks


def _estimate(
    asked: _Asked, indicator: Indicator, cells: pd.DataFrame | None, group_mask: suppression.Mask | None
) -> dict[str, NDArray[np.generic]]:
    """Return the columns of one indicator's estimates, protected."""
    if cells is None:
        return _not_applicable(asked, indicator)
    x, n = _numbers(cells, f"{indicator.id}.numerator"), _numbers(cells, f"{indicator.id}.denominator")
    population = _population(indicator, cells, n)
    value, low, high = _interval(asked, indicator, cells, x, n, population)
    status = _status(indicator, x, n, value, low, high)
    # A count or a median has no complement to protect: only its size matters.
    small = group_mask if group_mask is not None else _primary(x if indicator.kind in SHARES else n, n)
    is_open = _is_open(asked, cells)
    hidden = small & (n > 0) & ~is_open
    # A handful of graduates nobody asked is a small group too.
    population[hidden | ((population < RULES["protection"]["minimum_n"]) & ~is_open)] = np.nan
    for number in (value, low, high):
        number[hidden | np.isin(status, ["no_data", "not_applicable"])] = np.nan
    return {
        "indicator": np.full(len(n), indicator.id, dtype=object),
        **{name: cells[name].to_numpy(dtype=object) for name in asked.question.by},
        "n": np.where(hidden, np.nan, n),
        "value": value,
        "low": low,
        "high": high,
        "benchmark": np.full(len(n), np.nan),
        "status": np.where(hidden, "protected", status).astype(object),
        "is_small": small & (n > 0) & ~hidden,
        "population": population,
    }


def _not_applicable(asked: _Asked, indicator: Indicator) -> dict[str, NDArray[np.generic]]:
    nothing = dict.fromkeys((*NUMBERS, "benchmark"), np.array([np.nan]))
    groups = dict.fromkeys(asked.question.by, np.array([None], dtype=object))
    words = {"indicator": np.array([indicator.id], dtype=object), "status": np.array(["not_applicable"], dtype=object)}
    return {**groups, **nothing, **words, "is_small": np.array([False])}


def _population(indicator: Indicator, cells: pd.DataFrame, n: Array) -> Array:
    """Return the cohort behind each denominator; unknown where fewer persons are registered than answered."""
    if indicator.population is None:
        return np.full(len(n), np.nan)
    population = _numbers(cells, f"{indicator.id}.population")
    return np.where(population >= n, population, np.nan)


def _interval(
    asked: _Asked, indicator: Indicator, cells: pd.DataFrame, x: Array, n: Array, population: Array
) -> tuple[Array, Array, Array]:
    if indicator.kind == "count":
        return np.where(n > 0, n, np.nan), np.full(len(n), np.nan), np.full(len(n), np.nan)
    if indicator.kind == "median":
        return _medians(asked, indicator, cells)
    within = np.minimum(x, n)
    bound = population if asked.purpose == "cohort" else None
    low, high = intervals.wilson(within, n, RULES["precision"]["level"], population=bound)
    value = np.divide(within, n, out=np.full(len(n), np.nan), where=n > 0)
    return value, np.array(low, dtype=float), np.array(high, dtype=float)


def _medians(asked: _Asked, indicator: Indicator, cells: pd.DataFrame) -> tuple[Array, Array, Array]:
    keys = list(asked.question.by)
    months = counts.durations(asked.build, indicator, keys, asked.question.in_wave_of(indicator).where)
    level = RULES["precision"]["level"]
    found = {
        key: survival.median_time(
            group["months"].to_numpy(), group["events"].to_numpy(), group["censored"].to_numpy(), level
        )
        for key, group in (months.groupby(keys, dropna=False) if keys else [((), months)])
        if len(group)
    }
    rows = cells[keys].itertuples(index=False, name=None) if keys else [()]
    table = np.array([found.get(key, (np.nan,) * 3) for key in rows], dtype=float).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _status(indicator: Indicator, x: Array, n: Array, value: Array, low: Array, high: Array) -> NDArray[np.str_]:
    wide = (high - low) / 2 > RULES["precision"]["half_width"] if indicator.kind in SHARES else np.full(len(n), False)
    # More answers than invitations give no rate; a median that half have not reached is none either.
    impossible = (x > n) if indicator.kind == "ratio" else np.isnan(value)
    return np.select([n == 0, impossible, wide], ["no_data", "not_applicable", "imprecise"], "value")


def _primary(x: Array, n: Array) -> suppression.Mask:
    return suppression.primary(x, n, RULES["protection"]["minimum_n"], RULES["protection"]["small_count"])


def _is_open(asked: _Asked, cells: pd.DataFrame) -> suppression.Mask:
    """Tell which rows this viewer may see whatever their size."""
    viewer, question = asked.viewer, asked.question
    if viewer.role == "agency":
        return np.full(len(cells), True)
    if viewer.role == "centre" and "centre" in question.by:
        return np.asarray(cells["centre"] == viewer.licence, dtype=bool)
    return np.full(len(cells), viewer.role == "centre" and question.where.get("centre") == (viewer.licence,))


def _numbers(cells: pd.DataFrame, column: str) -> Array:
    return cells[column].fillna(0).to_numpy(dtype=float)
