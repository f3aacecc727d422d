"""The page of comparison with everything on it, beside the same page with a plain funnel."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test

from ontrack_dash.settings import DATA_VARIABLE
from ontrack_dash.store import load
from ontrack_dash.ui import beside, standing
from tests.bench import world
from tests.bench.ratio import Ratio
from tests.bench.warm import Page, quiet
from tests.builders import batch

GRADUATES = 200_000
# Every round asks something nobody asked before, so that no cache answers.
QUESTIONS = tuple(product(("male", "female"), map(str, world.YEARS)))
EVERYTHING = {"weights": "on", "spread": "on"}
NOTHING = {"weights": "", "spread": ""}


def measure_comparing() -> Iterator[Ratio]:
    """A thousand centres of six cohorts: weights, wide limits, order and centres side by side, and none of these."""
    with TemporaryDirectory() as folder, quiet(), ExitStack() as patches:
        patches.enter_context(patch.dict("os.environ", {DATA_VARIABLE: folder}))
        patches.enter_context(patch.object(app_test, "ScriptCache", return_value=ScriptCache()))
        people = world.graduates(GRADUATES)
        load.commit(Path(folder), [batch("graduates", people), batch("answers", world.answers(people))])
        whole, plain = Page("compare", {}), Page("compare", {})
        gc.collect()
        gc.freeze()
        times = [(_time_whole(whole, *question), _time_plain(plain, *question)) for question in QUESTIONS]
    seconds, reference = (median(column) for column in zip(*times, strict=True))
    yield Ratio("page of comparison, 1,000 centres", seconds, "its plain funnel without weights", reference, limit=3)


def _time_whole(page: Page, sex: str, year: str) -> float:
    return page.ask({"sex": sex, "year": year, **EVERYTHING})


def _time_plain(page: Page, sex: str, year: str) -> float:
    with patch.object(standing, "show_order"), patch.object(beside, "show"):
        return page.ask({"sex": sex, "year": year, **NOTHING})
