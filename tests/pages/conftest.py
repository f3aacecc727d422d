"""A country to look at, and an installation that holds nothing yet."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from ontrack_dash.settings import DATA_VARIABLE


@pytest.fixture(autouse=True, scope="session")
def components_sought_once() -> Iterator[None]:
    """Let every app share what Streamlit knows of installed packages: each would read the metadata of all anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


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
