"""From completion to answer: how far the answers can speak for the graduates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType, ModuleType
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from ontrack_dash import responses
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.figures import bounds, dumbbell, representation, steps
from ontrack_dash.sentences import of_response
from ontrack_dash.ui import charts, weighting
from ontrack_dash.ui.charts import Chart, Say
from ontrack_dash.ui.scene import Scene

NAME = "response"


class Part(NamedTuple):
    """One block: how it is worked out, drawn and said."""

    work: Callable[..., pd.DataFrame]
    figure: ModuleType
    say: Say


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "representation": Part(responses.representation, representation, of_response.say_representation),
        "weighting": Part(responses.weighting_effect, dumbbell, of_response.say_weighting),
        "bounds": Part(responses.bounds, bounds, of_response.say_bounds),
    }
)


@dataclass(frozen=True)
class Feed:
    """What `responses` works out for one block, of these indicators where it takes any."""

    part: str
    ids: tuple[str, ...] = ()

    def read(self, scene: Scene) -> pd.DataFrame:
        """Return the frame for this viewer under the filters of the page."""
        given = (self.ids,) if self.ids else ()
        return PARTS[self.part].work(scene.build.path, *given, scene.ask(self.ids).codes, viewer=scene.viewer)

    def more(self, scene: Scene) -> dict[str, Any]:  # noqa: ARG002
        """Return nothing: the frame has all that is drawn."""
        return {}


def show(scene: Scene, ids: Sequence[str]) -> None:
    """Draw the four bars, the make-up of those who answered, what weighting changes and how far the unknown reaches.

    `ids` are the indicators of the page; those that rest on the answers of graduates are looked at.
    """
    answered = tuple(name for name in ids if _rests_on_answers(name))
    left, right = st.columns(2, gap="large")
    with left:
        _show_steps(scene)
        _show_part(scene, Feed("bounds", answered))
        _show_part(scene, Feed("weighting", answered))
        weighting.show(scene)
    with right:
        _show_part(scene, Feed("representation"))


def _show_steps(scene: Scene) -> None:
    ask, title = scene.ask((*steps.STEPS, *steps.KEPT.values())), scene.words.t("ui.response")
    charts.show(scene, Chart(name=NAME, figure=steps, ask=ask, title=title, say=of_response.say_rate))


def _show_part(scene: Scene, feed: Feed) -> None:
    part = PARTS[feed.part]
    charts.show(
        scene,
        Chart(
            name=feed.part,
            figure=part.figure,
            ask=scene.ask(feed.ids),
            title=scene.words.t(f"ui.{feed.part}"),
            feed=feed,
            say=part.say,
        ),
    )


def _rests_on_answers(name: str) -> bool:
    indicator = INDICATORS[name]
    return indicator.kind == "share" and indicator.population is not None
