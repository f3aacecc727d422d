"""Runs as slides, composed once a build and language and drawn once a ground: public figures, whoever looks."""

from urllib.parse import urlsplit

import streamlit as st

from ontrack_dash import runs, slides
from ontrack_dash.export import slides as drawn
from ontrack_dash.i18n import Words
from ontrack_dash.runs import Run
from ontrack_dash.slides import Deck
from ontrack_dash.store import guard
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import data, guarding
from ontrack_dash.viewers import PUBLIC

DECKS, PICTURES = 40, 400
THUMBNAIL = 480


def ensure(run: Run, words: Words) -> None:
    """Wait until it is known what may be published of every build the run shows."""
    newest = data.newest_build()
    if newest is None:
        return
    kept = [data.kept_build(newest, view.build) for view in run.views if view.build]
    for build in dict.fromkeys([newest, *kept]):
        if build:
            guarding.ensure(build, PUBLIC, words)


def ripe_centres() -> dict[str, int]:
    """Return how much a run shows of centres; nothing as long as nobody has waited for what is public."""
    build = data.newest_build()
    return _ripe(key=data.key_of(build), _build=build) if build and guard.is_ready(build.path) else {}


def compose(run: Run, words: Words) -> Deck:
    """Return the slides of a run."""
    return _compose(key=key_of(run, words), _run=run, _words=words)


def key_of(run: Run, words: Words) -> str:
    """Name a run for the caches."""
    newest = data.newest_build()
    return f"{data.key_of(newest) if newest else ''}|{words.lang}|{runs.to_text(run)}"


def picture(run: Run, words: Words, number: int, mode: str) -> str:
    """Return a slide, counted from 1, as SVG."""
    key = f"{key_of(run, words)}|{mode}|{number}|{host()}"
    return _draw(key=key, _run=run, _words=words, _number=number, _mode=mode)


def thumbnail(run: Run, words: Words, number: int) -> bytes:
    """Return a slide, counted from 1, as a small PNG."""
    return _shrink(key=f"{key_of(run, words)}|{number}", _run=run, _words=words, _number=number)


def host() -> str:
    """Return where the app is reached, without a path."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


@st.cache_resource(show_spinner=False, max_entries=data.BUILDS)
def _ripe(key: str, _build: Build) -> dict[str, int]:  # noqa: ARG001
    return slides.centres_shown(_build)


@st.cache_resource(show_spinner=False, max_entries=DECKS)
def _compose(key: str, _run: Run, _words: Words) -> Deck:  # noqa: ARG001
    return slides.compose(data.settings().data, _run, _words)


@st.cache_resource(show_spinner=False, max_entries=PICTURES)
def _draw(key: str, _run: Run, _words: Words, _number: int, _mode: str) -> str:  # noqa: ARG001
    return drawn.svg(compose(_run, _words), _number, _words, _mode, address=host())


@st.cache_resource(show_spinner=False, max_entries=PICTURES)
def _shrink(key: str, _run: Run, _words: Words, _number: int) -> bytes:  # noqa: ARG001
    return drawn.png(compose(_run, _words), _number, _words, width=THUMBNAIL)
