"""A warm page beside a script that makes the same Streamlit calls with constants and computes nothing."""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test

from ontrack_dash.ui import data, shell
from tests.bench.ratio import Ratio
from tests.pages.opening import has_no_error, open_page

ROUNDS = 50
# Slides that are turned through, round and round.
TURNS = 10
# Every way of the app to put something on a page, and those that return what other calls stand within.
BOXES = ("container", "columns", "popover", "expander")
CALLS = (
    *BOXES, "set_page_config", "Page", "navigation", "title", "header", "markdown", "caption", "html", "info",
    "warning", "plotly_chart", "button", "download_button", "page_link", "selectbox", "segmented_control", "toggle",
    "multiselect",
)  # fmt: skip

Work = Callable[[], object]
Boxes = dict[int, DeltaGenerator]
Step = Callable[[Boxes], object]


@dataclass
class Recorder:
    """Notes the Streamlit calls of one run with the values they were given."""

    steps: list[Step] = field(default_factory=list)
    # Where the file of the page begins, and the name its widgets carry.
    before: int = 0
    page: str = ""
    # As long as they are kept no two boxes share an id.
    boxes: list[DeltaGenerator] = field(default_factory=lambda: [st.sidebar])

    @contextmanager
    def listen(self) -> Iterator[None]:
        """Record what is called until the block ends."""
        enter, leave, run = DeltaGenerator.__enter__, DeltaGenerator.__exit__, st.Page.run

        def noted_enter(box: DeltaGenerator) -> Any:
            self.steps.append(_entering(id(box)))
            return enter(box)

        def noted_leave(box: DeltaGenerator, *error: Any) -> Any:
            self.steps.append(_leaving(id(box)))
            return leave(box, *error)

        def noted_run(page: st.Page) -> None:
            self.before, self.page = len(self.steps), page._script_hash
            run(page)

        with ExitStack() as patches:
            patches.enter_context(patch.object(st.Page, "run", noted_run))
            for name in CALLS:
                patches.enter_context(patch.object(st, name, self._noted(name)))
            patches.enter_context(patch.object(DeltaGenerator, "__enter__", noted_enter))
            patches.enter_context(patch.object(DeltaGenerator, "__exit__", noted_leave))
            yield

    def replay(self) -> None:
        """Make the recorded calls again."""
        boxes: Boxes = {id(st.sidebar): st.sidebar}
        for step in self.steps[: self.before]:
            step(boxes)
        context = get_script_run_ctx()
        if context is None:
            raise RuntimeError("calls are made again in a run of a script only")
        with context.run_with_active_hash(self.page):
            for step in self.steps[self.before :]:
                step(boxes)

    def _noted(self, name: str) -> Callable[..., Any]:
        call = getattr(st, name)

        def noted(*args: Any, **options: Any) -> Any:
            if "format_func" in options:
                options["format_func"] = _constant(
                    options["format_func"], options["options"] if "options" in options else args[1]
                )
            result = call(*args, **options)
            returned = _listed(result) if name in BOXES else []
            self.boxes += returned
            self.steps.append(_calling(call, args, options, [id(box) for box in returned]))
            return result

        return noted


def _entering(number: int) -> Step:
    return lambda boxes: boxes[number].__enter__()


def _leaving(number: int) -> Step:
    return lambda boxes: boxes[number].__exit__(None, None, None)


def _calling(call: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any], numbers: list[int]) -> Step:
    def step(boxes: Boxes) -> None:
        result = call(*args, **options)
        if numbers:
            boxes.update(zip(numbers, _listed(result), strict=True))

    return step


def _listed(boxes: Any) -> list[DeltaGenerator]:
    return boxes if isinstance(boxes, list) else [boxes]


def _constant(label: Callable[[Any], str], options: Any) -> Callable[[Any], str]:
    """Return a look-up of labels made beforehand."""
    labels: dict[Any, str] = {option: label(option) for option in options}
    return labels.__getitem__


class Page:
    """One open page of the app, to be run again and again; `work` is what draws it."""

    def __init__(self, page: str, address: dict[str, str]) -> None:
        self.app = open_page(page, **address)
        self.work: Work = shell.run
        self.seconds = 0.0

    def run(self) -> float:
        """Run the page and return the seconds its own script took, without what the test around it does."""
        # Streamlit collects after every run in a server, and not in a test.
        gc.collect()
        with patch.object(shell, "run", self._timed):
            self.app.run()
        if not has_no_error(self.app):
            raise RuntimeError("a page failed: its time would praise an error")
        return self.seconds

    def ask(self, address: dict[str, str]) -> float:
        """Change what the page is asked for and return the seconds of that run."""
        for name, code in address.items():
            self.app.query_params[name] = code
        return self.run()

    def elements(self) -> list[str]:
        """Return the kinds of all elements in the order of the page."""
        return [node.type for block in (self.app.sidebar, self.app.main) for node in block]

    def _timed(self) -> None:
        start = time.perf_counter()
        self.work()
        self.seconds = time.perf_counter() - start


def _reference(page: str, address: dict[str, str], real: Page) -> Page:
    """Return the page opened once more, where from now on the calls of the real one are made again."""
    recorder, reference = Recorder(), Page(page, address)
    with recorder.listen():
        real.run()
    reference.work = recorder.replay
    reference.run()
    if reference.elements() != real.elements():
        raise RuntimeError("the reference does not draw the elements of the page")
    return reference


@contextmanager
def quiet() -> Iterator[None]:
    """Keep back the warnings of Streamlit that there is no server."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def measure_turning() -> Iterator[Ratio]:
    """A slide turned to the next, beside the page the app opens with; both were shown before."""
    with quiet(), patch.object(app_test, "ScriptCache", return_value=ScriptCache()):
        shown, page = Page("present", {}), Page("overview", {})
        slides = [{"run": "seminar", "slide": str(number + 1)} for number in range(TURNS)]
        for slide in slides:
            shown.ask(slide)
        times = [(shown.ask(slide), page.run()) for slide in slides * (ROUNDS // TURNS)]
        turning, ordinary = (sorted(column)[len(times) // 2] for column in zip(*times, strict=True))
        yield Ratio("turn of a slide, median", turning, "warm page overview, median", ordinary, limit=1)


def measure_warm() -> Iterator[Ratio]:
    """The page the app opens with and the page of one centre, as they are and with nothing left to compute."""
    # A server compiles the file of a page once; a test would do it in every run.
    with quiet(), patch.object(app_test, "ScriptCache", return_value=ScriptCache()):
        centre = next(iter(data.centre_names(data.current_build())))
        for page, address in (("overview", {}), ("centre", {"centre": centre})):
            real = Page(page, address)
            reference = _reference(page, address, real)
            gc.collect()
            gc.freeze()
            times = [(real.run(), reference.run()) for _ in range(ROUNDS)]
            seconds, constant = (min(column) for column in zip(*times, strict=True))
            yield Ratio(f"warm page {page}", seconds, "same elements, constant data", constant, limit=1.5)
