"""Tile map: every oblast has a tile, whatever is known of it."""

from ontrack_dash.fields import reference
from ontrack_dash.figures import tiles
from ontrack_dash.figures.palette import PALETTES
from tests.figures.estimates import BG, EN, estimates, oblasti, plain, row, trace


def tiles_of(words: object) -> dict[str, str]:
    """Return the text of each tile that is not empty, by the name of its kind."""
    return {
        found.name: "; ".join(plain(text) for text in found.text)
        for found in tiles.draw(oblasti(), words).data
        if found.type == "bar" and len(found.text) < 20
    }


def test_tiles_say_code_and_value() -> None:
    assert tiles_of(BG) == {
        "стойност": "ВАР | 70; ПДВ | 67",
        "(в скоби) малка извадка": "ВИД | (81); КРЖ | (43)*",
        "защитена стойност": "СМЛ",
    }


def test_tiles_say_the_same_in_english() -> None:
    assert tiles_of(EN) == {
        "value": "VAR | 70; PDV | 67",
        "(in brackets) small sample": "VID | (81); KRZ | (43)*",
        "protected value": "SML",
    }


def test_every_oblast_has_one_tile_that_can_be_clicked() -> None:
    codes = [code for found in tiles.draw(oblasti(), BG).data if found.type == "bar" for code in found.customdata]
    assert sorted(codes) == sorted(reference("oblasti")["oblast_code"])


def test_no_two_tiles_share_a_place() -> None:
    figure = tiles.draw(oblasti(), BG)
    places = [place for found in figure.data if found.type == "bar" for place in zip(found.x, found.base, strict=True)]
    assert len(set(places)) == len(places) == 28


def test_protected_tiles_are_hatched_and_the_rest_are_not() -> None:
    figure = tiles.draw(oblasti(), BG)
    hatched = {found.name for found in figure.data if found.type == "bar" and found.marker.pattern.shape}
    assert hatched == {"защитена стойност"}


def test_tiles_without_data_are_hollow_and_have_no_colour_of_the_scale() -> None:
    found = trace(tiles.draw(oblasti(), BG), name="няма данни")
    assert found["marker"]["color"] == PALETTES["light"].paper
    assert len(found["x"]) == 23


def test_a_higher_value_is_further_along_the_sequence() -> None:
    palette = PALETTES["light"]
    frame = estimates(row(oblast="PDV", value=0.4), row(oblast="VAR", value=0.6))
    found = trace(tiles.draw(frame, BG), name="стойност")
    assert dict(zip(found["customdata"], found["marker"]["color"], strict=True)) == {
        "PDV": palette.sequence[0],
        "VAR": palette.sequence[-1],
    }


def test_the_key_runs_over_the_values_that_are_shown() -> None:
    key = next(found for found in tiles.draw(oblasti(), BG).data if found.marker.showscale)
    assert (key.marker.cmin, key.marker.cmax) == (0.4, 0.85)
    assert list(map(plain, key.marker.colorbar.ticktext)) == ["40 %", "85 %"]


def test_a_map_of_protected_oblasti_has_no_key() -> None:
    figure = tiles.draw(estimates(*(row("protected", oblast=code) for code in ("PDV", "VAR"))), BG)
    assert not [found for found in figure.data if found.type != "bar"]


def test_this_oblast_has_an_outline() -> None:
    found = trace(tiles.draw(oblasti(), BG, highlight="PDV"), name="стойност")
    outline = dict(zip(found["customdata"], found["marker"]["line"]["color"], strict=True))
    assert outline["PDV"] == PALETTES["light"].ink != outline["VAR"]
