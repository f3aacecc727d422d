"""Steps: four falling bars, the share kept beside them as it was published."""

from ontrack_dash.figures import steps
from tests.figures.estimates import BG, EN, estimates, plain, response, row, trace


def headings(figure: object) -> list[str]:
    return list(map(plain, trace(figure, mode="text")["text"]))


def bars(figure: object) -> dict[str, float]:
    return {
        code: length
        for found in figure.data
        if found.type == "bar" and not found.marker.pattern.shape
        for code, length in zip(found.customdata, found.x, strict=True)
    }


def test_each_step_says_its_count_and_the_share_kept() -> None:
    assert headings(steps.draw(response(), BG)) == [
        "Завършили  4 820",
        "Достъпни за връзка  3 610  74,9 % от завършилите",
        "Поканени  защитена стойност",
        "Отговорили  1 240  36,4 % от поканените",
    ]


def test_the_steps_read_the_same_in_english() -> None:
    assert headings(steps.draw(response(), EN)) == [
        "Graduates  4,820",
        "Reachable  3,610  74.9% of those who completed",
        "Invited  protected value",
        "Respondents  1,240  36.4% of those invited",
    ]


def test_bars_are_as_long_as_the_counts() -> None:
    assert bars(steps.draw(response(), BG)) == {"completers": 4820, "reachable": 3610, "answered": 1240}


def test_a_protected_step_is_hatched_over_the_whole_width() -> None:
    hidden = next(found for found in steps.draw(response(), BG).data if found.marker.pattern.shape)
    assert (hidden.customdata, hidden.x) == (("invited",), (4820,))


def test_a_step_without_data_has_its_word_and_no_bar() -> None:
    frame = response()
    figure = steps.draw(frame[frame["indicator"] != "reachable"], BG)
    assert headings(figure)[1] == "Достъпни за връзка  няма данни"
    assert "reachable" not in bars(figure)


def test_a_protected_share_is_a_word_beside_its_count() -> None:
    frame = estimates(row(indicator="answered", n=40, value=40, low=None, high=None), row("protected", "response_rate"))
    assert headings(steps.draw(frame, BG))[3] == "Отговорили  40  защитена стойност"


def test_steps_fall_from_top_to_bottom_in_their_order() -> None:
    figure = steps.draw(response().iloc[::-1], BG)
    assert trace(figure, mode="text")["customdata"] == ["completers", "reachable", "invited", "answered"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
