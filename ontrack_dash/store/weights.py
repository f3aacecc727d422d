"""Non-response weights of every year, kind and wave, made with the build, and the sums their variance needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import duckdb
import numpy as np
import pyarrow as pa

from ontrack_dash.catalogue import INDICATORS, RULES, Indicator
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.stats import nonresponse
from ontrack_dash.stats.linearisation import Raking, Sums, sum_groups
from ontrack_dash.store import cube, respondents
from ontrack_dash.store.respondents import ANSWERS, SLICE, Key, Numbers, Respondents

TABLE, SUMS, REPORT, MARGINS = "mart_weights", "mart_weights_sums", "mart_weighting", "mart_weighting_margins"
RAKED: tuple[str, ...] = tuple(RULES["weights"]["margins"])
LIMITS = nonresponse.Limits(
    **{name: RULES["weights"][name] for name in ("smallest_slice", "smallest_cell", "known_share", "low", "high")}
)
WHOLE, PART = ("weight", "squares", "ones", "persons"), ("weighted", "yy", "y1")
# What a cell of the fine cube gives without residuals: one weight, so that only counts of persons differ.
PLAIN = {
    "weight": "weight * {}", "squares": "weight * weight * {}", "ones": "weight * weight * {}", "persons": "{}",
    "weighted": "weight * {}", "yy": "weight * weight * {}", "y1": "weight * weight * {}",
}  # fmt: skip

Cohorts = Mapping[str, Mapping[Key, dict[str, int]]]


@dataclass(frozen=True)
class Weighed:
    """One slice: who answered, what was found about it, and how it was raked where it has weights."""

    cells: Respondents
    facts: dict[str, object]
    margins: list[dict[str, object]]
    raking: Raking | None


def weighted_indicators() -> tuple[Indicator, ...]:
    """Return the indicators that can be weighted: shares of those who answered."""
    return tuple(item for item in INDICATORS.values() if item.kind == "share" and item.source == "answers")


def columns(indicator: Indicator) -> dict[str, str]:
    """Return sum → column of the weights' tables; indicators with one denominator share its columns."""
    whole, part = cube.denominator(indicator), cube.numerator(indicator)
    return {name: f"{name}_{whole}" for name in WHOLE} | {name: f"{name}_{part}" for name in PART}


def rebuild(cursor: duckdb.DuckDBPyConnection) -> None:
    """Weigh every slice and write `mart_weights`, its sums by margin and what is to be known about it.

    The margins of the cube hold squares of raking residuals, right for their own groups alone: groups of one slice must
    not be put together, slices may. The fine cube is a view of plain sums without residuals (Σw²y, Σw²), which may be
    put together and leave out what the margins explain, so that the variance comes out larger.
    No factor for the share of the cohort that answered is applied.
    """
    measures = _measures()
    answered = respondents.read(cursor, [*measures[0], *measures[1]])
    cohorts = respondents.read_cohorts(cursor, RAKED)
    slices = [weigh(cells, cohorts) for cells in answered.slices()]
    _write(cursor, REPORT, [_as_columns([one.facts for one in slices])])
    _write(cursor, MARGINS, [_as_columns([margin for one in slices for margin in one.margins])])
    weighed = [(one.cells, one.raking) for one in slices if one.raking]
    if not weighed:
        return
    _write(cursor, TABLE, [_list_weights(*one) for one in weighed])
    # One table and views of it: a table of few rows and many columns takes far more room than its numbers.
    _write(cursor, SUMS, [_sum_margin(*one, margin) for margin in cube.margins()[:-1] for one in weighed])
    for margin in cube.margins():
        cursor.execute(f"CREATE VIEW {margin.table(TABLE)} AS\n{_select(margin)}")


