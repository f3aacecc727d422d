"""What is shown in the room is what everybody may see, whoever shows it: over every slide there is."""

import ast
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ontrack_dash import indicators, pilots
from ontrack_dash.addresses import PAGES
from ontrack_dash.catalogue import INDICATORS, members
from ontrack_dash.figures.steps import STEPS
from ontrack_dash.i18n import Words
from ontrack_dash.runs import View
from ontrack_dash.slides import Slide, compose_view, slides_of
from ontrack_dash.slides.defined import KINDS, Kind
from ontrack_dash.slides.scope import Scope, open_scope
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.pages.world import SMALL_CENTRE
from tests.slides import showing

SLIDES = Path(__file__).parents[2] / "ontrack_dash" / "slides"
# Without figures of graduates: Eurostat's, those of words, and those of the pilot, which have a test of their own.
OTHER = {"eurostat", "eurostat_years", "countries", "definitions", "reading", "link", "pilot_verdicts", "pilot_scores"}
SHOWN = [(view, name) for view in showing.views() for name in view.slides if KINDS[name].builder not in OTHER]
SHARES = ("employed_rate", "in_field_rate", "graduate_satisfaction_rate")

Numbers = set[tuple[Any, ...]]


def ask(scope: Scope, kind: Kind, viewer: Viewer) -> pd.DataFrame:
    """Ask the gate itself what a slide is about."""
    one, split = (scope.indicator,) if scope.page.charted else (), scope.chosen("split")
    ids, by, purpose = {
        "numbers": (kind.ids or scope.page.headline, (), "cohort"),
        "profile": (scope.page.charted, (), "cohort"),
        "groups": (one, (kind.by,), "cohort"),
        "places": (one, (kind.by,), "cohort"),
        "destinations": (members(kind.of), (kind.by,) if kind.by else (), "cohort"),
        "response": (STEPS, (), "cohort"),
        "trend": (one, ("year", split) if split else ("year",), "comparison"),
        **dict.fromkeys(("funnel", "order", "beside"), (one, ("centre",), "comparison")),
    }[kind.builder]
    return indicators.publish(scope.build.path, ids, by, scope.codes(*by), viewer=viewer, purpose=purpose)


def numbers_of(estimates: pd.DataFrame) -> Numbers:
    """Return value, interval and persons of every row that has a value."""
    rows = estimates[estimates["status"].isin(["value", "imprecise"]) & estimates["value"].notna()]
    cells = rows[["value", "low", "high", "n"]].astype(object)
    return set(cells.where(cells.notna(), None).itertuples(index=False, name=None))


def drawn_on(slide: Slide) -> Numbers:
    """Return the same of every mark that is not a figure of others."""
    series = slide.chart.series if slide.chart else ()
    marks = [mark for one in series if "Евростат" not in one.name for mark in one.marks]
    return {(mark.value, mark.low, mark.high, mark.n) for mark in marks if mark.value is not None}


@pytest.mark.parametrize(("view", "name"), SHOWN, ids=[f"{view.page}-{name}" for view, name in SHOWN])
def test_every_figure_of_a_slide_is_the_public_answer_of_the_gate(build: Build, view: View, name: str) -> None:
    words = Words("bg")
    scope = open_scope(build, view, words)
    slide = next(each for each in compose_view(build, view, words) if each.id == name)
    public, agency = (numbers_of(ask(scope, KINDS[name], viewer)) for viewer in (PUBLIC, AGENCY))
    assert drawn_on(slide) <= public
    assert not drawn_on(slide) & (agency - public)
    assert bool(drawn_on(slide)) == bool(public)


def test_answers_only_the_agency_may_see_are_on_no_slide(build: Build) -> None:
    words, where = Words("bg"), {"centre": (SMALL_CENTRE,), "kind": ("full",)}
    of_answers = [name for name in PAGES["centre"].charted if INDICATORS[name].source == "answers"]
    unsafe = [
        row
        for by in ((), ("year",))
        for row in indicators.publish(build.path, of_answers, by, where, viewer=AGENCY).to_dict("records")
        if row["status"] in ("value", "imprecise")
    ]
    assert len({row["indicator"] for row in unsafe}) > len(SHARES)
    view = View("", "centre", (("centre", SMALL_CENTRE),), slides=slides_of("centre"))
    made = compose_view(build, view, words)
    assert not set.union(*map(drawn_on, made)) & {(row["value"], row["low"], row["high"], row["n"]) for row in unsafe}
    for slide in made:
        shown = slide.chart.categories if slide.chart else ()
        assert not {words.t(f"indicator.{name}.name") for name in SHARES} & named(slide, shown)
        assert words.t("slides.protected_text") in slide.points or slide.chart or slide.id == "link"
    name = words.label("centre", SMALL_CENTRE)
    for slide in compose_view(build, View("", "compare", (("centre", SMALL_CENTRE),)), words):
        assert slide.chart is None or name not in slide.chart.categories


def named(slide: Slide, categories: tuple[str, ...]) -> set[str]:
    """Return the categories that have a value."""
    series = slide.chart.series if slide.chart else ()
    return {name for one in series for name, mark in zip(categories, one.marks, strict=True) if mark.value is not None}


def test_a_protected_group_keeps_its_word_and_no_number(build: Build) -> None:
    words = Words("bg")
    found = []
    for view in showing.views():
        for slide in compose_view(build, view, words):
            series = slide.chart.series if slide.chart else ()
            found += [mark for one in series for mark in one.marks if mark.status == "protected"]
    assert found
    for mark in found:
        assert mark.said == words.t("status.protected")
        assert (mark.value, mark.low, mark.high, mark.benchmark, mark.n) == (None,) * 5


def test_the_pilot_is_shown_as_the_public_sees_it(build: Build) -> None:
    words = Words("bg")
    slide = next(each for each in compose_view(build, View("", "pilot"), words) if each.id == "pilot_scores")
    assert slide.chart
    last = pilots.contents(build.path).codes["round"][-1]
    public = pilots.scores(build.path, ("tool",), {"round": last}, viewer=PUBLIC)
    rows = public[public["criterion"] == "feasibility"].set_index("tool")
    hidden = {words.t(f"pilot_tool.{tool}") for tool in rows.index[rows["status"] == "protected"]}
    assert hidden
    for place, name in enumerate(slide.chart.categories):
        marks = [part.marks[place] for part in slide.chart.series]
        if name in hidden:
            assert {mark.value for mark in marks} == {None}
        else:
            assert sum(mark.value or 0.0 for mark in marks) == pytest.approx(1.0)


def test_no_module_of_slides_can_ask_as_anybody_but_the_public() -> None:
    asked = 0
    for path in SLIDES.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not names & {"AGENCY", "Viewer", "viewer"}
        given = [word for node in ast.walk(tree) if isinstance(node, ast.Call) for word in node.keywords]
        viewers = [word.value for word in given if word.arg == "viewer"]
        assert all(isinstance(value, ast.Name) and value.id == "PUBLIC" for value in viewers)
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.arg) and node.arg == "viewer"]
        asked += len(viewers)
    assert asked
