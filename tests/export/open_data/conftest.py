"""The package of the small country, made once."""

from pathlib import Path

import pytest

from ontrack_dash.export import open_data
from ontrack_dash.export.open_data import Package
from ontrack_dash.store import builds
from ontrack_dash.store.builds import Build


@pytest.fixture(scope="session")
def build(made_country: Path) -> Build:
    found = builds.current(made_country)
    assert found
    return found


@pytest.fixture(scope="session")
def package(build: Build) -> Package:
    return open_data.make(build)


@pytest.fixture(scope="session")
def folder(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("open") / "package"
    open_data.write_folder(package, folder)
    return folder
