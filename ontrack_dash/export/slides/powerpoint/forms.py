"""How numbers of a chart are written, as a format Excel and PowerPoint apply to them themselves."""

import re

from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import Chart, Mark

# Says whose decimal comma it is; Office goes by the machine, other programs by this.
LOCALES = {"bg": "[$-402]", "en": "[$-809]"}
DECIMALS = {"bg": re.compile(r"\d,(\d+)"), "en": re.compile(r"\d\.(\d+)")}
PERCENT = {"bg": '"\N{NO-BREAK SPACE}"%', "en": "%"}
IMPRECISE = "imprecise"


def of_chart(chart: Chart, words: Words) -> str:
    """Return the format of the values of a chart, to as many places as they are written with."""
    is_share = chart.axis is None or chart.axis.is_share
    marks = [mark for series in chart.series for mark in series.marks if mark.value is not None]
    places = max((_places(mark.said, words) for mark in marks), default=0)
    return _form(words, places, is_share=is_share)


def of_axis(chart: Chart, words: Words) -> str:
    """Return the format of the ticks."""
    if chart.axis is None:
        return _form(words, 0, is_share=True)
    places = max((_places(said, words) for _, said in chart.axis.ticks), default=0)
    return _form(words, places, is_share=chart.axis.is_share)


def of_mark(mark: Mark, form: str) -> str:
    """Return the format of one mark: an imprecise one stands in brackets."""
    if mark.status != IMPRECISE:
        return form
    head, _, rest = form.partition("]")
    return f"{head}]\\({rest}\\)"


def persons(words: Words) -> str:
    """Return the format of counts."""
    return _form(words, 0, is_share=False)


def plain() -> str:
    """Return the format of places on the chart itself."""
    return "0.##"


def _places(said: str, words: Words) -> int:
    found = DECIMALS[words.lang].search(said)
    return len(found.group(1)) if found else 0


def _form(words: Words, places: int, *, is_share: bool) -> str:
    digits = "0" + "." * bool(places) + "0" * places
    return LOCALES[words.lang] + (digits + PERCENT[words.lang] if is_share else f"#,##{digits}")
