"""Cached asks about what centres filed: by build, viewer, question and the areas questions are put into."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import comparisons, filings
from ontrack_dash.store import areas
from ontrack_dash.ui import data
from ontrack_dash.ui.scene import Scene

ENTRIES = 500


def known_areas() -> Mapping[str, str]:
    """Return the area of each question that has one, as it stands now."""
    return areas.read(data.settings())


def years(scene: Scene) -> tuple[int, ...]:
    """Return the report years any list speaks of, oldest first."""
    found: tuple[int, ...] = _remember(scene, "years", partial(filings.years, scene.build.path, viewer=scene.viewer))
    return found


def statuses(scene: Scene, year: int) -> pd.DataFrame:
    """Return how far the report of each centre is."""
    return _frame(scene, f"statuses|{year}", partial(filings.statuses, scene.build.path, year, viewer=scene.viewer))


def coverage(scene: Scene) -> pd.DataFrame:
    """Return how much of the register the lists of each year speak of."""
    return _frame(scene, "coverage", partial(filings.coverage, scene.build.path, viewer=scene.viewer))


def by_year(scene: Scene) -> pd.DataFrame:
    """Return the number of centres by how far their report is."""
    return _frame(scene, "by_year", partial(comparisons.filed_by_year, scene.build.path, viewer=scene.viewer))


def questions(scene: Scene) -> tuple[str, ...]:
    """Return the scored questions of all reports."""
    ask = partial(filings.questions, scene.build.path, viewer=scene.viewer)
    found: tuple[str, ...] = _remember(scene, "questions", ask)
    return found


def ratings(scene: Scene) -> pd.DataFrame:
    """Return the total and the level of each report."""
    known = known_areas()
    return _frame(scene, f"ratings|{known}", partial(filings.ratings, scene.build.path, known, viewer=scene.viewer))


def by_area(scene: Scene, centre: str = "") -> pd.DataFrame:
    """Return the middle of the points of all centres, or those of one, by area and year."""
    known = known_areas()
    ask = partial(comparisons.points_by_area, scene.build.path, known, viewer=scene.viewer, centre=centre)
    return _frame(scene, f"by_area|{centre}|{known}", ask)


def self_rating(scene: Scene, year: int, indicator: str) -> pd.DataFrame:
    """Return the points centres gave themselves beside what was measured."""
    known = known_areas()
    ask = partial(comparisons.self_rating, scene.build.path, known, year, viewer=scene.viewer, indicator=indicator)
    return _frame(scene, f"self_rating|{year}|{indicator}|{known}", ask)


def without_followup(scene: Scene, year: int) -> pd.DataFrame:
    """Return the centres none of whose graduates answered."""
    ask = partial(comparisons.without_followup, scene.build.path, year, viewer=scene.viewer)
    return _frame(scene, f"without_followup|{year}", ask)


def _frame(scene: Scene, question: str, ask: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    found: pd.DataFrame = _remember(scene, question, ask)
    return found


def _remember(scene: Scene, question: str, ask: Callable[[], Any]) -> Any:
    return _answer(key=f"{data.key_of(scene.build)}|{scene.viewer}|{question}", _ask=ask)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _answer(key: str, _ask: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _ask()
