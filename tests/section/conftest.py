"""One country for all tests of sections."""

import pytest

from ontrack_dash.settings import Settings
from ontrack_dash.store.builds import Build
from tests.section import world


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(tmp_path_factory.mktemp("sections"))


@pytest.fixture(scope="session")
def country(settings: Settings) -> Build:
    return world.make(settings.data)
