"""Dumbbells: without and with weights, orange where they part by more than two points."""

from ontrack_dash.figures import dumbbell
from ontrack_dash.figures.palette import PALETTES
from tests.figures.estimates import BG, EN, plain, trace
from tests.figures.worked import WEIGHTED, frame, hidden, weighted

LIGHT = PALETTES["light"]
PLAIN, WITH = BG.t("figure.weights.plain"), BG.t("figure.weights.weighted")


def headings(figure: object) -> list[str]:
    return list(map(plain, trace(figure, mode="text")["text"]))


def test_each_row_says_both_values_and_the_difference() -> None:
    assert headings(dumbbell.draw(weighted(), BG)) == [
        "заети  60,0 % → 61,2 % (+1,2)",
        "работят по професията  60,0 % → 56,5 % (−3,5)",
        "удовлетворени обучени  60,0 %; с претегляне: неприложимо",
        "безработни  защитена стойност",
    ]
    assert headings(dumbbell.draw(weighted(), EN))[0] == "employed  60.0% → 61.2% (+1.2)"


def test_what_weighting_moves_is_orange() -> None:
    figure = dumbbell.draw(weighted(), BG)
    assert trace(figure, name=WITH)["marker"]["line"]["color"] == [LIGHT.this, LIGHT.look]
    assert set(trace(figure, name=PLAIN)["marker"]["line"]["color"]) == {LIGHT.others}


def test_both_values_stand_on_one_axis_with_their_intervals() -> None:
    figure = dumbbell.draw(weighted(), BG)
    assert trace(figure, name=PLAIN)["x"] == [0.6, 0.6, 0.6]
    assert trace(figure, name=WITH)["x"] == [0.612, 0.565]
    ends = [found.x for found in figure.data if found.mode == "lines"]
    assert ends[0] == (0.55, 0.65, None) * 3


def test_an_imprecise_value_is_hollow_and_in_brackets() -> None:
    figure = dumbbell.draw(frame({**WEIGHTED, "status": "imprecise", "is_small": True}), BG)
    assert headings(figure) == ["заети  (60,0 %)* → 61,2 %* (+1,2)"]
    assert trace(figure, name=PLAIN)["marker"]["color"] == [LIGHT.paper]


def test_a_row_hidden_without_weights_is_hidden_with_them() -> None:
    careless, clean = frame({**WEIGHTED, "status": "protected"}), frame(hidden({**WEIGHTED}))
    assert headings(dumbbell.draw(careless, BG)) == ["заети  защитена стойност"]
    assert dumbbell.draw(careless, BG).to_json() == dumbbell.draw(clean, BG).to_json()


def test_the_chart_is_said_in_words() -> None:
    said = dumbbell.describe(weighted(), BG).replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith("Двойки точки: стойност без претегляне и с претегляне. заети: 60,0 % → 61,2 % (+1,2).")
    assert said.endswith("безработни: защитена стойност.")
