"""What a mark says: its value, its interval, its state, its hover text."""

from html import escape
from textwrap import wrap

from ontrack_dash import written
from ontrack_dash.figures.marks import SHOWN, Mark
from ontrack_dash.i18n import Words

HOVER = "%{hovertext}<extra></extra>"
HOVER_WIDTH = 48  # characters


def value_of(mark: Mark, words: Words) -> str:
    """Say a value with the persons behind it, qualified as its state asks."""
    value = qualify(words.value(mark.indicator, mark.value), mark, words)
    if mark.n is None or mark.value is None or mark.n == mark.value:
        return value
    key = "figure.value_of" if mark.is_share else "figure.value_among"
    return words.t(key, value=value, n=words.number(mark.n))


def qualify(text: str, mark: Mark, words: Words) -> str:
    """Put a written value in brackets where it is imprecise, and a star where only this viewer may see it."""
    return written.qualify(text, mark.status, mark.is_small, words)


def interval_of(mark: Mark, words: Words) -> str | None:
    """Say the interval in the unit of the indicator, or nothing where there is none."""
    return written.interval(mark.indicator, mark.low, mark.high, words) or None


def word_for(mark: Mark, words: Words) -> str:
    """Say why a row has no mark: its status, or that a published row has no such value."""
    return words.value(mark.indicator, None) if mark.status in SHOWN else words.t(f"status.{mark.status}")


def hover(mark: Mark, words: Words, *more: str) -> str:
    """Say what the table says of this row: value, interval, n, status, and nothing of what is protected."""
    lines = [words.t(f"indicator.{mark.indicator}.name"), *more]
    if mark.status in SHOWN:
        lines.append(_line(words, "app.value", words.value(mark.indicator, mark.value)))
        interval = interval_of(mark, words)
        if interval:
            lines.append(_line(words, "app.interval", interval))
        if mark.n is not None:
            lines.append(_line(words, "app.n", words.number(mark.n)))
        if mark.benchmark is not None:
            lines.append(_line(words, "app.benchmark", words.value(mark.indicator, mark.benchmark)))
    lines.append(_line(words, "app.status", words.t(f"status.{mark.status}")))
    if mark.is_small:
        lines.append(words.t("app.small_mark"))
    return _break(mark, lines)


def hover_state(mark: Mark, words: Words) -> str:
    """Say the state of a whole group."""
    return _break(mark, [_line(words, "app.status", word_for(mark, words))])


def _break(mark: Mark, lines: list[str]) -> str:
    """Set lines under the name of the mark, none wider than a phone."""
    name = [] if mark.code == mark.indicator else _fold(mark.label)
    heading = [f"<b>{escape(line, quote=False)}</b>" for line in name]
    return "<br>".join([*heading, *(part for line in lines for part in _fold(line))])


def _fold(line: str) -> list[str]:
    return wrap(line, HOVER_WIDTH) if len(line) > HOVER_WIDTH else [line]


def _line(words: Words, key: str, text: str) -> str:
    return f"{words.t(key)}: {text}"
