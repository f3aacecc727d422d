"""Speed measures, each a ratio of two times taken in one run, so that machines can be compared."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import fastexcel
import pandas as pd

from ontrack_dash import imports, indicators
from ontrack_dash.imports import Upload
from ontrack_dash.indicators import PUBLIC
from ontrack_dash.intake.draft import Options
from ontrack_dash.settings import Settings
from ontrack_dash.store import load
from tests.bench import world
from tests.bench.clickers import time_crowd
from tests.bench.comparing import measure_comparing
from tests.bench.ratio import Ratio, fastest
from tests.bench.reporting import measure_reporting
from tests.bench.server import serve
from tests.bench.slides import measure_slides
from tests.bench.warm import measure_turning, measure_warm
from tests.builders import batch

APP = Path(__file__).parents[2] / "app.py"
ROWS = 100_000
SMALL, LARGE = 20_000, 2_000_000


def measure_importing() -> Iterator[Ratio]:
    """A workbook of 100,000 × 15 cells, from the file to the published build."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        world.workbook(path, ROWS)
        content = path.read_bytes()

        def bring_in() -> None:
            with TemporaryDirectory() as data:
                settings = Settings(Path(data))
                prepared = imports.prepare(settings, [Upload(path.name, content, Options())])
                if imports.commit(settings, prepared).build != 1:
                    raise RuntimeError("the workbook did not come in")

        seconds = fastest(bring_in, rounds=5)
        raw = fastest(lambda: fastexcel.read_excel(content).load_sheet(0, dtypes="string").to_arrow(), rounds=5)
        yield Ratio("import of 100,000 × 15", seconds, "raw read with the same reader", raw, limit=2.5)
        pandas = fastest(lambda: pd.read_excel(path, engine="openpyxl", dtype=str), rounds=1)
        yield Ratio("import of 100,000 × 15", seconds, "pandas with openpyxl, read only", pandas, limit=1 / 3)


def measure_asking() -> Iterator[Ratio]:
    """The oblast map of one year, of a small and of a large country, and of the raw rows with pandas."""
    with TemporaryDirectory() as folder:
        seconds: dict[int, float] = {}
        for size in (SMALL, LARGE):
            people = world.graduates(size)
            responses = world.answers(people)
            build = load.commit(Path(folder) / str(size), [batch("graduates", people), batch("answers", responses)])
            seconds[size] = fastest(partial(_ask_gate, build.path), rounds=30)
        yield Ratio("map of 2,000,000 graduates", seconds[LARGE], "map of 20,000", seconds[SMALL], limit=1.3)
        raw = fastest(partial(_ask_rows, people, responses), rounds=3)
        yield Ratio("map of 2,000,000 graduates", seconds[LARGE], "pandas on the raw rows", raw, limit=0.1)


def _ask_gate(build: Path) -> None:
    indicators.publish(build, ["employed_rate"], ("oblast",), {"year": "2023", "kind": "full"}, viewer=PUBLIC)


def _ask_rows(people: pd.DataFrame, answers: pd.DataFrame) -> None:
    """Count what the gate counts for the same map: cohort, known destinations, in work; by oblast and in all."""
    cohort = people[(people["completion_date"].dt.year == 2023) & (people["kind"] == "full")]
    cohort.groupby("oblast").size()
    asked = answers[
        (answers["completion_date"].dt.year == 2023) & (answers["kind"] == "full") & (answers["wave"] == "1")
    ]
    months = (asked["answer_date"] - asked["completion_date"]).dt.days / 30.4375
    known = asked[months.between(9, 16) & (asked["destination"] != "unknown")]
    works = known["destination"].isin(["employed", "self_employed"])
    works.groupby(known["oblast"]).agg(["sum", "count"])
    works.agg(["sum", "count"])


def measure_clicking() -> Iterator[Ratio]:
    """Warm pages of the app: twenty people who click about every five seconds, and one alone."""
    with serve(APP) as address:
        alone, together = time_crowd(address)
    yield Ratio("p95 of 20 people", together, "median of one", alone, limit=4)


MEASURES: dict[str, Callable[[], Iterator[Ratio]]] = {
    "importing": measure_importing,
    "asking": measure_asking,
    "warm": measure_warm,
    "comparing": measure_comparing,
    "reporting": measure_reporting,
    "slides": measure_slides,
    "turning": measure_turning,
    "clicking": measure_clicking,
}


def main() -> None:
    for name in sys.argv[1:] or MEASURES:
        for ratio in MEASURES[name]():
            print(f"{name}: {ratio}", flush=True)


if __name__ == "__main__":
    main()
