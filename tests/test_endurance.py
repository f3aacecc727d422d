"""Files no one would send and processes that die: a small sample in every run, the long one as a campaign."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontrack_dash.intake import draft
from ontrack_dash.intake.draft import Known, Options
from ontrack_dash.store import builds, connection
from tests.builders import build, rows
from tests.files import table, workbook

EGN = "7523169263"
KNOWN = Known(licences=frozenset(), today=date(2026, 11, 22), oblast_choices={}, mappings={})
WORKBOOK = workbook(table("graduates", {}, {"pseudonym": "x"}))
DELIMITED = "\n".join(
    ";".join("" if cell is None else str(cell) for cell in row) for row in table("graduates")
).encode()
ODD = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.text(max_size=12),
    st.just(EGN),
    st.sampled_from("-;,\"'\t"),
)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Cut, overwrite or lengthen a good file at any place."""
    name, content = draw(st.sampled_from([("a.xlsx", WORKBOOK), ("a.csv", DELIMITED), ("a.xls", WORKBOOK)]))
    at = draw(st.integers(0, len(content)))
    cut = draw(st.integers(at, len(content)))
    return name, content[:at] + draw(st.binary(max_size=40)) + content[cut:]


@st.composite
def messy(draw: st.DrawFn) -> tuple[str, bytes]:
    """Put odd cells anywhere into a good sheet, its header included; a licence may look like any ten digits."""
    cells = table("graduates", times=3)
    for _ in range(draw(st.integers(1, 8))):
        row = draw(st.integers(0, len(cells) - 1))
        cells[row][draw(st.integers(1, len(cells[row]) - 1))] = draw(ODD)
    lines = (";".join("" if cell is None else str(cell) for cell in row) for row in cells)
    return "a.csv", "\n".join(lines).encode("utf-8", "ignore")


def assert_handled(name: str, content: bytes) -> None:
    """Reading ends with findings or with rows, never with an error, and never with an identifier."""
    for found in draft.prepare(name, content, Options(), KNOWN):
        assert found.rows is not None or (found.findings["severity"] == "error").any()
        assert EGN not in found.findings.to_csv()
        assert found.rows is None or EGN not in found.rows.to_csv()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(damaged(), messy()))
def test_no_file_breaks_the_reader(file: tuple[str, bytes]) -> None:
    assert_handled(*file)


@pytest.mark.campaign
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(damaged(), messy()))
def test_no_file_breaks_the_reader_however_long_one_looks(file: tuple[str, bytes]) -> None:
    assert_handled(*file)


LOAD = """
import sys
from pathlib import Path
from tests.builders import build, rows
print("begun", flush=True)
build(Path(sys.argv[1]), graduates=rows("graduates", times=2000, prefix=sys.argv[2]))
"""


def import_and_kill(data: Path, prefix: str, after: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LOAD, str(data), prefix], stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)


def assert_readable(data: Path, at_least: int) -> int:
    current = builds.current(data)
    assert current is not None
    with connection.read(current.path) as cursor:
        found = cursor.execute("SELECT sum(is_completer)::INTEGER FROM mart_graduates_by_total").fetchone()
    assert found is not None
    assert found[0] >= at_least
    # All of a killed import came in, or none of it.
    assert found[0] % 2000 == 1
    return int(found[0])


def kill_often(data: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    build(data, graduates=rows("graduates", prefix="first"))
    count = 1
    for number in range(times):
        import_and_kill(data, f"{number}-", chance.uniform(0, 0.6))
        count = assert_readable(data, count)
    last = build(data, graduates=rows("graduates", times=2000, prefix="last"))
    assert assert_readable(data, count + 2000) == count + 2000
    assert builds.current(data) == last


def test_an_import_killed_at_any_moment_leaves_a_readable_build(tmp_path: Path) -> None:
    kill_often(tmp_path, times=3, seed=1)


@pytest.mark.campaign
def test_an_import_killed_again_and_again_leaves_a_readable_build(tmp_path: Path) -> None:
    kill_often(tmp_path, times=60, seed=2)
