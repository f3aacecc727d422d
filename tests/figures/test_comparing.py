"""Funnel, caterpillar and side by side: who is marked, named, hollow, ranked."""

from math import log10

from ontrack_dash.figures import caterpillar, funnel, side_by_side
from ontrack_dash.figures.palette import PALETTES
from tests.figures.compared import NAMED, beside, centre, centres, frame, limits
from tests.figures.estimates import BG, plain, texts, trace

LIGHT = PALETTES["light"]
ABOVE, BELOW, WITHIN, EDGE, ROUGH = (f"999912000{number}" for number in range(1, 6))


def marks(figure: object) -> dict[str, dict[str, object]]:
    points = trace(figure, mode="markers")
    marker = points["marker"]
    parts = zip(points["x"], points["y"], marker["color"], marker["line"]["color"], marker["symbol"], strict=True)
    names = ("x", "y", "fill", "line", "symbol")
    return {code: dict(zip(names, part, strict=True)) for code, part in zip(points["customdata"], parts, strict=True)}


def test_a_centre_stands_at_its_persons_and_its_value() -> None:
    drawn = marks(funnel.draw(centres(), NAMED, curves=limits()))
    assert set(drawn) == {ABOVE, BELOW, WITHIN, EDGE, ROUGH}
    assert (drawn[ABOVE]["x"], drawn[ABOVE]["y"]) == (400, 0.75)


def test_a_weighted_share_stands_at_its_effective_persons() -> None:
    weighted = centres().assign(effective_n=[300.0, 200.0, 150.0, 180.0, 12.5, float("nan")])
    figure = funnel.draw(weighted, NAMED, curves=limits())
    assert marks(figure)[ABOVE]["x"] == 300
    assert figure.layout.xaxis.title.text == BG.t("figure.effective_persons")


def test_only_those_outside_the_widest_limits_are_orange_and_named() -> None:
    figure = funnel.draw(centres(), NAMED, curves=limits())
    drawn = marks(figure)
    assert {code for code, mark in drawn.items() if mark["line"] == LIGHT.look} == {ABOVE, BELOW}
    assert {code for code, mark in drawn.items() if mark["symbol"] == "diamond"} == {ABOVE, BELOW}
    written = [plain(note.text) for note in figure.layout.annotations]
    assert {"Център 1", "Център 2"} <= set(written)
    assert "Център 4" not in written


def test_own_centre_is_blue_and_named_wherever_it_stands() -> None:
    figure = funnel.draw(centres(), NAMED, curves=limits(), highlight=WITHIN)
    assert marks(figure)[WITHIN]["fill"] == LIGHT.this
    assert "Център 3" in [plain(note.text) for note in figure.layout.annotations]


def test_an_imprecise_centre_is_hollow() -> None:
    assert marks(funnel.draw(centres(), NAMED, curves=limits()))[ROUGH]["fill"] == LIGHT.paper


def test_limits_are_labelled_at_the_right_edge() -> None:
    figure = funnel.draw(centres(), NAMED, curves=limits())
    ends = [plain(note.text) for note in figure.layout.annotations if note.xref == "paper"]
    assert ends == ["99,8 %", "95 %", "общо 60,0 %", "95 %", "99,8 %"]
    lines = [found for found in figure.data if found.mode == "lines"]
    assert [found.y[0] for found in lines] == [0.39, 0.81, 0.26, 0.94, 0.6]
    assert all(found.hoverinfo == "skip" for found in lines)


def test_persons_stand_on_a_scale_of_powers() -> None:
    axis = funnel.draw(centres(), NAMED, curves=limits()).layout.xaxis
    assert axis.type == "log"
    assert list(axis.ticktext) == ["30", "100", "300"]
    assert axis.range[0] < log10(20) < log10(400) < axis.range[1]


def test_a_hover_says_where_a_centre_lies() -> None:
    said = texts(funnel.draw(centres(), NAMED, curves=limits()))
    assert any("Център 1" in text and "над границата от 99,8 %" in text for text in said)
    assert any("Център 3" in text and "в границите на случайното" in text for text in said)


