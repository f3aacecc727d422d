"""A chart and its table twin, what they show and do not show, and both to take away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from types import ModuleType
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from ontrack_dash.export import worked
from ontrack_dash.figures import Figure
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.i18n import Words
from ontrack_dash.ui import choices, downloads, navigation, tables
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene

FIGURE, TABLE, BOTH = "chart", "table", "both"
WORDS = "words"
ENTRIES = 1_000
# The bar of tools above a chart is English and covers the title; tables and downloads stand below instead.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}

Prepare = Callable[[pd.DataFrame], pd.DataFrame]
Say = Callable[[pd.DataFrame, Words], str]


class Feed(Protocol):
    """What a chart is fed with where the gate's answer alone is not enough.

    Stands in the cache key as its `repr`, so that must say everything the frames depend on beside the scene.
    """

    def read(self, scene: Scene) -> pd.DataFrame:
        """Return estimates, with what was worked out from them."""
        ...

    def more(self, scene: Scene) -> Mapping[str, Any]:
        """Return what else the drawing takes."""
        ...


@dataclass(frozen=True)
class Chart:
    """One chart of a page.

    `options` go to the drawing and stand in the cache key, `others` are asked of the gate first, `fixed` never change.
    `drill` is the dimension a click filters by, and the page it opens. `beside` says what stands to the right of the
    chart on wide screens: its table, its words, or nothing. With fewer rows than `least` there is nothing to compare;
    of more than `most` the first are drawn, and the table has all. `feed` stands in for the gate; `ask` still says
    what was asked. `say` puts into words what the chart is drawn of; that stands under the title. `filtered` names
    filters that are no dimensions, in words, for the files.
    """

    name: str
    figure: ModuleType
    ask: Ask
    title: str
    prepare: Prepare | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    others: Mapping[str, Ask] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    drill: tuple[str, str] | None = None
    beside: str = ""
    least: int = 1
    most: int = 0
    feed: Feed | None = None
    say: Say | None = None
    filtered: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """Return the id of the chart, which its words stand under."""
        return self.figure.__name__.rpartition(".")[2]

    @property
    def twin(self) -> str:
        """Return the kind whose columns the table and the files have, or nothing where those are of estimates."""
        return self.kind if self.kind in worked.COLUMNS else ""


def show(scene: Scene, chart: Chart) -> None:
    """Draw one block: title, chart or table, two sentences, downloads."""
    words = scene.words
    estimates, drawn, said = _read(key=_key(scene, chart), _scene=scene, _chart=chart)
    if 0 < drawn < chart.least:
        return
    st.header(chart.title, anchor=False)
    if not drawn:
        _say_why(words, "no_rows")
        return
    if not estimates["status"].isin(SHOWN).any():
        _say_why(words, "protected")
        return
    if said:
        st.html(f'<p class="od-said">{escape(said)}</p>')
    body = st.container()
    with st.container(horizontal=True, vertical_alignment="center", key=f"tools-{scene.page}-{chart.name}"):
        form = BOTH if chart.beside == TABLE else choose_form(scene.words, scene.page, chart.name)
        downloads.offer(scene, chart.name, estimates, chart.ask, chart.twin, chart.filtered)
    with body:
        _show_body(scene, chart, estimates, form)


def _say_why(words: Words, reason: str) -> None:
    st.info(f"**{words.t(f'empty.{reason}_title')}.** {words.t(f'empty.{reason}_text')}")


def _show_body(scene: Scene, chart: Chart, estimates: pd.DataFrame, form: str) -> None:
    widths = [3, 2] if form == BOTH else [3, 1]
    left, right = st.columns(widths, gap="large") if chart.beside else (st.container(), st.container())
    with left:
        if form == TABLE:
            tables.show(scene, chart.title, estimates, _key(scene, chart), chart.twin, chart.drill)
        else:
            _show_figure(scene, chart, estimates.head(chart.most) if chart.most else estimates)
            if 0 < chart.most < len(estimates):
                _say_cut(scene.words, chart.most, len(estimates))
    with right:
        if form == BOTH:
            tables.show(scene, chart.title, estimates, _key(scene, chart), chart.twin, chart.drill)
        explain(scene.words, chart.kind)
        if chart.drill:
            st.html(f'<p class="od-origin od-screen">{escape(scene.words.t("ui.drill"))}</p>')


def _key(scene: Scene, chart: Chart) -> str:
    return f"{scene.key}|{chart.name}|{chart.kind}|{chart.ask}|{chart.options}|{chart.others}|{chart.feed}"


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _read(key: str, _scene: Scene, _chart: Chart) -> tuple[pd.DataFrame, int, str]:  # noqa: ARG001
    """Return the estimates a chart shows, in its order, how many there is something to draw of, and what they say."""
    estimates = _chart.feed.read(_scene) if _chart.feed else _scene.publish(_chart.ask)
    prepared = _chart.prepare(estimates) if _chart.prepare else estimates
    said = _chart.say(prepared, _scene.words) if _chart.say else ""
    return prepared, tables.count_drawn(prepared), said


def choose_form(words: Words, page: str, name: str) -> str:
    """Draw the choice between a chart and its table, and return it."""
    key = f"form.{page}.{name}"
    st.segmented_control(
        words.t("app.show_as"),
        (FIGURE, TABLE),
        default=FIGURE,
        required=True,
        key=key,
        format_func=lambda form: words.t(f"app.{form}"),
        label_visibility="collapsed",
    )
    return str(st.session_state[key])


def _show_figure(scene: Scene, chart: Chart, estimates: pd.DataFrame) -> None:
    figure, alt = _draw(key=_key(scene, chart), _scene=scene, _chart=chart, _estimates=estimates)
    key = f"chart.{scene.page}.{chart.name}"
    if chart.drill is None:
        st.plotly_chart(figure, theme=None, key=key, config=CONFIG, alt=alt)
        return
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        config=CONFIG,
        alt=alt,
        on_select=partial(_drill, key, *chart.drill),
        selection_mode="points",
    )


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _draw(key: str, _scene: Scene, _chart: Chart, _estimates: pd.DataFrame) -> tuple[Figure, str]:  # noqa: ARG001
    others: dict[str, Any] = {name: _scene.publish(ask) for name, ask in _chart.others.items()}
    if _chart.feed:
        others |= _chart.feed.more(_scene)
    described = {name: value for name, value in _chart.options.items() if name == "by"}
    figure = _chart.figure.draw(_estimates, _scene.words, mode=_scene.mode, **_chart.options, **others, **_chart.fixed)
    return figure, _chart.figure.describe(_estimates, _scene.words, **described)


def _drill(key: str, dimension: str, page: str) -> None:
    """Filter by what was clicked and open the page that says more about it."""
    points: Sequence[Mapping[str, Any]] = st.session_state[key].selection.points
    codes = [point.get("customdata") for point in points]
    code = next((str(code[0] if isinstance(code, list) else code) for code in codes if code), "")
    if code:
        choices.choose(dimension, code)
        navigation.go_to(page)


def _say_cut(words: Words, shown: int, total: int) -> None:
    st.caption(words.t("ui.largest", shown=words.number(shown), total=words.number(total)))


def explain(words: Words, kind: str) -> None:
    """Say what a kind of chart shows, and what it does not."""
    shows, shows_not = words.t(f"chart.{kind}.shows"), words.t(f"chart.{kind}.shows_not")
    st.caption(f"**{words.t('app.what_it_shows')}:** {shows}  \n**{words.t('app.what_it_hides')}:** {shows_not}")
