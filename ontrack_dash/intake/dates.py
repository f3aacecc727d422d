"""Dates in the six shapes that files give them."""

import re
from datetime import date

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d|$)")
DOTTED = re.compile(r"(?:\d{1,2}\.\d{1,2}\.\d{4} {0,3}(?:г\.?)? {0,3}[-–—] {0,3})?(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")


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
