"""The one gate: counts become estimates here, and only what this viewer may see leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ontrack_dash import estimating
from ontrack_dash.catalogue import INDICATORS, RULES, Indicator
from ontrack_dash.estimating import SHARES, Array, Counts, Estimates
from ontrack_dash.questions import Asked, Where, ask
from ontrack_dash.stats import survival
from ontrack_dash.stats.suppression import Mask
from ontrack_dash.store import counts, guard, weighted
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer

__all__ = ["AGENCY", "PUBLIC", "Viewer", "change", "is_publishable", "publish"]

COUNTRIES = 256  # answers that are kept; everybody shares a frame, so nobody changes it
PURPOSES = ("cohort", "comparison")
WEIGHTINGS = ("none", "cohort")
SUMS = ("weight", "weighted", "yy", "y1", "ones", "squares")
WHOLE = ("n", "population", "year", "wave")
REST = ("n", "value", "low", "high", "benchmark", "status", "is_small", "population")


def publish(
    build: Path,
    ids: Sequence[str],
    by: Sequence[str] = (),
    where: Where | None = None,
    *,
    viewer: Viewer,
    purpose: str = "cohort",
    weighting: str = "none",
) -> pd.DataFrame:
    """Estimate indicators for every group, protected for this viewer.

    A wave is never pooled with another: where the question names none, each indicator takes its own.
    `purpose` "cohort" states what this cohort did, so the interval knows the cohort's size (O'Neill 2021);
    "comparison" leaves it out, as for any statement about more than the people counted.
    `weighting` "cohort" lets those who answered stand for their cohort; n stays the persons who answered, and what
    has no weights is not applicable.

    Returns:
        Estimates: indicator, the `by` columns, n, value, low, high, benchmark, status, is_small, population, and with
        weights effective_n. Shares 0-1, medians in months, counts in persons. A protected row has none of the numbers.

    Raises:
        KeyError: no such indicator. ValueError: no such dimension, purpose or weighting.
    """
    if purpose not in PURPOSES or weighting not in WEIGHTINGS:
        raise ValueError(f"no such purpose or weighting: {purpose}, {weighting}")
    asked = Asked(build, ask(by, where), viewer, purpose, weighting)
    estimates = _estimate_all(asked, ids)
    wider = asked.question.without_place()
    if wider is None or estimates.empty:
        return estimates
    country = _ask_country(replace(asked, question=wider), tuple(ids))
    if not wider.by:
        one_each = dict(zip(country["indicator"], country["value"], strict=True))
        return estimates.assign(benchmark=[one_each[name] for name in estimates["indicator"]])
    benchmarks = country[["indicator", *wider.by]].assign(benchmark=country["value"])
    merged = estimates.drop(columns="benchmark").merge(benchmarks, how="left", on=["indicator", *wider.by])
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
    return estimating.compare_years(both).drop(columns="year")


def is_publishable(by: Sequence[str], where: Where | None = None) -> bool:
    """Tell whether the public may ask by these dimensions at all: of the others nothing is published, however large."""
    return guard.is_publishable(set(ask(by, where).dimensions))


def _ask_country(asked: Asked, ids: tuple[str, ...]) -> pd.DataFrame:
    """Answer a question that names no place, once a build: no row is a centre's own, so centres read what is public."""
    everyone = asked.viewer if asked.viewer.role == "agency" else PUBLIC
    return _country(replace(asked, viewer=everyone), asked.build.stat().st_mtime_ns, ids)


@lru_cache(maxsize=COUNTRIES)
def _country(asked: Asked, _written: int, ids: tuple[str, ...]) -> pd.DataFrame:
    return _estimate_all(asked, ids)


def _estimate_all(asked: Asked, ids: Sequence[str]) -> pd.DataFrame:
    """Count once per wave, then estimate and protect each indicator; the order of `ids` is kept."""
    wanted = [INDICATORS[name] for name in ids]
    cells = _count(asked, wanted)
    frames = [_estimate(asked, indicator, cells.get(indicator.id)) for indicator in wanted]
    weighted_only = ("effective_n",) if asked.weighting == "cohort" else ()
    columns = ("indicator", *asked.question.by, *REST, *weighted_only)
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


