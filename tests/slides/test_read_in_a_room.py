"""The ready run as drawn: every slide of a country can be read in a room."""

from pathlib import Path

import pytest

from ontrack_dash import slides
from ontrack_dash.i18n import LANGUAGES, Words
from tests.export.slides import reading


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_of_the_ready_run_can_be_read(data: Path, lang: str) -> None:
    words = Words(lang)
    deck = slides.compose(data, slides.ready_run("seminar", words), words)
    assert len(deck.slides) > 1
    for number, slide in enumerate(deck.slides, start=1):
        runs = reading.read(deck, number, words)
        assert reading.find_small(runs) == [], slide.id
        assert reading.find_outside(runs) == [], slide.id
        assert reading.find_over(runs) == [], slide.id
