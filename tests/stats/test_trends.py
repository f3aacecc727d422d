"""The trend test against published examples and against statsmodels."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table

from ontrack_dash.stats.trends import cochran_armitage

years = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=9)


def test_alcohol_and_malformation_give_the_published_statistic() -> None:
    # Graubard & Korn 1987, Biometrics 43:471; Agresti 2002, Categorical Data Analysis, table 3.7: 6.6, P = 0.01.
    present, absent = np.array([48, 38, 5, 1, 1]), np.array([17066, 14464, 788, 126, 37])
    chi2, p = cochran_armitage(present, present + absent, [0, 0.5, 1.5, 4, 7])
    assert chi2 == pytest.approx(6.6, abs=0.05)
    assert p == pytest.approx(0.01, abs=5e-3)
    # StatXact, example 6 on its site, other scores: 0.0078 two-sided, 0.0882 one-sided (asymptotic).
    assert cochran_armitage(present, present + absent, [0, 0.5, 1.5, 4, 8])[1] == pytest.approx(0.0078, abs=5e-5)
    assert cochran_armitage(present, present + absent, [1, 2, 3, 4, 5])[1] / 2 == pytest.approx(0.0882, abs=5e-5)


def test_adverse_reactions_by_dose_give_the_printed_z() -> None:
    # SAS/STAT user's guide, PROC FREQ, Cochran-Armitage trend test (data Pain): Z = 4.7918.
    chi2, p = cochran_armitage([6, 7, 9, 14, 23], [32, 33, 32, 32, 32], [0, 1, 2, 3, 4])
    assert math.sqrt(chi2) == pytest.approx(4.7918, abs=5e-5)
    assert p < 0.0001


def test_smokers_among_patients_give_what_r_prints() -> None:
    # R, example(prop.trend.test), data of Fleiss 1981, p. 139: X-squared = 8.2249, p-value = 0.004132.
    chi2, p = cochran_armitage([83, 90, 129, 70], [86, 93, 136, 82], [1, 2, 3, 4])
    assert (chi2, p) == pytest.approx((8.2249, 0.004132), abs=5e-5)


@given(years, st.data())
def test_it_agrees_with_statsmodels(table: Any, data: Any) -> None:
    # Its test conditions on both margins, which multiplies chi2 by (N - 1) / N.
    yes, no = np.array(table, dtype=float).T
    size = st.floats(-50, 50, allow_subnormal=False)
    scores = np.array(data.draw(st.lists(size, min_size=yes.size, max_size=yes.size)))
    n = yes + no
    people = n.sum()
    assume(people > 1 and 0 < yes.sum() < people)
    assume(np.ptp(scores[n > 0]) > 1e-2)
    chi2, p = cochran_armitage(yes, n, scores)
    theirs = Table(np.column_stack([yes, no]), shift_zeros=False).test_ordinal_association(scores, np.array([1.0, 0.0]))
    assert chi2 * (people - 1) / people == pytest.approx(theirs.zscore**2, rel=1e-6, abs=1e-9)
    assert 0 <= p <= 1


@given(years, st.floats(0.1, 10), st.floats(-2030, 2030))
def test_only_the_spacing_of_the_scores_matters(table: Any, stretch: float, start: float) -> None:
    yes, no = np.array(table, dtype=float).T
    scores = np.arange(yes.size)
    ours = cochran_armitage(yes, yes + no, scores)
    np.testing.assert_allclose(cochran_armitage(yes, yes + no, start + stretch * scores), ours, rtol=1e-5, atol=1e-9)


def test_equal_shares_show_no_trend() -> None:
    chi2, p = cochran_armitage([5, 10, 20], [10, 20, 40], [2021, 2022, 2023])
    assert (chi2, p) == pytest.approx((0, 1), abs=1e-12)


def test_a_year_without_answers_says_nothing() -> None:
    assert cochran_armitage([5, 0, 20], [10, 0, 25], [1, 2, 3]) == cochran_armitage([5, 20], [10, 25], [1, 3])


@pytest.mark.parametrize(
    ("x", "n", "scores"),
    [
        ([], [], []),
        ([0, 0], [0, 0], [1, 2]),
        ([0, 0, 0], [5, 6, 7], [1, 2, 3]),
        ([5, 6], [5, 6], [1, 2]),
        ([2, 3], [5, 6], [2024, 2024]),
        ([2, 0], [5, 0], [1, 2]),
    ],
)
def test_nothing_to_compare_gives_no_answer(x: Any, n: Any, scores: Any) -> None:
    assert np.isnan(cochran_armitage(x, n, scores)).all()


def test_chance_alone_shows_a_trend_as_rarely_as_it_should() -> None:
    seeded = np.random.default_rng(5)
    n = np.array([40, 55, 60, 70, 90, 120])
    p = [cochran_armitage(x, n, range(6))[1] for x in seeded.binomial(n, 0.7, (4_000, 6))]
    # Monte Carlo error √(0.05 · 0.95 / 4,000) = 0.0034.
    assert np.mean(np.array(p) < 0.05) == pytest.approx(0.05, abs=0.011)


def test_the_result_is_two_python_floats() -> None:
    assert [type(part) for part in cochran_armitage([1, 2], [5, 5], [1, 2])] == [float, float]


@pytest.mark.parametrize(
    ("x", "n", "scores"),
    [
        ([6, 1], [5, 5], [1, 2]),
        ([-1, 1], [5, 5], [1, 2]),
        ([1, 1], [5, math.nan], [1, 2]),
        ([1, 1], [5, 5], [1, math.inf]),
        ([1, 1], [5, 5], [1, 2, 3]),
        ([[1, 1]], [[5, 5]], [[1, 2]]),
        (1, 5, 1),
    ],
)
def test_impossible_input_raises(x: Any, n: Any, scores: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        cochran_armitage(x, n, scores)
