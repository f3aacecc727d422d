"""What a page of comparison is asked for, and what it finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import comparisons
from ontrack_dash.comparisons import Funnel
from ontrack_dash.comparisons.flags import LEVELS, OUTERMOST, name_level
from ontrack_dash.i18n import Words
from ontrack_dash.ui import choices, data, indicator, pooling
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene

ENTRIES = 500
NARROW = 280
DIMENSION = "centre"


@dataclass(frozen=True)
class Standing:
    """One comparison of centres: the question, and how chance is allowed for; feeds charts."""

    ask: Ask
    spread: bool
    reference: str

    @property
    def indicator(self) -> str:
        """Return the indicator that is compared."""
        return self.ask.ids[0]

    def find(self, scene: Scene) -> Funnel:
        """Compare; everybody who asks the same shares the result, so nobody changes it."""
        key = f"{data.key_of(scene.build)}|{scene.viewer}|{self.ask}|{self.spread}|{self.reference}"
        return _compare(key=key, _scene=scene, _standing=self)

    def read(self, scene: Scene) -> pd.DataFrame:
        """Return the centres, with what was worked out from them."""
        return self.find(scene).centres

    def more(self, scene: Scene) -> Mapping[str, Any]:
        """Return the limits to draw."""
        return {"curves": self.find(scene).curves}


@dataclass(frozen=True)
class Order(Standing):
    """The same centres for a chart that draws no limits."""

    def more(self, scene: Scene) -> Mapping[str, Any]:  # noqa: ARG002
        """Return nothing more."""
        return {}


def choose(scene: Scene, ids: Sequence[str]) -> Standing:
    """Draw what may be asked and return what is asked."""
    words = scene.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = indicator.choose(scene, ids)
        pooling.offer(scene)
        reference = _choose_reference(scene)
    with st.container(horizontal=True):
        for name in ("spread", "weights"):
            st.toggle(
                words.t(f"comparison.{name}"), help=words.t(f"comparison.{name}_help"), **choices.bind_switch(name)
            )
    weighting = "cohort" if choices.chosen("weights") == choices.ON else "none"
    ask = scene.ask((chosen,), DIMENSION, purpose="comparison", weighting=weighting)
    return Standing(ask, choices.chosen("spread") == choices.ON, reference)


def say(scene: Scene, standing: Standing) -> None:
    """Say how many centres stand out, and how many would by chance alone."""
    finding, more = _say(key=f"{scene.key}|{standing}", _scene=scene, _standing=standing)
    st.html(f'<p class="od-finding">{escape(finding)}</p>')
    if more:
        st.html(f'<p class="od-said">{escape(more)}</p>')


def highlighted(scene: Scene) -> str:
    """Return the centre to mark: the viewer's own, or the one last looked at."""
    return scene.viewer.licence or choices.chosen(DIMENSION)


def _choose_reference(scene: Scene) -> str:
    """Ask what the centres are measured against, where filters leave a part of the country."""
    if not scene.where.get("oblast"):
        return comparisons.REFERENCES[0]
    chosen = choices.chosen("against")
    current = chosen if chosen in comparisons.REFERENCES else comparisons.REFERENCES[0]
    st.selectbox(
        scene.words.t("comparison.against"),
        format_func=lambda name: scene.words.t(f"comparison.reference.{name}"),
        width=NARROW,
        **choices.bind("against", comparisons.REFERENCES, current),
    )
    return current


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _compare(key: str, _scene: Scene, _standing: Standing) -> Funnel:  # noqa: ARG001
    ask = _standing.ask
    return comparisons.funnel(
        _scene.build.path,
        _standing.indicator,
        ask.codes,
        viewer=_scene.viewer,
        weighting=ask.weighting,
        spread=_standing.spread,
        reference=_standing.reference,
    )


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _say(key: str, _scene: Scene, _standing: Standing) -> tuple[str, str]:  # noqa: ARG001
    words, found = _scene.words, _standing.find(_scene)
    if not found.count:
        return words.t("comparison.nothing_weighted" if _standing.ask.weighting != "none" else "comparison.nothing"), ""
    if not 0 < found.reference < 1:
        return words.t("comparison.no_reference", centres=words.plural("app.centres", found.count)), ""
    compared = words.t(
        "comparison.compared",
        centres=words.plural("app.centres", found.count),
        reference=words.percent(found.reference),
    )
    level = name_level(OUTERMOST, words)
    outside, chance = found.count_outside(OUTERMOST), words.number(found.alarms[OUTERMOST], 1)
    finding = f"{compared} {words.plural('comparison.outside', outside, level=level, chance=chance)}"
    hidden = int((found.centres["status"] == "protected").sum())
    unseen = [words.plural("comparison.protected", hidden)] if hidden else []
    return finding, " ".join([*_say_inner(found, words), *_say_spread(found, _standing.spread, words), *unseen])


def _say_inner(found: Funnel, words: Words) -> list[str]:
    inner = next(iter(LEVELS))
    outside, chance = found.count_outside(inner), words.number(found.alarms[inner], 1)
    discovered = int(found.centres["is_discovery"].fillna(value=False).sum())
    found_after = (
        words.plural("comparison.discovered", discovered) if discovered else words.t("comparison.discovered_none")
    )
    return [
        words.plural("comparison.outside_inner", outside, level=name_level(inner, words), chance=chance),
        found_after,
    ]


def _say_spread(found: Funnel, is_allowed_for: bool, words: Words) -> list[str]:
    """Say that centres differ more than chance explains, and whether the limits allow for it."""
    if not found.tau2 > 0:
        return []
    said = words.t("comparison.spread_found", phi=words.number(found.phi, 1))
    return [said, words.t("comparison.spread_used" if is_allowed_for else "comparison.spread_unused")]
