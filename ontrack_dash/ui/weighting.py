"""How the answers of a cohort were weighted: what was put together, what was cut, and what it cost."""

from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash.catalogue import RULES
from ontrack_dash.export.listed import Listed
from ontrack_dash.export.units import DECIMAL, PERSONS, TEXT, YEAR
from ontrack_dash.i18n import Words
from ontrack_dash.store import weighting
from ontrack_dash.ui import downloads, markup
from ontrack_dash.ui.scene import Scene

ENTRIES = 500
NAME = "weights"
SLICE = ("year", "kind", "wave")
# The numbers of a slice, with their decimals.
NUMBERS = {"respondents": 0, "cohort": 0, "effective_n": 0, "design_effect": 2, "trimmed": 0}


def show(scene: Scene) -> None:
    """Draw the account of the weights of the year and kind of the page, one row a wave."""
    said = _account(key=f"{scene.key}|{scene.filters}", _scene=scene)
    if said:
        with st.expander(scene.words.t("weighting.title")):
            st.html(said)
            about = downloads.describe(scene, scene.ask(()).where)
            downloads.offer_list(
                scene.page, NAME, _list(key=f"{scene.key}|{scene.filters}", _scene=scene), scene.words, about
            )


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _account(key: str, _scene: Scene) -> str:  # noqa: ARG001
    words, build = _scene.words, _scene.build.path
    slices = _of_page(weighting.slices(build), _scene)
    margins = _of_page(weighting.margins(build), _scene)
    if slices.empty:
        return ""
    header = _header(words)
    rows = [_row(row, words) for row in slices.itertuples()]
    right = [False, False, *[True] * len(NUMBERS)]
    table = markup.table(header, rows, words.t("weighting.title"), right)
    return f"<p>{_rules(words)}</p>{table}{markup.pairs(_collapsed(margins, words))}"


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _list(key: str, _scene: Scene) -> Listed:  # noqa: ARG001
    """Return the same account as a list, what was put together among its terms."""
    words, build = _scene.words, _scene.build.path
    units = (YEAR, TEXT, *(DECIMAL if digits else PERSONS for digits in NUMBERS.values()), TEXT)
    rows = []
    for row in _of_page(weighting.slices(build), _scene).to_dict("records"):
        numbers = [None if pd.isna(row[name]) else row[name] for name in NUMBERS]
        rows.append((row["year"], words.label("wave", row["wave"]), *numbers, _note(row["reason"], words)))
    collapsed = _collapsed(_of_page(weighting.margins(build), _scene), words)
    terms = ((words.t("weighting.title"), _rules(words)), *collapsed)
    return Listed(tuple(zip(_header(words), units, strict=True)), tuple(rows), terms=terms)


def _header(words: Words) -> list[str]:
    names = ("dimension.year", "dimension.wave", *(f"weighting.{name}" for name in NUMBERS), "weighting.note")
    return [words.t(name) for name in names]


def _rules(words: Words) -> str:
    rules = RULES["weights"]
    return words.t(
        "weighting.rules",
        cell=rules["smallest_cell"],
        slice=rules["smallest_slice"],
        low=words.number(rules["low"], 1),
        high=words.number(rules["high"], 0),
    )


def _note(reason: str, words: Words) -> str:
    return words.t(f"weighting.reason.{reason or 'none'}")


def _of_page(frame: pd.DataFrame, scene: Scene) -> pd.DataFrame:
    chosen = {name: codes for name, codes in scene.ask(()).codes.items() if name in SLICE}
    for name, codes in chosen.items():
        frame = frame[frame[name].astype(str).isin(codes)]
    return frame


def _row(row: Any, words: Words) -> list[str]:
    fields = row._asdict()
    numbers = [
        "" if pd.isna(fields[name]) else words.number(float(fields[name]), digits) for name, digits in NUMBERS.items()
    ]
    return [str(fields["year"]), words.label("wave", fields["wave"]), *numbers, _note(fields["reason"], words)]


def _collapsed(margins: pd.DataFrame, words: Words) -> list[tuple[str, str]]:
    """Say of each year, wave and characteristic which groups shared a cell, or why it was left out."""
    return [(_name_margin(row, words), _say_margin(row, words)) for row in margins.itertuples()]


def _name_margin(row: Any, words: Words) -> str:
    return " · ".join([str(row.year), words.label("wave", row.wave), words.t(f"dimension.{row.dimension}")])


def _say_margin(row: Any, words: Words) -> str:
    if row.status != "used":
        return words.t(f"weighting.status.{row.status}")
    names = ", ".join(words.label(row.dimension, code) for code in row.collapsed)
    return words.t(f"weighting.status.{'collapsed' if names else 'used'}", cells=row.cells, names=names)
