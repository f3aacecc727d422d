"""Colours: easy to read, and told apart by everyone, in every mode."""

from itertools import combinations

import numpy as np
import pytest

from ontrack_dash.catalogue import members
from ontrack_dash.figures.palette import PALETTES, contrast, see_through

TEXT, LARGE_OR_MARK = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
APART = 15  # CIELAB units
STEPS = np.linspace(0, 1, 101)
MODES = pytest.mark.parametrize("mode", PALETTES)

# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
VISION = {
    "full": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(colour: str, vision: str) -> np.ndarray:
    """Return CIELAB coordinates of a colour as this vision sees it."""
    scaled = TO_XYZ @ np.clip(np.array(VISION[vision]) @ linear(colour), 0, 1) / WHITE
    x, y, z = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colours: tuple[str, ...], vision: str) -> float:
    return min(float(np.linalg.norm(lab(a, vision) - lab(b, vision))) for a, b in combinations(colours, 2))


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_the_published_one(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == contrast(second, first) == pytest.approx(ratio, abs=0.005)


@MODES
def test_text_is_easy_to_read(mode: str) -> None:
    palette = PALETTES[mode]
    for colour in (palette.ink, palette.muted, palette.this, palette.look, *palette.lines):
        assert contrast(colour, palette.paper) >= TEXT


@MODES
def test_marks_stand_out_from_the_ground(mode: str) -> None:
    palette = PALETTES[mode]
    for colour in (palette.this, palette.others, palette.look, palette.edge, *palette.lines):
        assert contrast(colour, palette.paper) >= LARGE_OR_MARK


@MODES
def test_text_on_filled_marks_is_easy_to_read(mode: str) -> None:
    palette = PALETTES[mode]
    for fill in (*palette.destinations, *(palette.sequence_at(step) for step in STEPS)):
        assert contrast(palette.text_on(fill), fill) >= TEXT


@MODES
def test_the_sequence_changes_lightness_one_way(mode: str) -> None:
    palette = PALETTES[mode]
    distance = [contrast(palette.sequence_at(step), palette.paper) for step in STEPS]
    assert distance == sorted(distance)
    assert len(set(distance)) == len(STEPS)


@MODES
def test_the_sequence_ends_at_its_ends(mode: str) -> None:
    palette = PALETTES[mode]
    assert (palette.sequence_at(-1), palette.sequence_at(2)) == (palette.sequence[0], palette.sequence[-1])


@pytest.mark.parametrize("vision", VISION)
@MODES
def test_colours_are_told_apart_by_everyone(mode: str, vision: str) -> None:
    palette = PALETTES[mode]
    assert nearest(palette.lines, vision) >= APART
    assert nearest(palette.destinations, vision) >= APART
    assert nearest((palette.this, palette.others, palette.look), vision) >= APART


@MODES
def test_there_is_a_colour_for_every_share_and_five_for_lines(mode: str) -> None:
    palette = PALETTES[mode]
    assert len(palette.destinations) == len(members("destinations"))
    assert len(palette.lines) == 5
    assert palette.lines[0] == palette.this


def test_a_room_sees_bigger_type_and_thicker_lines() -> None:
    near, far = PALETTES["light"], PALETTES["projector"]
    assert far.text > near.text
    assert far.small > near.small
    assert far.stroke > near.stroke
    assert far.dot > near.dot


def test_colours_can_be_made_see_through() -> None:
    assert see_through("#0066b3", 0.16) == "rgba(0,102,179,0.16)"
