"""What is to be known about the weights of a build: facts about whole years, kinds and waves, open to everyone."""

from pathlib import Path

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.store import connection, weights

SLICES = (
    "year", "kind", "wave", "respondents", "cohort", "reason",
    "effective_n", "design_effect", "trimmed", "largest_gap", "rounds", "is_converged",
)  # fmt: skip
MARGINS = ("year", "kind", "wave", "dimension", "status", "known_share", "categories", "cells", "collapsed")


def slices(path: Path) -> pd.DataFrame:
    """Return one row per year, kind and wave with enough respondents to be spoken of.

    Columns: year, kind, wave, respondents, cohort; reason: "" where there are weights, otherwise `no_cohort`,
    `cohort_smaller` (than the respondents) or `few_respondents`; effective_n and design_effect (Kish); trimmed:
    persons whose raked weight was cut; largest_gap: what trimming left between a margin and the cohort, as a share of
    the cohort's; rounds of raking, is_converged.
    """
    return _read(path, weights.REPORT, SLICES)


def margins(path: Path) -> pd.DataFrame:
    """Return one row per slice with weights and margin.

    Columns: year, kind, wave, dimension; status: `used`, `one_cell` (too few to tell two apart) or
    `cohort_not_known`; known_share of the cohort; categories, cells after collapsing, collapsed: codes sharing a cell.
    """
    return _read(path, weights.MARGINS, MARGINS)


def _read(path: Path, table: str, columns: tuple[str, ...]) -> pd.DataFrame:
    with connection.read(path) as cursor:
        if not weights.has_table(cursor, table):
            return pd.DataFrame(columns=columns)
        return cursor.execute(
            f"SELECT {', '.join(f'one.{name}' for name in columns)} FROM {table} AS one "
            f"JOIN {weights.REPORT} AS slice USING (year, kind, wave) "
            "WHERE slice.respondents >= ? AND (slice.cohort = 0 OR slice.cohort >= ?) ORDER BY year, kind, wave",
            [RULES["protection"]["minimum_n"]] * 2,
        ).df()
