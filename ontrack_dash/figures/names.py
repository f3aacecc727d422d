"""Names beside dots, kept apart where dots lie close together."""

from collections.abc import Sequence
from typing import Any

from ontrack_dash.figures import frame
from ontrack_dash.figures.marks import Mark
from ontrack_dash.figures.palette import Palette

WIDTH = 18  # characters
ASIDE = 9  # pixels from the middle of the dot


def place_names(
    placed: Sequence[tuple[float, Mark]], middle: float, reach: Sequence[float], pixels: float, palette: Palette
) -> list[dict[str, Any]]:
    """Return a name for each dot, on the side where there is room, pushed apart on either side.

    `placed` says where on the horizontal axis a dot lies, `middle` where that axis has its middle.
    """
    left = [one for one in placed if one[0] > middle]
    right = [one for one in placed if one[0] <= middle]
    return [
        *_spread(left, "right", -ASIDE, reach, pixels, palette),
        *_spread(right, "left", ASIDE, reach, pixels, palette),
    ]


def halo(palette: Palette) -> str:
    """Return the shadow that keeps a text readable on dots and lines."""
    return ", ".join([f"0 0 3px {palette.paper}"] * 3)


def _spread(
    placed: Sequence[tuple[float, Mark]],
    anchor: str,
    aside: int,
    reach: Sequence[float],
    pixels: float,
    palette: Palette,
) -> list[dict[str, Any]]:
    low, high = reach
    found, free = [], float("-inf")
    for x, mark in sorted(placed, key=lambda one: -(one[1].value or 0.0)):
        wanted = (high - (mark.value or 0.0)) / (high - low) * pixels
        text = frame.shorten(mark.label, WIDTH)
        tall = palette.small * 1.25 * (1 + text.count("<br>"))
        top = max(wanted - tall / 2, free)
        free = top + tall
        found.append(
            {
                "x": x,
                "y": mark.value,
                "xanchor": anchor,
                "yanchor": "middle",
                "xshift": aside,
                "yshift": round(wanted - (top + tall / 2)),
                "align": anchor,
                "text": text,
                "showarrow": False,
                "font": {"size": palette.small, "color": palette.ink, "shadow": halo(palette)},
            }
        )
    return found
