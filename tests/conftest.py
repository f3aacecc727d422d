"""What every test may rely on: how Hypothesis searches, and the Chromium that browser tests drive."""

import os
from typing import Any

import pytest
from hypothesis import settings

from tests.programs import CHROMIUM, find

# The same examples on every run and machine; the campaign searches on its own.
settings.register_profile("project", deadline=None, derandomize=True, max_examples=50, database=None)
settings.register_profile("campaign", deadline=None, max_examples=2_000)
settings.load_profile("project")

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
