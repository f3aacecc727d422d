"""What is shown in the room: a run of views composed into slides, always of public figures."""

from ontrack_dash.slides.composing import compose, compose_view
from ontrack_dash.slides.defined import slides_of
from ontrack_dash.slides.model import KINDS, MOST_ROWS, ROLES, Axis, Chart, Curve, Deck, Level, Mark, Series, Slide
from ontrack_dash.slides.ready import ready_run, ready_runs
from ontrack_dash.slides.scope import centres_shown

__all__ = [
    "KINDS", "MOST_ROWS", "ROLES", "Axis", "Chart", "Curve", "Deck", "Level", "Mark", "Series", "Slide",
    "centres_shown", "compose", "compose_view", "ready_run", "ready_runs", "slides_of",
]  # fmt: skip
