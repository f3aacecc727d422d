"""A country to show, in two versions of its data."""

import shutil
from pathlib import Path

import pytest

from ontrack_dash.store import builds, guard
from ontrack_dash.store.builds import Build


@pytest.fixture(scope="session")
def data(made_country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose first build is the country, kept for a view; the second is the same, its guard too."""
    made = builds.current(made_country)
    assert made
    guard.prepare(made.path)
    folder = tmp_path_factory.mktemp("shown")
    shutil.copytree(made_country / "builds", folder / "builds")
    second = builds.publish(folder, lambda _: None, is_demo=True)
    shutil.copy(made.path.with_suffix(guard.SUFFIX), second.path.with_suffix(guard.SUFFIX))
    builds.pin(folder, {1})
    return folder


@pytest.fixture(scope="session")
def build(data: Path) -> Build:
    found = builds.find(data, 1)
    assert found
    return found
