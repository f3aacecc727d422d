"""One slide as a picture: SVG for the screen, PNG for a document of one's own."""

import io
import zipfile
from html import escape

from ontrack_dash.export.slides import drawing
from ontrack_dash.export.slides.press import press
from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import Deck

# Of the page, in points: 16 to 9.
WIDTH, HEIGHT = 960, 540


def svg(deck: Deck, number: int, words: Words, mode: str = "projector", *, address: str = "") -> str:
    """Draw slide `number` (from 1) as SVG of 960 × 540 pt; `mode` is a table of `definitions/colours.toml`.

    Raises:
        IndexError: no such slide.
        KeyError: no such mode.
    """
    slide = deck.slides[number - 1]
    made = _draw(deck, number, words, mode, address, format="svg").decode()
    said = escape(" ".join(filter(None, (drawing.clean(slide.headline), drawing.clean(slide.alt)))))
    return made.replace("<svg ", f'<svg role="img" lang="{deck.lang}" aria-label="{said}" ', 1)


def png(
    deck: Deck, number: int, words: Words, *, width: int = 1920, mode: str = "projector", address: str = ""
) -> bytes:
    """Draw slide `number` (from 1) as PNG so many pixels wide.

    Raises:
        IndexError: no such slide.
        KeyError: no such mode.
    """
    return _draw(deck, number, words, mode, address, format="png", ppi=72 * width / WIDTH)


def album(deck: Deck, words: Words, *, width: int = 1920, mode: str = "projector", address: str = "") -> bytes:
    """Draw every slide as PNG and return the pictures as a ZIP archive, named by their numbers.

    Raises:
        KeyError: no such mode.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(1, len(deck.slides) + 1):
            archive.writestr(f"{number:02}.png", png(deck, number, words, width=width, mode=mode, address=address))
    return stream.getvalue()


def _draw(deck: Deck, number: int, words: Words, mode: str, address: str, **options: object) -> bytes:
    data = {
        **drawing.deck_data(deck, words, mode, address),
        "slides": [drawing.slide_data(deck, number, words, mode, address)],
    }
    return press("screen.typ", data, **options)
