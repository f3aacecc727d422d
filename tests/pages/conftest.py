"""A country to look at, and an installation that holds nothing yet."""

from pathlib import Path

import pytest
import streamlit as st

from ontrack_dash.settings import DATA_VARIABLE
from tests.pages import world


@pytest.fixture(scope="session")
def made_country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("country")
    world.make(data)
    return data


@pytest.fixture
def country(made_country: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_VARIABLE, str(made_country))
    return made_country


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def cold_caches() -> None:
    st.cache_resource.clear()
