"""Colours and sizes of the three modes, and how well two colours can be told apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ontrack_dash.fields import load_definition


@dataclass(frozen=True)
class Palette:
    """One mode; what each colour means stands in `definitions/colours.toml`."""

    paper: str
    ink: str
    muted: str
    grid: str
    this: str
    others: str
    look: str
    edge: str
    on_light: str
    on_dark: str
    sequence: tuple[str, ...]
    lines: tuple[str, ...]
    destinations: tuple[str, ...]
    text: int
    small: int
    stroke: float
    dot: int

    def sequence_at(self, position: float) -> str:
        """Return the colour at 0 (low) … 1 (high) of the sequence."""
        steps = len(self.sequence) - 1
        place = min(max(position, 0.0), 1.0) * steps
        start = min(int(place), steps - 1)
        return _blend(self.sequence[start], self.sequence[start + 1], place - start)

    def text_on(self, fill: str) -> str:
        """Return the text colour that is easier to read on a filled mark."""
        return max((self.on_light, self.on_dark), key=lambda colour: contrast(colour, fill))


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def see_through(colour: str, opacity: float) -> str:
    """Return `#rrggbb` as an rgba colour."""
    red, green, blue = _channels(colour)
    return f"rgba({red},{green},{blue},{opacity})"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _blend(start: str, end: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_channels(start), _channels(end), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _palette(table: dict[str, Any]) -> Palette:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    return Palette(**values)


PALETTES: Mapping[str, Palette] = MappingProxyType(
    {mode: _palette(table) for mode, table in load_definition("colours").items()}
)
