"""Cohorts put together: the chosen year and the ones before it."""

from collections.abc import Iterable

from ontrack_dash.catalogue import RULES


def pooled_years(year: str, count: int, present: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of up to `count` cohorts that end at `year`, oldest first, none from before a break in series.

    Raises:
        ValueError: fewer than one cohort, or more than are ever pooled.
    """
    most = RULES["comparison"]["most_years"]
    if not 1 <= count <= most:
        raise ValueError(f"1 to {most} cohorts are pooled, not {count}")
    last = int(year)
    starts = [first for first in RULES["years"]["series_breaks"] if first <= last]
    window = range(max(last - count + 1, *starts, 0), last + 1)
    return tuple(code for code in sorted(present) if code.isdecimal() and int(code) in window)
