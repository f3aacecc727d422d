"""Published rows as marks of a slide, and the axis they stand on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.figures import alt, captions, frame
from ontrack_dash.figures import marks as rows
from ontrack_dash.figures.palette import PALETTES
from ontrack_dash.i18n import UNKNOWN, Words
from ontrack_dash.slides.model import MOST_ROWS, Axis, Mark

# Characters of a category, and where there are few; what is longer loses its middle.
LABEL, ROOMY = 46, 64
FEW = 8
GAP = "… "
MODE = "projector"


def mark(row: rows.Mark, words: Words, *, role: str = "this", label: str = "", at: float | None = None) -> Mark:
    """Return one published row as drawn; what is not shown has its word and no number."""
    if row.value is None:
        return Mark(said=captions.word_for(row, words), status=row.status, role=role)
    said = captions.qualify(words.value(row.indicator, row.value), row, words)
    return Mark(said, row.status, row.value, row.low, row.high, row.benchmark, row.n, at, role, label)


def rewrite(made: Mark, text: str, row: rows.Mark, words: Words) -> Mark:
    """Return a mark that is written otherwise, qualified as its state asks."""
    return replace(made, said=captions.qualify(text, row, words))


def labelled(made: Mark, label: str) -> Mark:
    """Return a mark with a label, whatever its state."""
    return replace(made, label=label)


def bare(made: Mark) -> Mark:
    """Return a mark without its interval and benchmark, for axes that hold values alone."""
    return replace(made, low=None, high=None, benchmark=None)


def count_states(found: Sequence[rows.Mark], words: Words) -> str:
    """Say how many rows are imprecise and how many protected; which ones the chart itself says."""
    return " ".join(alt.count_states(found, words))


def axis(of: Iterable[Mark], words: Words, *more: float, is_share: bool = True) -> Axis:
    """Return an axis that holds every value, interval and benchmark, its ticks written."""
    reach = [
        end for one in of for end in (one.low, one.value, one.high, one.benchmark) if end is not None
    ]  # fmt: skip
    drawn = frame.axis_over([*reach, *more], PALETTES[MODE], words, is_share=is_share)
    low, high = drawn["range"]
    return Axis(low, high, tuple(zip(drawn["tickvals"], drawn["ticktext"], strict=True)), is_share)


def is_share(indicator: str) -> bool:
    """Tell whether an indicator stands on an axis in per cent."""
    return INDICATORS[indicator].kind in rows.SHARES


def category(label: str, count: int = MOST_ROWS) -> str:
    """Return a label that fits beside one of so many rows."""
    return shorten(label, ROOMY if count <= FEW else LABEL)


def shorten(label: str, most: int) -> str:
    """Return a label of so many characters: names of centres begin alike, so what is too long loses its middle."""
    if len(label) <= most:
        return label
    end = _whole_words(label[::-1], most // 2)[::-1]
    start = _whole_words(label, most - len(end) - len(GAP))
    return f"{start.rstrip(' ,;–-')}{GAP}{end}"


def _whole_words(text: str, most: int) -> str:
    """Return as many whole words from the beginning as fit, or a part of the first."""
    kept = text[:most].rpartition(" ")[0] if text[most : most + 1].strip() else text[:most]
    return kept.strip() or text[:most]


def keep_known(estimates: pd.DataFrame) -> pd.DataFrame:
    """Leave out groups that are unknown or have no data."""
    grouped = next(name for name in estimates.columns if name in DIMENSIONS)
    return estimates[(estimates[grouped].astype(str) != UNKNOWN) & (estimates["status"] != "no_data")]


def largest(estimates: pd.DataFrame, most: int = MOST_ROWS) -> pd.DataFrame:
    """Keep the groups with most persons; those without a value come last."""
    return estimates.sort_values("n", ascending=False, na_position="last", kind="stable").head(most)


def is_shown(estimates: pd.DataFrame) -> bool:
    """Tell whether any row has a value the public may see."""
    return bool((estimates["status"].isin(rows.SHOWN) & estimates["value"].notna()).any())


def firm(found: Sequence[rows.Mark]) -> list[rows.Mark]:
    """Return the rows that may be compared: precise ones with an interval."""
    return [row for row in found if row.status == "value" and row.low is not None and row.high is not None]