def test_a_funnel_without_limits_still_shows_its_centres() -> None:
    bare = centres().assign(flag=None, p=None, benchmark=None)
    figure = funnel.draw(bare, NAMED, curves=limits().head(0))
    assert len(marks(figure)) == 5
    assert not [found for found in figure.data if found.mode == "lines"]


def test_names_close_together_are_pushed_apart() -> None:
    close = frame(
        centre(1, n=400, value=0.75, flag="above_998"),
        centre(2, n=390, value=0.749, flag="above_998"),
        centre(3, n=20, value=0.6),
    )
    notes = funnel.draw(close, NAMED, curves=limits()).layout.annotations
    shifts = [note.yshift for note in notes if note.text in ("Център 1", "Център 2")]
    assert shifts[0] == 0
    assert shifts[1] < -10


def test_a_funnel_is_described_by_those_outside_it() -> None:
    said = funnel.describe(centres(), NAMED).replace("\N{NO-BREAK SPACE}", " ")
    assert "Извън границите от 99,8 % са 2 центъра." in said
    assert "Център 1 – 75,0 % (интервал 70–79 %)." in said
    assert "Център 4" not in said
    assert "1 стойност е защитена." in said


def test_centres_stand_in_order_with_the_places_they_may_have() -> None:
    layout = caterpillar.draw(centres(), NAMED).layout
    assert list(zip(map(plain, layout.yaxis.ticktext), layout.yaxis2.ticktext, strict=True))[:4] == [
        ("Център 1", "място 1"),
        ("Център 4", "място 2–3"),
        ("Център 3", "място 2–3"),
        ("Център 2", "място 4"),
    ]


def test_an_imprecise_centre_has_no_place_whatever_its_frame_says() -> None:
    frame = centres()
    frame.loc[frame["centre"] == ROUGH, ["rank_best", "rank_worst"]] = 1
    ranks = caterpillar.draw(frame, NAMED).layout.yaxis2.ticktext
    assert list(ranks)[-2:] == [BG.t("figure.no_rank"), ""]


def test_the_smoothed_value_stands_under_the_raw_one() -> None:
    figure = caterpillar.draw(centres(), NAMED)
    dots = [found for found in figure.data if found.mode == "markers" and found.customdata]
    smoothed, raw = (
        next(found for found in dots if (found.marker.symbol == "diamond") == is_smooth) for is_smooth in (True, False)
    )
    assert set(smoothed.x) == {0.62}
    assert all(below > above for below, above in zip(smoothed.y, raw.y, strict=True))
    named = [found.name for found in figure.data if found.showlegend is not False]
    assert named == [BG.t("figure.raw"), BG.t("figure.shrunken")]


def test_side_by_side_puts_the_centres_under_each_indicator() -> None:
    figure = side_by_side.draw(beside(), NAMED)
    heads = [(note.y, plain(note.text)) for note in figure.layout.annotations]
    assert heads == [(0, BG.t("indicator.employed_rate.short")), (3, BG.t("indicator.completion_rate.short"))]
    assert [plain(name) for name in figure.layout.yaxis.ticktext] == [
        "",
        "Център 1",
        "Център 2",
        "",
        "Център 1",
        "Център 2",
    ]
    values = [plain(value) for value in figure.layout.yaxis2.ticktext]
    assert values == ["", "75,0 % от 400", "(45,0 %) от 31", "", "90,0 % от 900", ""]
    assert BG.t("status.protected") in texts(figure)


def test_a_name_of_an_indicator_is_not_clicked() -> None:
    codes = {code for found in side_by_side.draw(beside(), NAMED).data for code in found.customdata or ()}
    assert codes == {ABOVE, BELOW}


def test_side_by_side_says_every_value() -> None:
    said = side_by_side.describe(beside(), NAMED).replace("\N{NO-BREAK SPACE}", " ")
    assert "Дял на заетите една година след обучението: Център 1 – 75,0 % (интервал 70–79 %)." in said
    assert said.endswith("1 стойност е защитена.")


def test_a_table_of_nothing_is_no_chart_that_breaks() -> None:
    hidden = frame(centre(1, "protected"), centre(2, "protected"))
    assert funnel.draw(hidden, NAMED, curves=limits().head(0)).data
    assert caterpillar.draw(hidden, NAMED).data