def _count(asked: Asked, needed: Sequence[Indicator]) -> dict[str, pd.DataFrame]:
    question = asked.question
    usable = [indicator for indicator in needed if not question.dimensions & set(indicator.absent)]
    cells: dict[str, pd.DataFrame] = {}
    for wave in dict.fromkeys(map(question.wave_of, usable)):
        together = [indicator for indicator in usable if question.wave_of(indicator) == wave]
        counted = _count_together(asked, together, question.in_wave_of(together[0]).where)
        cells |= dict.fromkeys([indicator.id for indicator in together], counted)
    return cells


def _count_together(asked: Asked, together: Sequence[Indicator], where: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    """Count indicators of one wave, with what the public may not see of them and, where asked, their weighted sums."""
    by = list(asked.question.by)
    counted = counts.count(asked.build, together, by, where)
    if not asked.sees_all and guard.is_publishable({*by, *where}):
        counted = _mark(counted, _close(asked.build, together, by, where), by)
    if asked.weighting == "cohort":
        counted = _join(counted, weighted.sums(asked.build, together, by, where), by)
    return counted[counted["wave"].notna()] if "wave" in by else counted


def _close(
    build: Path, together: Sequence[Indicator], by: Sequence[str], where: Mapping[str, tuple[str, ...]]
) -> pd.DataFrame:
    """Say which groups are closed to the public; one put together of several is, when one of its parts is."""
    pooled = [name for name in dict.fromkeys(("year", "kind", *where)) if name not in by and name != "wave"]
    parts = [*by, *(name for name in pooled if len(where.get(name, ())) != 1)]
    shifted = guard.shifted(build, together, parts, where)
    if len(parts) == len(by):
        return shifted
    cells = _mark(counts.count(build, together, parts, where), shifted, parts)
    closed = pd.DataFrame({name: cells[name] for name in by})
    for item in together:
        of_item = Counts(
            _numbers(cells, f"{item.id}.numerator"),
            n := _numbers(cells, f"{item.id}.denominator"),
            np.full(len(n), np.nan),
        )
        small = estimating.is_small(item, of_item) & (n > 0)
        closed[f"{item.id}.is_shifted"] = small | _flags(cells, f"{item.id}.is_shifted")
        if item.population:
            people = _numbers(cells, f"{item.id}.population")
            few = (people > 0) & (people < RULES["protection"]["minimum_n"])
            closed[f"{item.id}.is_population_shifted"] = few | _flags(cells, f"{item.id}.is_population_shifted")
    if not by:
        return closed.any().to_frame().T
    return closed.groupby(list(by), as_index=False, dropna=False).any()


def _mark(counted: pd.DataFrame, flags: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Put the flags of groups beside their counts; in another country a group may exist that does not in this one."""
    flags = flags[flags["wave"].notna()] if "wave" in by else flags  # who was asked in none is in no row of an answer
    if flags.empty:
        return counted
    if not by:
        counted[list(flags.columns)] = flags.to_numpy()
        return counted
    place = {key: number for number, key in enumerate(zip(*(counted[name] for name in by), strict=True))}
    keys = list(zip(*(flags[name] for name in by), strict=True))
    fresh = [number for number, key in enumerate(keys) if key not in place]
    if fresh:
        others = flags.iloc[fresh][list(by)].astype({name: counted[name].dtype for name in by})
        return _mark(pd.concat([counted, others], ignore_index=True), flags, by)
    rows = [place[key] for key in keys]
    for name in flags.columns[len(by) :]:
        marked = np.zeros(len(counted), dtype=bool)
        marked[rows] = _flags(flags, name)
        counted[name] = marked
    return counted


def _join(counted: pd.DataFrame, sums: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Put weighted sums beside the counts of the same groups."""
    if not by:
        return pd.concat([counted, sums.reindex(range(len(counted)))], axis=1)
    return counted.merge(sums.astype({name: counted[name].dtype for name in by}), how="left", on=list(by))


def _estimate(asked: Asked, indicator: Indicator, cells: pd.DataFrame | None) -> dict[str, NDArray[np.generic]]:
    """Return the columns of one indicator's estimates, protected."""
    if cells is None or (asked.weighting == "cohort" and f"{indicator.id}.weight" not in cells):
        return _not_applicable(asked, indicator)
    n = _numbers(cells, f"{indicator.id}.denominator")
    is_open = _is_open(asked, cells)
    counted = Counts(_numbers(cells, f"{indicator.id}.numerator"), n, _population(asked, indicator, cells, n, is_open))
    made = _make(asked, indicator, cells, counted)
    small = estimating.is_small(indicator, counted) & (n > 0)
    hidden = (small | _is_shifted(asked, indicator, cells)) & ~is_open
    status = np.where(hidden, "protected", estimating.status(indicator, counted, made))
    shown = np.isin(status, ["value", "imprecise"])
    return {
        "indicator": np.full(len(n), indicator.id, dtype=object),
        **{name: cells[name].to_numpy(dtype=object) for name in asked.question.by},
        "n": np.where(hidden, np.nan, n),
        "value": np.where(shown, made.value, np.nan),
        "low": np.where(shown, made.low, np.nan),
        "high": np.where(shown, made.high, np.nan),
        "benchmark": np.full(len(n), np.nan),
        "status": status.astype(object),
        "is_small": small & ~hidden,
        "population": np.where(hidden, np.nan, counted.population),
        "effective_n": np.where(shown, made.effective, np.nan),
    }


def _is_open(asked: Asked, cells: pd.DataFrame) -> Mask:
    """Tell which rows this viewer may see whatever their size."""
    if asked.viewer.role == "centre" and "centre" in asked.question.by:
        return np.asarray(cells["centre"] == asked.viewer.licence, dtype=bool)
    return np.full(len(cells), asked.sees_all)


def _make(asked: Asked, indicator: Indicator, cells: pd.DataFrame, counted: Counts) -> Estimates:
    if asked.weighting == "cohort":
        return estimating.from_weights({name: _numbers(cells, f"{indicator.id}.{name}") for name in SUMS})
    if indicator.kind == "median":
        return _medians(asked, indicator, cells)
    bound = counted.population if asked.purpose == "cohort" else np.full(len(counted.n), np.nan)
    return estimating.from_counts(indicator, Counts(counted.x, counted.n, bound))


def _not_applicable(asked: Asked, indicator: Indicator) -> dict[str, NDArray[np.generic]]:
    nothing = dict.fromkeys((*REST, "effective_n"), np.array([np.nan]))
    groups = dict.fromkeys(asked.question.by, np.array([None], dtype=object))
    words = {"indicator": np.array([indicator.id], dtype=object), "status": np.array(["not_applicable"], dtype=object)}
    return {**groups, **nothing, **words, "is_small": np.array([False])}


def _population(asked: Asked, indicator: Indicator, cells: pd.DataFrame, n: Array, is_open: Mask) -> Array:
    """Return the cohort behind each denominator; unknown where it is protected or smaller than those who answered."""
    if indicator.population is None:
        return np.full(len(n), np.nan)
    population = _numbers(cells, f"{indicator.id}.population")
    shifted = _flags(cells, f"{indicator.id}.is_population_shifted")
    is_told = (population >= RULES["protection"]["minimum_n"]) & ~shifted & _is_published(asked)
    return np.where((population >= n) & (is_told | is_open), population, np.nan)


def _is_shifted(asked: Asked, indicator: Indicator, cells: pd.DataFrame) -> Mask:
    """Mark what the public may not see although it is large: it would give another group away."""
    closed = not _is_published(asked) or (asked.weighting == "cohort" and not asked.is_weighted_for_all)
    return np.full(len(cells), closed) | _flags(cells, f"{indicator.id}.is_shifted")


def _is_published(asked: Asked) -> bool:
    return guard.is_publishable(set(asked.question.dimensions))


def _medians(asked: Asked, indicator: Indicator, cells: pd.DataFrame) -> Estimates:
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
    return Estimates(table[:, 0], table[:, 1], table[:, 2], _numbers(cells, f"{indicator.id}.denominator"))


def _numbers(cells: pd.DataFrame, column: str) -> Array:
    return cells[column].fillna(0).to_numpy(dtype=float)


def _flags(cells: pd.DataFrame, column: str) -> Mask:
    flags = cells.get(column, pd.Series(False, index=cells.index))
    return (flags if flags.dtype == bool else flags.fillna(False)).to_numpy(dtype=bool)
