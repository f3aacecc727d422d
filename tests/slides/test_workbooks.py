"""The workbooks inside the PowerPoint of real runs hold what is published, and nothing else."""

from pathlib import Path

import pytest

from ontrack_dash.export.slides import pptx
from ontrack_dash.i18n import Words
from ontrack_dash.runs import Run
from ontrack_dash.slides import compose, ready_run
from ontrack_dash.slides.defined import KINDS
from ontrack_dash.slides.scope import open_scope
from ontrack_dash.store import builds
from ontrack_dash.viewers import PUBLIC
from tests.export.slides import inside
from tests.slides import showing
from tests.slides.test_public import OTHER, ask, drawn_on, numbers_of


@pytest.mark.parametrize("name", ["seminar", "centre", "every page"])
def test_sheets_of_a_run_hold_what_its_slides_say_and_the_gate_publishes(data: Path, name: str) -> None:
    words, build = Words("bg"), builds.current(data)
    assert build
    run = Run("", showing.views()) if name == "every page" else ready_run(name, words, centre=showing.BIG)
    deck = compose(data, run, words)
    content = pptx(deck, words)
    assert inside.find_unsaid(content, deck, words) == []
    public = set()
    for view in run.views:
        scope = open_scope(build, view, words)
        kinds = [KINDS[one] for one in view.slides if KINDS[one].builder not in OTHER]
        public |= {row[0] for kind in kinds for row in numbers_of(ask(scope, kind, PUBLIC))}
    for slide, sheet in inside.charted(content, deck):
        values = {value for row in sheet.iter_rows(min_row=2, min_col=2, values_only=True) for value in row if value}
        shown = {value for value, *_ in drawn_on(slide) if value}
        assert all(any(value == pytest.approx(cell) for cell in values) for value in shown), slide.id
        if KINDS[slide.id].builder not in OTHER:
            assert shown <= public, slide.id
