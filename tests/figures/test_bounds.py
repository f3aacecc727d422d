"""Bounds: how far a share could lie from its value, drawn and said; nothing of what is hidden."""

from ontrack_dash.figures import bounds
from tests.figures.estimates import BG, EN, plain, trace
from tests.figures.worked import BOUNDED, bounded, frame, hidden

BLUE, GREY = BG.t("figure.bounds.answers"), BG.t("figure.bounds.cohort")


def written(figure: object) -> list[list[str]]:
    """Return the texts of headings and of the words under them."""
    return [list(map(plain, found.text)) for found in figure.data if found.type == "scatter" and found.mode == "text"]


def test_each_row_says_its_value_and_both_ranges() -> None:
    assert written(bounds.draw(bounded(), BG)) == [
        ["заети  60,0 %", "реализирали се  60,0 %", "безработни  защитена стойност"],
        ["по отговорилите: 55–64 % · по всички завършили: 20–87 %", "по всички завършили: 20–87 %"],
    ]
    assert written(bounds.draw(bounded(), EN))[1][1] == "among all graduates: 20–87%"


def test_bars_reach_from_none_to_all() -> None:
    figure = bounds.draw(bounded(), BG)
    blue, grey = trace(figure, name=BLUE), trace(figure, name=GREY)
    assert (blue["base"], blue["x"], blue["customdata"]) == ([0.545], [0.091], ["employed_rate"])
    assert (grey["base"], grey["x"]) == ([0.2, 0.2], [0.667, 0.667])


def test_a_hidden_row_has_no_bar_whatever_its_frame_holds() -> None:
    careless, clean = frame({**BOUNDED, "status": "protected"}), frame(hidden({**BOUNDED}))
    assert [found.name for found in bounds.draw(careless, BG).data if found.type == "bar"] == []
    assert bounds.draw(careless, BG).to_json() == bounds.draw(clean, BG).to_json()
    assert bounds.describe(careless, BG) == bounds.describe(clean, BG)


def test_a_narrow_range_is_said_more_finely() -> None:
    narrow = frame({**BOUNDED, "low": 0.601, "high": 0.604})
    assert written(bounds.draw(narrow, BG))[1] == ["по отговорилите: 60,1–60,4 % · по всички завършили: 20–87 %"]


def test_the_chart_is_said_in_words() -> None:
    assert bounds.describe(bounded(), BG).replace("\N{NO-BREAK SPACE}", " ") == (
        "Ленти с най-малката и най-голямата възможна стойност. "
        "заети: 60,0 %; по отговорилите: 55–64 % · по всички завършили: 20–87 %. "
        "реализирали се: 60,0 %; по всички завършили: 20–87 %. безработни: защитена стойност."
    )
