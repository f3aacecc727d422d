"""One sentence that says the finding, with its caution."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from ontrack_dash import sentences
from ontrack_dash.ui import data
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene

ENTRIES = 500


def show(scene: Scene, indicator: str) -> None:
    """Say what the indicator stands at under the filters of the page, how sure that is, and against what."""
    ask = scene.ask((indicator,))
    _show([_say(key=f"{scene.key}|{ask}", _scene=scene, _ask=ask)])


def compare(scene: Scene, indicator: str, dimension: str) -> None:
    """Say which group stands highest and lowest, and what is not shown."""
    estimates = scene.publish(scene.ask((indicator,), dimension, purpose="comparison"))
    said = (sentences.comparison(estimates, scene.words), sentences.caution(estimates, scene.words))
    _show(filter(None, said))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _say(key: str, _scene: Scene, _ask: Ask) -> str:  # noqa: ARG001
    estimates, words = _scene.publish(_ask), _scene.words
    changes = data.change(_scene.build, _scene.viewer, _ask) if _scene.has_one_year else None
    said = (
        sentences.finding(estimates, words, changes),
        sentences.comparison(estimates, words),
        sentences.caution(estimates, words),
    )
    return " ".join(filter(None, said))


def _show(said: Iterable[str]) -> None:
    st.html(f'<p class="od-finding">{escape(" ".join(said))}</p>')
