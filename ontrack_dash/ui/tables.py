"""The table twin of a chart: the same rows, every number as its reader writes it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import written
from ontrack_dash.comparisons.flags import say_flag
from ontrack_dash.export import worked
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.i18n import UNKNOWN, Words
from ontrack_dash.ui import markup, navigation
from ontrack_dash.ui.scene import Scene

ENTRIES = 1_000
DRAWN = (*SHOWN, "protected")
# Codes of oblasti stand in no order a reader knows.
BY_NAME = "oblast"
# Where a frame of what people scored has the codes of its groups.
CODE = "code"
NUMBERS = ("app.value", "ui.interval", "app.n")
# What comparisons of centres add.
COMPARED = tuple(f"comparison.column.{name}" for name in ("flag", "rank", "shrunken"))

Row = Mapping[Any, Any]
# The dimension a row filters by and the page it opens: a link here is what a click is on the chart.
Drill = tuple[str, str]


def count_drawn(estimates: pd.DataFrame) -> int:
    """Count the rows there is something to draw of: a number, or a number that is protected."""
    return int(estimates["status"].isin(DRAWN).sum())


def show(
    scene: Scene, caption: str, estimates: pd.DataFrame, key: str, twin: str = "", drill: Drill | None = None
) -> None:
    """Draw the table of published estimates, or of what was worked out from them (`twin`), and what its marks mean.

    `key` names the estimates for the cache.
    """
    key = f"{key}|{caption}|{len(estimates)}|{twin}|{drill and navigation.address_of(*drill, '')}"
    if twin:
        table = _render_worked(
            key=key, _words=scene.words, _caption=caption, _twin=twin, _worked=estimates, _drill=drill
        )
        st.html(table)
        return
    table, notes = _render(key=key, _words=scene.words, _caption=caption, _estimates=estimates, _drill=drill)
    st.html(table)
    if notes:
        st.caption(notes)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _render(
    key: str,  # noqa: ARG001
    _words: Words,
    _caption: str,
    _estimates: pd.DataFrame,
    _drill: Drill | None,
) -> tuple[str, str]:
    groups = [name for name in _estimates.columns if name in DIMENSIONS]
    first = ["app.indicator"] if not groups or _estimates["indicator"].nunique() > 1 else []
    names = [*first, *(f"dimension.{name}" for name in groups)]
    compared = COMPARED if "flag" in _estimates else ()
    rows = [
        [
            *_names(row, first, groups, _words, _drill),
            *_numbers(row, _words),
            *(_compared(row, _words) if compared else []),
        ]
        for row in _estimates.to_dict("records")
    ]
    if groups == [BY_NAME]:
        rows.sort()
    header = [_words.t(key) for key in (*names, *NUMBERS, *compared)]
    # What a comparison says first, whether a row stands out, is words.
    right = [*[False] * len(names), *[True] * len(NUMBERS), *(name != COMPARED[0] for name in compared)]
    return markup.table(header, rows, _caption, right), written.notes(_estimates, _words)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _render_worked(
    key: str,  # noqa: ARG001
    _words: Words,
    _caption: str,
    _twin: str,
    _worked: pd.DataFrame,
    _drill: Drill | None,
) -> str:
    header, rows, right = worked.written_table(_twin, _worked, _words)
    if _drill:
        codes = _worked[_drill[0] if _drill[0] in _worked else CODE]
        rows = [[_lead(_drill, str(code), row[0]), *row[1:]] for code, row in zip(codes, rows, strict=True)]
    return markup.table(header, rows, _caption, right)


def _names(row: Row, first: Sequence[str], groups: Sequence[str], words: Words, drill: Drill | None) -> list[str]:
    named = [(name, str(row[name]), words.label(name, row[name])) for name in groups]
    return [
        *(words.t(f"indicator.{row['indicator']}.name") for _ in first),
        *(_lead(drill, code, label) if drill and drill[0] == name else label for name, code, label in named),
    ]


def _lead(drill: Drill, code: str, label: str) -> str:
    return label if code == UNKNOWN else markup.Linked(label, navigation.address_of(*drill, code))


def _numbers(row: Row, words: Words) -> list[str]:
    indicator = str(row["indicator"])
    if row["status"] not in SHOWN:
        return [words.t(f"status.{row['status']}"), "", ""]
    span = written.interval(indicator, row["low"], row["high"], words)
    return [written.value(indicator, row, words), span, words.number(row["n"])]


def _compared(row: Row, words: Words) -> list[str]:
    """Write what was worked out from a row: its flag, between which places it may stand, its shrunken value."""
    if row["status"] not in SHOWN:
        return [""] * len(COMPARED)
    flag = "" if bool(pd.isna(row["flag"])) else say_flag(str(row["flag"]), words)
    best, worst = row["rank_best"], row["rank_worst"]
    rank = words.t("figure.no_rank") if bool(pd.isna(best)) else words.t("figure.range", low=best, high=worst)
    if pd.isna(row["shrunken"]):
        return [flag, rank, ""]
    span = words.interval(row["shrunken_low"], row["shrunken_high"])
    return [flag, rank, f"{words.percent(row['shrunken'])} ({span})"]