def has_table(cursor: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Tell whether a build has this table: without answers it has none of these."""
    found = cursor.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]).fetchone()
    return found is not None


def has_weights(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether any slice of a build has weights."""
    return has_table(cursor, TABLE)


def weigh(cells: Respondents, cohorts: Cohorts) -> Weighed:
    """Weigh one slice, or say why it has no weights."""
    year, kind, wave = cells.slice
    lined = [respondents.line_up(cells, name, cohorts[name].get((year, kind), {})) for name in RAKED]
    persons, cohort = int(cells.counts["n"].sum()), int(lined[0][2].sum())
    facts: dict[str, object] = {"year": year, "kind": kind, "wave": wave, "respondents": persons, "cohort": cohort}
    reason = nonresponse.refuse(persons, cohort, LIMITS)
    if reason:
        return Weighed(cells, facts | {"reason": reason} | dict.fromkeys(_FOUND), [], None)
    found = nonresponse.weigh(
        np.column_stack([places for _, places, _ in lined]), cells.counts["n"], [known for *_, known in lined], LIMITS
    )
    raking = Raking(cells.counts["n"], found.weights, found.columns, found.width)
    margins = [
        {"year": year, "kind": kind, "wave": wave, "dimension": name, "status": fate.status,
         "known_share": fate.known_share, "categories": len(fate.cells), "cells": int(fate.cells.max()) + 1,
         "collapsed": [categories[place] for place in fate.collapsed]}
        for name, (categories, *_), fate in zip(RAKED, lined, found.fates, strict=True)
    ]  # fmt: skip
    return Weighed(cells, facts | {"reason": ""} | _find(found, cells.counts["n"]), margins, raking)


_FOUND = ("effective_n", "design_effect", "trimmed", "largest_gap", "rounds", "is_converged")


def _find(found: nonresponse.Weighting, persons: Numbers) -> dict[str, object]:
    """Return what weighting cost, Kish's design effect n Σw² / (Σw)² among it."""
    effective = float((found.weights @ persons) ** 2 / (found.weights**2 @ persons))
    last = found.found
    values = (effective, persons.sum() / effective, int(last.trimmed), last.gap, last.rounds, last.is_met)
    return dict(zip(_FOUND, values, strict=True))


@lru_cache
def _measures() -> tuple[list[str], list[str], list[int]]:
    """Return the cube's columns of denominators, those of numerators, and the denominator of each numerator."""
    wholes = {cube.numerator(item): cube.denominator(item) for item in weighted_indicators()}
    denominators = list(dict.fromkeys(wholes.values()))
    return denominators, list(wholes), [denominators.index(whole) for whole in wholes.values()]


def _list_weights(cells: Respondents, raking: Raking) -> dict[str, object]:
    codes, group = cells.number((*SLICE, *RAKED))
    weights = np.zeros(int(group.max()) + 1)
    weights[group] = raking.weights
    return {**codes, "weight": weights}


def _sum_margin(cells: Respondents, raking: Raking, margin: cube.Margin) -> dict[str, object]:
    denominators, numerators, within = _measures()
    counts = cells.counts
    codes, groups = cells.number(margin.dimensions)
    n = np.column_stack([counts[name] for name in denominators])
    x = np.column_stack([counts[name] for name in numerators])
    sums = sum_groups(raking, groups, x, n, np.array(within))
    persons = {f"persons_{name}": np.bincount(groups, counts[name]).astype(np.int64) for name in denominators}
    codes = {name: codes.get(name, np.full(len(sums.weight), None)) for name in DIMENSIONS}
    named = np.full(len(sums.weight), margin.name, dtype=object)
    return {"margin": named, **codes, **persons, **_name(sums, denominators, numerators)}


def _name(sums: Sums, denominators: Sequence[str], numerators: Sequence[str]) -> dict[str, Numbers]:
    named = {f"{name}_{whole}": getattr(sums, name)[:, place]
             for name in WHOLE[:3] for place, whole in enumerate(denominators)}  # fmt: skip
    return named | {f"{name}_{part}": getattr(sums, name)[:, place]
                    for name in PART for place, part in enumerate(numerators)}  # fmt: skip


def _select(margin: cube.Margin) -> str:
    """Write the sums of one margin; the fine ones from the counts of the cube and the weight of each combination."""
    denominators, numerators, _ = _measures()
    names = {f"{name}_{whole}": PLAIN[name].format(whole) for name in WHOLE for whole in denominators}
    names |= {f"{name}_{part}": PLAIN[name].format(part) for name in PART for part in numerators}
    if margin.of is not None:
        return f"SELECT {', '.join((*margin.dimensions, *names))} FROM {SUMS} WHERE margin = '{margin.name}'"
    sums = [f"{sum_} AS {name}" for name, sum_ in names.items()]
    return (
        f"SELECT {', '.join((*margin.dimensions, *sums))}\n"
        f"FROM {margin.table(ANSWERS)} JOIN {TABLE} USING ({', '.join((*SLICE, *RAKED))})"
    )


def _as_columns(records: list[dict[str, object]]) -> dict[str, object]:
    return {name: [record[name] for record in records] for name in (records[0] if records else {})}


def _write(cursor: duckdb.DuckDBPyConnection, table: str, parts: Sequence[Mapping[str, object]]) -> None:
    """Make one table of parts with the same columns; nothing makes none."""
    tables = [pa.table({name: pa.array(values) for name, values in part.items()}) for part in parts if part]
    if tables:
        cursor.register("incoming", pa.concat_tables(tables, promote_options="default").combine_chunks())
        cursor.execute(f"CREATE TABLE {table} AS SELECT * FROM incoming")
        cursor.unregister("incoming")
