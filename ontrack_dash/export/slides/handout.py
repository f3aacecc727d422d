"""A deck on paper: two slides a page with what the speaker says, tagged for readers' programs (PDF/UA-1)."""

import json
from typing import Any

import typst

from ontrack_dash.export.section import glyphs
from ontrack_dash.export.slides import drawing
from ontrack_dash.export.slides.press import press
from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import Deck

STANDARD = "ua-1"


def make(deck: Deck, words: Words, address: str = "") -> bytes:
    """Return the handout as PDF."""
    before, between, after = words.t("export.section.page", page="\n", pages="\n").split("\n")
    slides = [drawing.slide_data(deck, number + 1, words, "light", address) for number in range(len(deck.slides))]
    data = {
        **drawing.deck_data(deck, words, "light", address),
        "page": [before, between, after],
        "slides": slides,
    }
    try:
        return _compile(data)
    except typst.TypstError:
        # Most likely a character the fonts lack; what else is wrong is wrong again.
        return _compile(json.loads(glyphs.stand_in(json.dumps(data, ensure_ascii=False))))


def _compile(data: dict[str, Any]) -> bytes:
    return press("handout.typ", data, format="pdf", pdf_standards=STANDARD)
