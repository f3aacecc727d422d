"""Precision: what the tables of a plan say, as lines; where nobody answers there is no mark."""

import pytest

from ontrack_dash.figures import precision
from tests.figures.estimates import BG, EN, plain, planned, trace


def test_lines_and_marks_say_what_the_plan_says() -> None:
    figure, plan = precision.draw(planned(), BG), planned()
    line, mark = trace(figure, name="1 випуск"), trace(figure, name="очаквано, вълна 1")
    widths = dict(zip(line["x"], line["y"], strict=True))
    told = {row.rate: row.half_width * 100 for row in plan.expected[1] if row.half_width is not None}
    assert {rate: widths[rate] for rate in told} == pytest.approx(told)
    assert (mark["x"], mark["y"]) == ([0.4], pytest.approx([told[0.4]]))
    assert plain(mark["hovertext"][0]) == "вълна 1: 40 % отговорили – 22 отговора, ± 15,9 пункта"


def test_cohorts_put_together_are_always_more_precise() -> None:
    figure = precision.draw(planned(), EN)
    widths = [trace(figure, name=name)["y"] for name in ("1 cohort", "2 cohorts", "3 cohorts", "4 cohorts")]
    assert all(sorted(at_a_rate, reverse=True) == list(at_a_rate) for at_a_rate in zip(*widths, strict=True))


def test_a_wave_nobody_answers_has_no_mark_and_says_so() -> None:
    assert trace(precision.draw(planned(), EN), name="expected, wave 2")["x"] == []
    assert precision.describe(planned(), EN).endswith("wave 2: nobody answered.")
