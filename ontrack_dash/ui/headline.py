"""Headline tiles: value, interval as a small bar, n, change with sign and interval, benchmark."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import written
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.figures.marks import SHARES, SHOWN
from ontrack_dash.i18n import Words
from ontrack_dash.ui import data, downloads
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene

ENTRIES = 500
NAME = "headline"
CHANGE = {"difference": "change", "low": "change_low", "high": "change_high"}
PLACES = ("low", "high", "value", "benchmark")

Row = Mapping[Any, Any]


def show(scene: Scene, ids: Sequence[str]) -> None:
    """Draw one tile an indicator, and what they say to take away."""
    ask = scene.ask(ids)
    st.html(_render(key=f"{scene.key}|{ask}", _scene=scene, _ask=ask))
    with st.container(horizontal=True, key=f"tools-{scene.page}-{NAME}"):
        downloads.offer(scene, NAME, _told(key=f"{scene.key}|{ask}", _scene=scene, _ask=ask), ask)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _told(key: str, _scene: Scene, _ask: Ask) -> pd.DataFrame:  # noqa: ARG001
    """Return the estimates of the tiles beside their changes."""
    estimates = _scene.publish(_ask)
    if not _scene.has_one_year:
        return estimates
    changes = data.change(_scene.build, _scene.viewer, _ask).rename(columns=CHANGE)
    return estimates.merge(changes[["indicator", *CHANGE.values()]], how="left", on="indicator")


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _render(key: str, _scene: Scene, _ask: Ask) -> str:  # noqa: ARG001
    changes = _changes(_scene, _ask)
    rows = _scene.publish(_ask).to_dict("records")
    tiles = "".join(_tile(row, changes.get(str(row["indicator"])), _scene.words) for row in rows)
    return f'<div class="od-tiles od-tiles-{len(rows)}">{tiles}</div>'


def _changes(scene: Scene, ask: Ask) -> dict[str, Row]:
    """Return the change on the cohort before, by indicator; there is none over several years."""
    if not scene.has_one_year:
        return {}
    frame = data.change(scene.build, scene.viewer, ask)
    return {str(row["indicator"]): row for row in frame.to_dict("records")}


def _tile(row: Row, change: Row | None, words: Words) -> str:
    indicator = str(row["indicator"])
    name = words.t(f"indicator.{indicator}.name")
    parts = [f"<h2>{escape(name)}</h2>", *_number(indicator, row, words)]
    if row["status"] in SHOWN:
        parts += [_line(text) for text in (_change(change, words), _benchmark(indicator, row, words)) if text]
    definition = words.t(f"indicator.{indicator}.definition")
    parts.append(f"<details><summary>{escape(words.t('app.definition'))}</summary>{escape(definition)}</details>")
    return f'<section class="od-tile" aria-label="{escape(name)}">{"".join(parts)}</section>'


def _number(indicator: str, row: Row, words: Words) -> list[str]:
    status = words.t(f"status.{row['status']}")
    if row["status"] not in SHOWN:
        return [f'<p class="od-value od-word">{escape(status)}</p>']
    value = words.value(indicator, row["value"])
    persons = words.t("app.of_n", n=words.number(row["n"]))
    likely = _line(_likely(indicator, row, persons, words))
    parts = [f'<p class="od-value">{escape(value)}</p>', _bar(indicator, row), likely]
    notes = [status] if row["status"] == "imprecise" else []
    notes += [words.t("app.small_mark")] if row["is_small"] else []
    return [*parts, *map(_line, notes)]


def _likely(indicator: str, row: Row, persons: str, words: Words) -> str:
    interval = written.interval(indicator, row["low"], row["high"], words)
    return f"{interval} · {persons}" if interval else persons


def _bar(indicator: str, row: Row) -> str:
    """Draw the interval on a line from nothing to all; the places are worked out by the style sheet."""
    if INDICATORS[indicator].kind not in SHARES or pd.isna(row["low"]):
        return ""
    places = ";".join(f"--{name}:{row[name]}" for name in PLACES if not pd.isna(row[name]))
    benchmark = "" if pd.isna(row["benchmark"]) else "<b></b>"
    return f'<div class="od-bar" style="{places}" aria-hidden="true"><span></span><i></i>{benchmark}</div>'


def _change(change: Row | None, words: Words) -> str:
    if change is None:
        return ""
    span = words.t("ui.change_between", low=words.points(change["low"]), high=words.points(change["high"]))
    on_year = words.t("app.change_on_year", year=change["previous_year"])
    said = f"{words.points(change['difference'])} {on_year} ({span})"
    return said if change["low"] > 0 or change["high"] < 0 else f"{said} – {words.t('ui.unchanged')}"


def _benchmark(indicator: str, row: Row, words: Words) -> str:
    if pd.isna(row["benchmark"]):
        return ""
    return f"{words.t('app.benchmark')}: {words.value(indicator, row['benchmark'])}"


def _line(text: str) -> str:
    return f"<p>{escape(text)}</p>"
