"""Cached asks about pilots: by build, viewer and question."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import comparisons, pilots
from ontrack_dash.pilots import Contents
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import data
from ontrack_dash.ui.scene import Scene

ENTRIES = 500

# A filter or several, as pairs that can stand in a key.
Pairs = tuple[tuple[str, str], ...]


def contents(build: Build) -> Contents:
    """Return what was imported."""
    found: Contents = _answer(key=f"{data.key_of(build)}|contents", _ask=partial(pilots.contents, build.path))
    return found


def scores(scene: Scene, by: Sequence[str], where: Pairs) -> pd.DataFrame:
    """Return the scores of every criterion in every group."""
    ask = partial(pilots.scores, scene.build.path, tuple(by), dict(where), viewer=scene.viewer)
    return _remember(scene, f"scores|{tuple(by)}|{where}", ask)


def evaluations(scene: Scene, where: Pairs) -> pd.DataFrame:
    """Return how the evaluations of each tool hang together."""
    ask = partial(pilots.evaluations, scene.build.path, where=dict(where), viewer=scene.viewer)
    return _remember(scene, f"evaluations|{where}", ask)


def agreement_on_tools(scene: Scene, where: Pairs) -> pd.DataFrame:
    """Return whether people agree which tools are good."""
    ask = partial(pilots.agreement_on_tools, scene.build.path, dict(where), viewer=scene.viewer)
    return _remember(scene, f"agreement|{where}", ask)


def verdicts(scene: Scene, where: Pairs) -> pd.DataFrame:
    """Return the verdict of each tool."""
    ask = partial(comparisons.verdicts, scene.build.path, dict(where), viewer=scene.viewer)
    return _remember(scene, f"verdicts|{where}", ask)


def themes(scene: Scene, where: Pairs) -> pd.DataFrame:
    """Return the number of comments by what they are about."""
    ask = partial(pilots.themes, scene.build.path, dict(where), viewer=scene.viewer)
    return _remember(scene, f"themes|{where}", ask)


def comments(scene: Scene, where: Pairs) -> pd.DataFrame:
    """Return what was written."""
    ask = partial(pilots.comments, scene.build.path, dict(where), viewer=scene.viewer)
    return _remember(scene, f"comments|{where}", ask)


def real_use(scene: Scene, where: Pairs) -> pd.DataFrame:
    """Return what the tools bring in real use."""
    ask = partial(comparisons.real_use, scene.build.path, dict(where), viewer=scene.viewer)
    return _remember(scene, f"real_use|{where}", ask)


def blank_answers(scene: Scene) -> pd.DataFrame:
    """Return which questions stay empty in real use."""
    return _remember(scene, "blank", partial(pilots.blank_answers, scene.build.path, viewer=scene.viewer))


def _remember(scene: Scene, question: str, ask: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    found: pd.DataFrame = _answer(key=f"{data.key_of(scene.build)}|{scene.viewer}|{question}", _ask=ask)
    return found


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _answer(key: str, _ask: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _ask()
