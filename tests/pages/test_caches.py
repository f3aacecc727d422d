"""A warm page asks nothing and draws nothing again."""

import gc
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from ontrack_dash import indicators
from ontrack_dash.figures import trend
from tests.pages import world
from tests.pages.opening import DATA_PAGES, has_no_error, open_page


class Counter:
    """Counts the calls of a function that keeps working."""

    def __init__(self, function: Any) -> None:
        self.function, self.calls = function, 0

    def __call__(self, *args: Any, **options: Any) -> Any:
        self.calls += 1
        return self.function(*args, **options)


@pytest.fixture
def asked(country: Path, cold_caches: None, monkeypatch: pytest.MonkeyPatch) -> Counter:
    counter = Counter(indicators.publish)
    monkeypatch.setattr(indicators, "publish", counter)
    return counter


@pytest.mark.parametrize("name", DATA_PAGES)
def test_a_warm_page_asks_the_gate_nothing(asked: Counter, name: str) -> None:
    app = open_page(name)
    cold = asked.calls
    assert cold > 0
    app.run()
    assert has_no_error(app)
    assert asked.calls == cold


def test_every_viewer_asks_for_himself(asked: Counter) -> None:
    open_page("years", view="agency")
    before = asked.calls
    open_page("years", view="public")
    assert asked.calls > before


def test_a_figure_is_drawn_once_and_again_for_another_language(
    country: Path, cold_caches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = Counter(trend.draw)
    monkeypatch.setattr(trend, "draw", drawn)
    open_page("years")
    open_page("years")
    assert drawn.calls == 1
    open_page("years", lang="en")
    assert drawn.calls == 2


def test_a_new_build_is_seen_at_once(empty: Path) -> None:
    world.make(empty)
    first = open_page("years").query_params
    world.make(empty)
    assert "2" in open_page("years").markdown[0].value
    assert first == open_page("years").query_params


def test_what_was_imported_is_left_out_of_garbage_collection(country: Path) -> None:
    st.cache_resource.clear()
    open_page("methods")
    assert gc.get_freeze_count() > 100_000
