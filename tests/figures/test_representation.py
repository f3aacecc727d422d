"""Representation: two dots a group, the difference beside them, orange where it is more than chance."""

from ontrack_dash.figures import representation
from ontrack_dash.figures.palette import PALETTES
from tests.figures.estimates import BG, EN, plain, texts, trace
from tests.figures.worked import GROUP, frame, groups, hidden

LIGHT = PALETTES["light"]
FILLED, RINGS = BG.t("figure.pair.cohort"), BG.t("figure.pair.answered")


def lines(figure: object) -> list[tuple[str, str]]:
    """Return name and difference of every line of the chart."""
    layout = figure.to_plotly_json()["layout"]
    ends = zip(layout["yaxis"]["ticktext"], layout["yaxis2"]["ticktext"], strict=True)
    return [(plain(name), plain(value)) for name, value in ends]


def test_groups_stand_under_their_dimension_with_the_difference_in_points() -> None:
    assert lines(representation.draw(groups(), BG))[:4] == [
        ("Пол", ""),
        ("мъже", "−5,0"),
        ("жени", "+5,0"),
        ("Област", ""),
    ]
    assert lines(representation.draw(groups(), EN))[:3] == [("Sex", ""), ("men", "−5.0"), ("women", "+5.0")]


def test_the_cohort_is_a_filled_dot_and_those_who_answered_a_ring() -> None:
    figure = representation.draw(groups(), BG)
    assert trace(figure, name=FILLED)["x"][:2] == [0.45, 0.55]
    assert trace(figure, name=RINGS)["x"][:2] == [0.4, 0.6]
    assert trace(figure, name=FILLED)["marker"]["color"] == LIGHT.others
    assert trace(figure, name=RINGS)["marker"]["color"] == LIGHT.paper


def test_only_groups_apart_are_orange() -> None:
    figure = representation.draw(groups(), BG)
    assert trace(figure, name=RINGS)["marker"]["line"]["color"][:3] == [LIGHT.look, LIGHT.look, LIGHT.this]
    linked = [found for found in figure.data if found.mode == "lines"]
    assert {found.line.color: len(found.x) for found in linked} == {LIGHT.others: 18, LIGHT.look: 6}


def test_of_many_groups_those_that_differ_most_are_drawn_and_it_is_said() -> None:
    figure = representation.draw(groups(), BG)
    drawn = [name for name, _ in lines(figure)][4:]
    assert drawn == ["Видин", "Русе", "Бургас", "Варна", "Пловдив", "София (столица)"]
    assert [plain(note.text) for note in figure.layout.annotations] == ["6 от 7"]


def test_few_groups_keep_the_order_of_the_frame() -> None:
    levels = [{**GROUP, "dimension": "level", "group": code, "difference": size}
              for code, size in (("1", 0.01), ("2", 0.05), ("3", -0.06))]  # fmt: skip
    names = [name for name, _ in lines(representation.draw(frame(*levels), BG))]
    assert names[1:] == ["първа степен", "втора степен", "трета степен"]


def test_a_protected_group_is_a_word_and_no_dot() -> None:
    figure = representation.draw(frame({**GROUP, "group": "male"}, hidden({**GROUP, "group": "female"})), BG)
    assert trace(figure, name=FILLED)["customdata"] == ["male"]
    assert trace(figure, mode="text")["text"] == ["защитена стойност"]
    assert lines(figure)[2] == ("жени", "")


def test_numbers_left_in_a_protected_row_are_not_drawn() -> None:
    careless = frame({**GROUP, "group": "male"}, {**GROUP, "group": "female", "status": "protected"})
    clean = frame({**GROUP, "group": "male"}, hidden({**GROUP, "group": "female"}))
    assert representation.draw(careless, BG).to_json() == representation.draw(clean, BG).to_json()
    assert representation.describe(careless, BG) == representation.describe(clean, BG)


def test_the_chart_is_said_in_words() -> None:
    assert representation.describe(groups(), BG).replace("\N{NO-BREAK SPACE}", " ") == (
        "Двойки точки: дял сред завършилите и дял сред отговорилите. "
        "Пол: мъже – 45,0 % сред завършилите и 40,0 % сред отговорилите. "
        "Област: Видин – 10,0 % сред завършилите и 10,5 % сред отговорилите. 1 стойност е защитена."
    )


def test_hovering_says_both_shares_and_the_interval() -> None:
    said = next(text for text in texts(representation.draw(groups(), BG)) if text.startswith("мъже | "))
    assert said == (
        "мъже | сред завършилите: 45,0 % | сред отговорилите: 40,0 % | Разлика: −5,0 пункта | "
        "Доверителен интервал (95 %): от −8,0 пункта до −2,0 пункта"
    )
