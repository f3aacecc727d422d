"""Stacked bars: the published shares in order, the hatch behind what is protected."""

from ontrack_dash.catalogue import members
from ontrack_dash.figures import stack
from ontrack_dash.figures.palette import PALETTES
from tests.figures.estimates import BG, EN, destinations, estimates, plain, row, trace


def segments(figure: object) -> dict[str, dict[str, tuple[float, str]]]:
    """Return length and label of each segment, by group and in the order they are stacked."""
    bars: dict[str, dict[str, tuple[float, str]]] = {}
    for found in figure.to_plotly_json()["data"]:
        if found["type"] == "bar" and "base" not in found:
            for code, length, text in zip(found["customdata"], found["x"], found["text"], strict=True):
                bars.setdefault(code, {})[found["name"]] = (length, plain(text))
    return bars


def test_a_bar_holds_its_shares_in_the_order_of_the_catalogue() -> None:
    assert segments(stack.draw(destinations(), BG))["PDV"] == {
        "по професията": (0.35, "35 %"),
        "в друга област": (0.2, "20 %"),
        "самонаети": (0.1, "10 %"),
        "учещи": (0.08, "8 %"),
        "безработни": (0.12, "12 %"),
        "неактивни": (0.07, "7 %"),
        "друга": (0.02, "2 %"),
        "неизвестно": (0.06, "6 %"),
    }


def test_the_order_of_rows_does_not_change_the_order_of_shares() -> None:
    assert segments(stack.draw(destinations().iloc[::-1], BG))["PDV"] == segments(stack.draw(destinations(), BG))["PDV"]


def test_unknown_is_grey_and_last() -> None:
    palette = PALETTES["light"]
    colours = [found.marker.color for found in stack.draw(destinations(), BG).data if found.type == "bar"][-8:]
    assert tuple(colours) == palette.destinations
    red, green, blue = (int(palette.destinations[-1][place : place + 2], 16) for place in (1, 3, 5))
    assert max(red, green, blue) - min(red, green, blue) <= 2


def test_a_protected_bar_is_hatched_and_says_so() -> None:
    found = trace(stack.draw(destinations(), BG), name="защитена стойност")
    assert dict(zip(found["customdata"], map(plain, found["text"]), strict=True)) == {
        "SFO": "",
        "SML": " защитена стойност",
    }
    assert found["marker"]["pattern"]["shape"]
    assert "SML" not in segments(stack.draw(destinations(), BG))


def test_a_hatch_says_nothing_of_the_length_of_what_it_hides() -> None:
    found = trace(stack.draw(destinations(), BG), name="защитена стойност")
    assert (found["base"], found["x"]) == ([0, 0], [1, 1])


def test_published_shares_of_a_partly_protected_bar_are_drawn() -> None:
    assert list(segments(stack.draw(destinations(), BG))["SFO"]) == [
        "по професията",
        "в друга област",
        "самонаети",
        "учещи",
        "безработни",
        "неизвестно",
    ]


def test_an_empty_bar_is_hollow_and_says_so() -> None:
    found = trace(stack.draw(destinations(), EN), name="no data")
    assert (found["customdata"], plain(found["text"][0])) == (["GAB"], " no data")
    assert "pattern" not in found["marker"]


def test_bars_are_named_with_the_persons_behind_them() -> None:
    heads = trace(stack.draw(destinations(), BG, highlight="SFO"), mode="text")["text"]
    assert list(map(plain, heads)) == ["Пловдив  620 лица", "София (област)  620 лица", "Смолян", "Габрово"]
    assert [head.startswith("<b>") for head in heads] == [False, True, False, False]


def test_one_bar_without_groups_is_the_total() -> None:
    frame = estimates(*(row(indicator=name, value=0.125) for name in members("destinations")))
    figure = stack.draw(frame, BG)
    assert plain(trace(figure, mode="text")["text"][0]) == "Общо  200 лица"
    assert list(segments(figure)[""].values()) == [(0.125, "13 %")] * 8


def test_imprecise_shares_stand_in_brackets() -> None:
    frame = estimates(row("imprecise", "destination_study", sex="male"))
    assert segments(stack.draw(frame, BG))["male"]["учещи"] == (0.6, "(60 %)")
