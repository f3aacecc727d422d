"""Runs that are there from the start: for a seminar, and for one centre."""

from typing import Any

from ontrack_dash.i18n import Words
from ontrack_dash.runs import Run, View
from ontrack_dash.slides.defined import RUNS

CENTRE = "centre"


def ready_runs() -> tuple[str, ...]:
    """Return the names of the ready runs."""
    return tuple(RUNS)


def ready_run(name: str, words: Words, *, centre: str = "") -> Run:
    """Return a ready run under its name in this language; `centre` is the licence of the one that is about a centre.

    Where `words` know the name of the centre, it is the comment of the run, and so on the first slide.

    Raises:
        KeyError: no such run.
    """
    return Run(
        words.t(f"slides.run.{name}.name"),
        tuple(_view(view, words, centre) for view in RUNS[name]),
        words.names.get(CENTRE, {}).get(centre if name == CENTRE else "") or words.t(f"slides.run.{name}.comment"),
    )


def _view(view: dict[str, Any], words: Words, centre: str) -> View:
    given = {name: centre if name == CENTRE else code for name, code in view.get("address", {}).items()}
    named = [words.t(f"slides.name.{slide}") for slide in view["slides"]]
    of = [words.t(f"indicator.{given['indicator']}.name")] if "indicator" in given else []
    address = tuple((name, code) for name, code in given.items() if code)
    return View(": ".join([*of, ", ".join(named)]), view["page"], address, slides=tuple(view["slides"]))
