"""Pilots by hand: evaluations of tools as rows, and templates filled as people fill them."""

import io
from collections.abc import Sequence

import openpyxl

from ontrack_dash.pilots import CRITERIA


def fill(template: bytes, *rows: Sequence[object]) -> bytes:
    """Write rows under the header of a template."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for cells in rows:
        book.worksheets[0].append(list(cells))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def evaluations(
    scores: Sequence[object], *, times: int = 1, start: int = 0, **changes: object
) -> list[dict[str, object]]:
    """Make the same evaluation by several persons; `scores`: one of each criterion in their order, or one for all."""
    given = list(scores) * len(CRITERIA) if len(scores) == 1 else list(scores)
    named = dict(zip((f"tool_{code}" for code in CRITERIA), given, strict=True))
    return [{**named, "respondent": f"о-{start + at}", **changes} for at in range(times)]
