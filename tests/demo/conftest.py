"""A demonstration told, and one written as files."""

import pytest

from ontrack_dash.demo.story import DemoFile, Story, tell, write
from tests.demo.reading import TODAY


@pytest.fixture(scope="session")
def story() -> Story:
    return tell(graduates=12_000, seed=2026, centres=60, today=TODAY)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[DemoFile]:
    return write(tmp_path_factory.mktemp("demo"), graduates=600, seed=2026, centres=30, today=TODAY)
