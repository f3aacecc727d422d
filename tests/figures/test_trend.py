"""Trend: years without a value are gaps, breaks cut, at most five lines have a colour."""

from itertools import pairwise

import pytest

from ontrack_dash.fields import reference
from ontrack_dash.figures import trend
from ontrack_dash.figures.palette import PALETTES
from tests.figures.estimates import BG, EN, estimates, eurostat, one_line, plain, row, trace, years

LIGHT = PALETTES["light"]
CODES = ("PDV", "VAR", "BGS", "SOF", "RSE", "VID", "SML")


def lines_of(figure: object, name: str) -> list[tuple[float, float | None]]:
    found = trace(figure, name=name)
    return list(zip(found["x"], found["y"], strict=True))


def many(codes: tuple[str, ...] = CODES) -> object:
    return estimates(
        *(row(year=year, oblast=code, value=0.5 + 0.05 * at) for at, code in enumerate(codes) for year in (2023, 2024))
    )


def test_protected_and_missing_years_are_gaps_and_never_zero() -> None:
    assert lines_of(trend.draw(years(), BG), "мъже") == [
        (2021, 0.52), (2022, 0.55), (2023, None), (2024, None), (2025, 0.61), (2026, 0.64),
    ]  # fmt: skip


def test_years_in_which_no_line_has_a_value_say_why() -> None:
    notes = {note.x: note.text for note in trend.draw(years(), BG).layout.annotations if note.textangle == -90}
    assert notes == {2023: "защитена стойност", 2024: "няма данни"}


def test_a_new_series_is_a_gap_with_a_note() -> None:
    figure = trend.draw(years(), BG, breaks=(2026,))
    assert (2025.5, None) in lines_of(figure, "мъже")
    assert [note.x for note in figure.layout.annotations if note.text == "прекъсване на реда"] == [2025.5]


def test_ribbons_stop_where_lines_stop() -> None:
    figure = trend.draw(years(), BG, breaks=(2026,))
    runs = sorted({tuple(sorted(set(found.x))) for found in figure.data if found.fill in ("toself", "none")})
    assert runs == [(2021, 2022), (2025,), (2026,)]


def test_a_ribbon_holds_the_interval() -> None:
    ribbon = trace(trend.draw(years(), BG), fill="toself")
    assert (ribbon["x"], ribbon["y"]) == ([2021, 2022, 2022, 2021], [0.47, 0.5, 0.6, 0.57])


def test_imprecise_points_are_hollow() -> None:
    found = trace(trend.draw(years(), BG), name="жени")
    assert dict(zip(found["x"], found["marker"]["color"], strict=True))[2022] == LIGHT.paper
    assert dict(zip(found["x"], found["marker"]["color"], strict=True))[2021] == LIGHT.lines[1]


def test_at_most_five_lines_have_a_colour() -> None:
    named = [found for found in trend.draw(many(), BG).data if found.name]
    colours = [found.line.color for found in reversed(named)]
    assert colours == [*LIGHT.lines, LIGHT.others, LIGHT.others]


def test_a_highlighted_line_is_blue_among_grey_ones() -> None:
    figure = trend.draw(many(), BG, highlight="SML")
    assert {found.name: found.line.color for found in figure.data if found.name} == {
        "Смолян": LIGHT.this,
        **dict.fromkeys(("Пловдив", "Варна", "Бургас", "София (столица)", "Русе", "Видин"), LIGHT.others),
    }
    assert [plain(note.text) for note in figure.layout.annotations] == ["Смолян"]


def test_lines_differ_by_shape_as_well_as_colour() -> None:
    named = [found for found in trend.draw(many(CODES[:5]), BG).data if found.name]
    assert len({found.marker.symbol for found in named}) == 5


def test_four_lines_have_whiskers_side_by_side_instead_of_ribbons() -> None:
    figure = trend.draw(many(CODES[:4]), BG)
    assert not [found for found in figure.data if found.fill == "toself"]
    whiskers = [found for found in figure.data if found.mode == "lines"]
    assert [found.y[:2] for found in whiskers] == [(0.53, 0.67)] * 4
    assert len({found.x[0] for found in whiskers}) == 4


def test_labels_at_the_edge_keep_apart() -> None:
    frame = estimates(*(row(year=2024, oblast=code, value=0.6 + 0.001 * at) for at, code in enumerate(CODES[:5])))
    figure = trend.draw(frame, BG)
    heights = sorted(note.y * figure.layout.height for note in figure.layout.annotations)
    assert min(upper - lower for lower, upper in pairwise(heights)) >= LIGHT.small


def test_published_series_stand_apart_with_their_flags() -> None:
    figure = trend.draw(one_line(), BG, references=eurostat())
    bulgaria = trace(figure, name="България (Евростат)")
    assert bulgaria["line"]["color"] == LIGHT.others
    assert bulgaria["line"]["dash"] != trace(figure, name="ЕС (Евростат)")["line"]["dash"] != "solid"
    hollow = dict(zip(bulgaria["x"], bulgaria["marker"]["color"], strict=True))
    assert (hollow[2022], hollow[2023]) == (LIGHT.paper, LIGHT.others)
    flags = [found for found in figure.data if found.mode == "text"]
    assert [dict(zip(found.x, found.text, strict=True)) for found in flags] == [
        {2021: "п"},
        {2019: "пн", 2020: "н", 2021: "пн", 2022: "н", 2024: "пн", 2025: "н"},
    ]
    assert figure.layout.xaxis.title.text == "п – прекъсване на реда; н – ниска надеждност"


def test_a_flagged_break_cuts_the_published_line() -> None:
    assert (2020.5, None) in lines_of(trend.draw(one_line(), EN, references=eurostat()), "EU (Eurostat)")


def test_a_published_year_without_a_figure_is_a_gap() -> None:
    table = eurostat().assign(value=lambda frame: frame["value"].where(frame["year"] != "2020", ""))
    assert (2020, None) in lines_of(trend.draw(one_line(), BG, references=table), "България (Евростат)")


def test_a_target_is_a_dashed_level_with_its_year() -> None:
    figure = trend.draw(one_line(), BG, targets=reference("targets").iloc[:1])
    assert [(shape.y0, shape.line.dash) for shape in figure.layout.shapes] == [(0.82, "dash")]
    assert "цел на ЕС за | 2025 г.: 82 %" in [plain(note.text) for note in figure.layout.annotations]


@pytest.mark.parametrize(
    ("last", "named"), [(2024, ["2021", "2022", "2023", "2024"]), (2030, ["2022", "2024", "2026", "2028", "2030"])]
)
def test_years_are_named_as_room_allows(last: int, named: list[str]) -> None:
    frame = estimates(row(year=2021), row(year=last))
    assert trend.draw(frame, BG).layout.xaxis.ticktext == tuple(named)


def test_several_indicators_are_several_lines() -> None:
    frame = estimates(row(year=2024), row(indicator="unemployed_rate", year=2024, value=0.2))
    assert [found.name for found in trend.draw(frame, BG).data if found.name] == ["безработни", "заети"]
