"""How much protection hides: by the rule of small numbers alone, and by all that keeps them from being worked out."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pandas as pd

from ontrack_dash import indicators
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.viewers import AGENCY, PUBLIC

ALWAYS = ("year", "kind")
SIZES = (0, 1, 2)
COUNTED = ("figures", "persons")
# A row says: of so many figures (or persons behind them) the public lacks so many.
COLUMNS = ("table", *(f"{what}{how}" for what in COUNTED for how in ("", "_small", "_hidden")))


def measure(build: Path, ids: Sequence[str] | None = None) -> pd.DataFrame:
    """Count the figures of every published table, and what of them the public does not see.

    Returns:
        table (its dimensions beside year and kind), figures, figures_small (too few persons, or one or two of a kind),
        figures_hidden (all that is hidden), and persons, persons_small, persons_hidden: those behind the figures,
        counted once a figure.
    """
    names = list(ids or INDICATORS)
    tables = [groups for size in SIZES for groups in combinations(_groups(), size) if _is_table(groups)]
    return pd.DataFrame([_measure(build, names, groups) for groups in tables], columns=list(COLUMNS))


def _groups() -> list[str]:
    return [name for name, dimension in DIMENSIONS.items() if not dimension.always]


def _is_table(groups: Sequence[str]) -> bool:
    """Tell whether these groups make a published table of their own; a profession comes with its field."""
    nested = any(DIMENSIONS[name].within in groups for name in groups)
    return not nested and indicators.is_publishable(groups)


def _measure(build: Path, names: Sequence[str], groups: Sequence[str]) -> tuple[object, ...]:
    by = (*ALWAYS, *groups)
    everything = indicators.publish(build, names, by, viewer=AGENCY)
    everything = everything[everything["n"].fillna(0) > 0]
    public = indicators.publish(build, names, by, viewer=PUBLIC)
    both = everything.merge(public[["indicator", *by, "status"]], on=["indicator", *by], suffixes=("", "_public"))
    n, hidden = both["n"].astype(float), both["status_public"] == "protected"
    figures = (len(both), int(both["is_small"].sum()), int(hidden.sum()))
    persons = (int(n.sum()), int(n[both["is_small"]].sum()), int(n[hidden].sum()))
    return (",".join(groups) or "-", *figures, *persons)
