"""Cached asks: what pages know of the data, by build, viewer and question."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from ontrack_dash import indicators
from ontrack_dash import settings as settings_
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, register
from ontrack_dash.store.builds import Build
from ontrack_dash.store.register import Contents
from ontrack_dash.ui import choices
from ontrack_dash.viewers import Viewer

ENTRIES = 2_000
BUILDS = 4
NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class Ask:
    """One question to the gate; `where` holds pairs of dimension and code, several codes of one dimension together."""

    ids: tuple[str, ...]
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    purpose: str = "cohort"
    weighting: str = "none"

    @property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """Return the codes of every filtered dimension."""
        names = dict.fromkeys(name for name, _ in self.where)
        return {name: tuple(code for other, code in self.where if other == name) for name in names}


def settings() -> Settings:
    """Return where this installation keeps its data."""
    return settings_.load()


def newest_build() -> Build | None:
    """Return the build readers see, its marts counted by this version of the product."""
    build = builds.current(settings().data)
    return _refreshed(key=key_of(build), _settings=settings()) if build else None


def current_build() -> Build | None:
    """Return the build this reader asked for, the newest where none was asked for or it is not kept."""
    newest, asked = newest_build(), choices.chosen(choices.BUILD)
    if newest is None or not NUMBER.fullmatch(asked):
        return newest
    return kept_build(newest, int(asked)) or newest


def kept_build(newest: Build, number: int) -> Build | None:
    """Return another build of the same data folder, None where it is not kept or can no longer be read."""
    return _kept(key=f"{key_of(newest)}|{number}", _folder=settings().data, _number=number)


def key_of(build: Build) -> str:
    """Name a build for the caches: the moment tells apart builds of a folder that was emptied."""
    return f"{build.path}|{build.created_at.isoformat()}"


def contents(build: Build) -> Contents:
    """Return the codes present in a build and its data date."""
    return _contents(key=key_of(build), _build=build)


def centre_names(build: Build | None) -> dict[str, str]:
    """Return licence → name of every centre in the order of names; where there is no name, the licence."""
    return _centre_names(key=key_of(build), _build=build) if build else {}


def publish(build: Build, viewer: Viewer, ask: Ask) -> pd.DataFrame:
    """Return published estimates; everybody who asks the same shares the frame, so nobody changes it."""
    return _publish(key=f"{key_of(build)}|{viewer}|{ask}", _build=build, _viewer=viewer, _ask=ask)


def change(build: Build, viewer: Viewer, ask: Ask) -> pd.DataFrame:
    """Return the change on the cohort before, shared like `publish`."""
    return _change(key=f"{key_of(build)}|{viewer}|{ask}", _build=build, _viewer=viewer, _ask=ask)


# An underscore keeps an argument out of the cache key: all of them stand in `key`, put there in one place.
# They are given by name: a positional one Streamlit looks up in the signature at every call, a tenth of a warm page.


@st.cache_resource(show_spinner=False, max_entries=BUILDS)
def _refreshed(key: str, _settings: Settings) -> Build | None:  # noqa: ARG001
    return builds.refresh(_settings.data)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _kept(key: str, _folder: Path, _number: int) -> Build | None:  # noqa: ARG001
    return builds.find(_folder, _number)


@st.cache_resource(show_spinner=False, max_entries=BUILDS)
def _contents(key: str, _build: Build) -> Contents:  # noqa: ARG001
    return register.contents(_build.path)


@st.cache_resource(show_spinner=False, max_entries=BUILDS)
def _centre_names(key: str, _build: Build) -> dict[str, str]:  # noqa: ARG001
    frame = register.centres(_build.path)
    return dict(zip(frame["centre"], frame["centre_name"].fillna(frame["centre"]), strict=True))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _publish(key: str, _build: Build, _viewer: Viewer, _ask: Ask) -> pd.DataFrame:  # noqa: ARG001
    return indicators.publish(
        _build.path, _ask.ids, _ask.by, _ask.codes, viewer=_viewer, purpose=_ask.purpose, weighting=_ask.weighting
    )


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _change(key: str, _build: Build, _viewer: Viewer, _ask: Ask) -> pd.DataFrame:  # noqa: ARG001
    return indicators.change(_build.path, _ask.ids, _ask.codes, viewer=_viewer)
