"""What every test may rely on: how Hypothesis searches, one country made once, the Chromium browser tests drive."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from ontrack_dash.store import connection, guard
from tests.pages import world
from tests.programs import CHROMIUM, find

# The same examples on every run and machine; the campaign searches on its own.
settings.register_profile("project", deadline=None, derandomize=True, max_examples=50, database=None)
settings.register_profile("campaign", deadline=None, max_examples=2_000)
settings.load_profile("project")

# Tests run beside each other: a second thread for each tiny build costs more than it brings.
connection.THREADS = 1

QUIET_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Chromium refuses its sandbox to root, who runs most containers.
    sandbox_flags = ("--no-sandbox",) if os.geteuid() == 0 else ()
    system = {"executable_path": path} if (path := find(CHROMIUM)) else {}
    return {**browser_type_launch_args, **system, "args": [*QUIET_FLAGS, *sandbox_flags]}


@pytest.fixture(scope="session")
def guarded_country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the country of the pages and find its guard, once for all processes of a run; who writes, takes a copy."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = shared / "guarded-country"
    with (shared / "guarded-country.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            draft = shared / "guarded-country.part"
            guard.prepare(world.make(draft).path)
            draft.rename(made)
    return made


@pytest.fixture(autouse=True, scope="module")
def closed_builds() -> Iterator[None]:
    """Close the builds a module opened: each holds megabytes and a thread for as long as its process lives."""
    yield
    connection.forget_all()


@pytest.fixture(scope="session")
def made_country(tmp_path_factory: pytest.TempPathFactory, guarded_country: Path) -> Path:
    """Return the folder of a small invented country, a copy for each process."""
    return shutil.copytree(guarded_country, tmp_path_factory.mktemp("country"), dirs_exist_ok=True)
