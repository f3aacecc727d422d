"""Typst at work on slides: its pages put together, its data passed as one text."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

import typst

from ontrack_dash.export.slides import face

# In the order in which they know of each other.
PAGES = (
    "base.typ", "rows.typ", "levels.typ", "numbers.typ", "dots.typ", "stack.typ", "diverging.typ", "steps.typ",
    "plane.typ", "lines.typ", "funnel.typ", "tiles.typ", "table.typ", "texts.typ", "slide.typ",
)  # fmt: skip


def press(page: str, data: dict[str, Any], **options: Any) -> bytes:
    """Compile a page that may draw slides; the data are one text, so nothing in them is code.

    Raises:
        typst.TypstError: the page is broken, or lacks what its standard demands.
    """
    inputs = {"data": json.dumps({**data, "families": face.FAMILIES}, ensure_ascii=False)}
    made: bytes = typst.compile(_source(page), sys_inputs=inputs, font_paths=face.fonts(), **options)
    return made


@lru_cache
def _source(page: str) -> bytes:
    folder = files("ontrack_dash.export.slides")
    return "".join((folder / name).read_text(encoding="utf-8") for name in (*PAGES, page)).encode()
