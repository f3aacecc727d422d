"""Dates in the shapes that files give them."""

import re
from collections.abc import Sequence
from datetime import date

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d|$)")
DOTTED = re.compile(r"(?:\d{1,2}\.\d{1,2}\.\d{4} {0,3}(?:г\.?)? {0,3}[-–—] {0,3})?(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")

SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d).*", re.DOTALL)
YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d).*", re.DOTALL)
MONTH = re.compile(r"(?:(?P<month>\d{1,2})[./-](?P<year>\d{4})|(?P<year_first>\d{4})-(?P<month_last>\d{1,2}))")
MONTHS = 12


def parse_date(text: str) -> date | None:
    """Read an Excel or ISO date, `dd.MM.yyyy` with whatever follows it, or a range, which counts by its end."""
    if found := ISO.match(text):
        year, month, day = found.groups()
    elif found := DOTTED.match(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def settle_slashes(texts: Sequence[str]) -> list[str]:
    """Write dates with slashes as ISO dates, where the column itself shows whether days or months stand first."""
    found = [SLASHED.fullmatch(text) for text in texts]
    firsts, seconds = (max((int(one[part]) for one in found if one), default=0) for part in (1, 2))
    day, month = (1, 2) if firsts > MONTHS else (2, 1)
    is_told = (firsts > MONTHS) != (seconds > MONTHS)
    return [
        f"{one[3] if len(one[3]) > len('24') else '20' + one[3]}-{one[month]}-{one[day]}"
        if one and is_told
        else YEAR_FIRST.sub(r"\1-\2-\3", text)
        for text, one in zip(texts, found, strict=True)
    ]


def are_dates(texts: Sequence[str]) -> bool:
    """Tell whether every text of a column is a day that can be read."""
    return all(parse_date(text) for text in settle_slashes(texts))


def first_of_month(text: str) -> str:
    """Return a month as its first day, which is all that is asked for."""
    found = MONTH.fullmatch(text)
    if found is None:
        return text
    year, month = found["year"] or found["year_first"], found["month"] or found["month_last"]
    return f"{year}-{int(month):02}-01"
