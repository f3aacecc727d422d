"""How the answers of a cohort were weighted: what was put together, what was cut, and what it cost."""

from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash.catalogue import RULES
from ontrack_dash.i18n import Words
from ontrack_dash.store import weighting
from ontrack_dash.ui import markup
from ontrack_dash.ui.scene import Scene

ENTRIES = 500
SLICE = ("year", "kind", "wave")
# The numbers of a slice, with their decimals.
NUMBERS = {"respondents": 0, "cohort": 0, "effective_n": 0, "design_effect": 2, "trimmed": 0}


def show(scene: Scene) -> None:
    """Draw the account of the weights of the year and kind of the page, one row a wave."""
    said = _account(key=f"{scene.key}|{scene.filters}", _scene=scene)
    if said:
        with st.expander(scene.words.t("weighting.title")):
            st.html(said)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _account(key: str, _scene: Scene) -> str:  # noqa: ARG001
    words, build = _scene.words, _scene.build.path
    slices = _of_page(weighting.slices(build), _scene)
    margins = _of_page(weighting.margins(build), _scene)
    if slices.empty:
        return ""
    rules = RULES["weights"]
    stated = words.t(
        "weighting.rules",
        cell=rules["smallest_cell"],
        slice=rules["smallest_slice"],
        low=words.number(rules["low"], 1),
        high=words.number(rules["high"], 0),
    )
    header = [words.t("dimension.year"), words.t("dimension.wave"), *(words.t(f"weighting.{name}") for name in NUMBERS)]
    rows = [_row(row, words) for row in slices.itertuples()]
    right = [False, False, *[True] * len(NUMBERS)]
    table = markup.table([*header, words.t("weighting.note")], rows, words.t("weighting.title"), right)
    return f"<p>{stated}</p>{table}{markup.pairs(_collapsed(margins, words))}"


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
    note = words.t(f"weighting.reason.{fields['reason'] or 'none'}")
    return [str(fields["year"]), words.label("wave", fields["wave"]), *numbers, note]


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
