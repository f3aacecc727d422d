"""Weights against a published table, against a log-linear model and sandwich variances, and by hand."""

import math
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from ontrack_dash.stats.weights import effective_n, linearised, poststratify, rake, trim

# Women of England and Wales by age and marital status, a census of one year and the margins of a later one:
# Bishop, Fienberg & Holland 1975, Discrete Multivariate Analysis, as printed with its solution in the SAS/IML user's
# guide, example 9.14.
CENSUS = [
    *([1306, 83, 0], [619, 765, 3], [263, 1194, 9], [173, 1372, 28]),
    *([171, 1393, 51], [159, 1372, 81], [208, 1350, 108], [1116, 4100, 2329]),
]
AGES, STATES = [1412, 1402, 1450, 1541, 1681, 1532, 1662, 7644], [3988, 11702, 2634]
ADJUSTED = [
    *([1325.27, 86.73, 0.00], [615.56, 783.39, 3.05], [253.94, 1187.18, 8.88], [165.13, 1348.55, 27.32]),
    *([173.41, 1454.71, 52.87], [147.21, 1308.12, 76.67], [202.33, 1352.28, 107.40], [1105.16, 4181.04, 2357.81]),
]
weight_lists = st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=30)


@st.composite
def surveys(draw: st.DrawFn) -> tuple[Any, list[Any]]:
    """A table of two or three axes without empty cells, and margins with one total."""
    shape = draw(st.lists(st.integers(2, 4), min_size=2, max_size=3))
    seeded = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    sample = seeded.integers(1, 60, shape).astype(float)
    population = seeded.integers(20, 900, shape).astype(float)
    return sample, [margin(population, axis) for axis in range(len(shape))]


def margin(table: Any, axis: int) -> Any:
    return table.sum(axis=tuple(other for other in range(table.ndim) if other != axis))


# --- post-stratification ---


def test_each_answer_stands_for_its_cells_share_of_the_population() -> None:
    assert poststratify([50, 20], [200, 300]).tolist() == [4, 15]
    assert poststratify(20, 300) == 15
    assert type(poststratify(20, 300)) is float


def test_a_cell_without_answers_has_no_weight() -> None:
    weights = poststratify([[0, 5], [0, 2]], [[10, 10], [0, 0]])
    np.testing.assert_array_equal(weights, [[math.nan, 2], [math.nan, 0]])


@given(surveys())
def test_poststratified_answers_add_up_to_the_population(survey: Any) -> None:
    sample, margins = survey
    population = np.multiply.outer(margins[0], margins[1])[: sample.shape[0], : sample.shape[1]]
    cells = margin_pair(sample)
    np.testing.assert_allclose(poststratify(cells, population) * cells, population)


def margin_pair(table: Any) -> Any:
    return table if table.ndim == 2 else table.sum(axis=2)


# --- raking ---


def test_raking_gives_the_published_adjusted_census() -> None:
    sample = np.array(CENSUS, dtype=float)
    np.testing.assert_allclose(rake(sample, [AGES, STATES]) * sample, ADJUSTED, atol=5.1e-3)


def test_raking_by_hand_in_one_round() -> None:
    # Independent rows and columns: 2 and 1 times the rows, 0.5 and 2 times the columns, brought to one total.
    sample = np.array([[10, 20], [30, 60]])
    weights = rake(sample, [[60, 60], [30, 90]])
    np.testing.assert_allclose(weights * sample, [[15, 45], [15, 45]])


@given(surveys())
def test_raking_meets_every_margin(survey: Any) -> None:
    sample, margins = survey
    fitted = rake(sample, margins) * sample
    for axis, wanted in enumerate(margins):
        np.testing.assert_allclose(margin(fitted, axis), wanted, rtol=1e-8)


@given(surveys())
def test_raking_agrees_with_a_log_linear_model(survey: Any) -> None:
    # Raked counts are the fit of main effects with the sample as offset to any table with those margins.
    sample, margins = survey
    total = margins[0].sum()
    table = np.ones(sample.shape)
    for axis, wanted in enumerate(margins):
        table = table * (wanted / total).reshape([-1 if place == axis else 1 for place in range(sample.ndim)])
    places = np.indices(sample.shape).reshape(sample.ndim, -1)
    effects = [place[:, None] == np.arange(1, length) for place, length in zip(places, sample.shape, strict=True)]
    design = np.column_stack([np.ones(sample.size), *effects]).astype(float)
    model = sm.GLM(table.ravel() * total, design, sm.families.Poisson(), offset=np.log(sample.ravel()))
    fitted = model.fit(tol=1e-12, maxiter=200).fittedvalues.reshape(sample.shape)
    np.testing.assert_allclose(rake(sample, margins) * sample, fitted, rtol=1e-6)


def test_one_axis_is_post_stratification() -> None:
    np.testing.assert_allclose(rake([50, 20], [[200, 300]]), poststratify([50, 20], [200, 300]))


def test_a_cell_without_answers_gets_the_product_of_its_factors() -> None:
    weights = rake([[0, 10], [10, 10]], [[20, 30], [10, 40]])
    assert np.isfinite(weights).all()
    assert weights[0, 0] * weights[1, 1] == pytest.approx(weights[0, 1] * weights[1, 0])


def test_a_category_nobody_belongs_to_gets_weight_zero() -> None:
    assert rake([[5, 5], [5, 5]], [[0, 20], [10, 10]]).tolist() == [[0, 0], [2, 2]]


@pytest.mark.parametrize(
    ("sample", "margins"),
    [
        ([[5, 5], [5, 5]], [[10, 10]]),
        ([[5, 5], [5, 5]], [[10, 10], [10, 5, 5]]),
        ([[5, 5], [5, 5]], [[10, 10], [10, 11]]),
        ([[5, -5], [5, 5]], [[10, 10], [10, 10]]),
        ([[5, 5], [5, 5]], [[10, math.nan], [10, 10]]),
        ([[0, 0], [5, 5]], [[10, 10], [10, 10]]),
        ([[5, 0], [0, 5]], [[12, 8], [10, 10]]),  # an answer on the diagonal only: rows fix the columns
        (5, []),
    ],
)
def test_raking_that_cannot_be_raises(sample: Any, margins: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        rake(sample, margins)


# --- effective n ---


def test_kish_by_hand() -> None:
    # (1 + 1 + 2)² / (1 + 1 + 4) = 16 / 6.
    assert effective_n([1, 1, 2]) == pytest.approx(16 / 6)
    assert effective_n([1, 0]) == 1
    assert effective_n(7) == 1


@given(weight_lists, st.floats(1e-3, 1e3))
def test_effective_n_does_not_depend_on_scale_and_never_exceeds_n(weights: list[float], scale: float) -> None:
    each = np.array(weights)
    n_eff = effective_n(each)
    assert 1 - 1e-9 <= n_eff <= each.size * (1 + 1e-9)
    assert effective_n(each * scale) == pytest.approx(n_eff)


@given(weight_lists)
def test_effective_n_is_n_over_one_plus_the_squared_coefficient_of_variation(weights: list[float]) -> None:
    # Kish 1992, J Off Stat 8:183.
    each = np.array(weights)
    assert effective_n(each) == pytest.approx(each.size / (1 + (each.std() / each.mean()) ** 2))


def test_equal_weights_cost_nothing_and_no_weight_says_nothing() -> None:
    assert effective_n(np.full(40, 1e-200)) == pytest.approx(40)
    assert math.isnan(effective_n([]))
    assert math.isnan(effective_n([0, 0]))


# --- trimming ---


def test_trimming_by_hand() -> None:
    # Mean 2.8; at most 5.6. The 10 is cut to 5.6, and the four ones share the 4.4 cut off: (14 - 5.6) / 4.
    assert trim([1, 10], [4, 1], 0.2, 2).tolist() == pytest.approx([2.1, 5.6])


@given(st.lists(st.tuples(st.floats(1e-3, 1e3), st.integers(0, 50)), min_size=1, max_size=25), st.data())
def test_trimming_keeps_the_sum_stays_within_and_keeps_the_order(cells: Any, data: Any) -> None:
    weights, counts = np.array(cells, dtype=float).T
    low, high = data.draw(st.floats(0, 1)), data.draw(st.floats(1, 9))
    trimmed = trim(weights, counts, low, high)
    total = weights @ counts
    assert trimmed @ counts == pytest.approx(total)
    if total > 0:
        mean = total / counts.sum()
        assert (trimmed >= low * mean * (1 - 1e-9)).all()
        assert (trimmed <= high * mean * (1 + 1e-9)).all()
        assert (np.diff(trimmed[np.argsort(weights)]) >= -1e-9 * mean).all()


@given(weight_lists, st.floats(0, 0.9), st.floats(1.1, 9))
def test_trimming_agrees_with_a_root_finder(weights: list[float], low: float, high: float) -> None:
    each = np.array(weights)
    floor, ceiling = low * each.mean(), high * each.mean()
    factor = brentq(lambda by: np.clip(by * each, floor, ceiling).sum() - each.sum(), 1e-9, 1e9, maxiter=2_000)
    np.testing.assert_allclose(trim(each, np.ones(each.size), low, high), np.clip(factor * each, floor, ceiling), 1e-6)


def test_weights_within_the_limits_stay_as_they_are() -> None:
    np.testing.assert_allclose(trim([1, 2, 3], [5, 5, 5], 0.2, 5), [1, 2, 3])


def test_a_cell_without_answers_decides_nothing_when_trimming() -> None:
    trimmed = trim([1, 10, math.nan, 500], [4, 1, 0, 0], 0.2, 2)
    np.testing.assert_allclose(trimmed, [2.1, 5.6, math.nan, 5.6])
    assert trim([3, math.nan], [0, 0], 0.2, 2).tolist()[0] == 3


# --- linearised share ---


@given(st.lists(st.tuples(st.floats(0.1, 20), st.booleans()), min_size=3, max_size=60))
def test_the_variance_of_a_weighted_share_agrees_with_the_sandwich_of_statsmodels(answers: Any) -> None:
    w, y = np.array(answers, dtype=float).T
    share, n_eff = linearised(w @ y, w.sum(), w**2 @ y, w**2 @ y, w @ w)
    if 0 < y.sum() < y.size:
        fit = sm.WLS(y, np.ones(y.size), weights=w).fit(cov_type="HC0")
        assert share == pytest.approx(fit.params[0])
        assert n_eff == pytest.approx(share * (1 - share) / fit.cov_params()[0, 0])
    else:
        assert (share, n_eff) == pytest.approx((y[0], effective_n(w)))


def test_equal_weights_give_n_itself() -> None:
    assert linearised(2.5 * 30, 2.5 * 80, 6.25 * 30, 6.25 * 30, 6.25 * 80) == pytest.approx((30 / 80, 80))


def test_a_post_stratified_share_has_the_variance_of_a_stratified_sample() -> None:
    # Cochran 1977, Sampling Techniques, chapter 5: V = Σ W² p(1 - p) / n, with residuals y - p of each stratum.
    n, x, population = np.array([40, 60]), np.array([10, 45]), np.array([300, 100])
    w, p = poststratify(n, population), x / n
    yy = np.sum(w**2 * n * p * (1 - p))
    share, n_eff = linearised(w @ x, w @ n, yy, 0.0, 0.0)
    expected_share = 0.75 * 0.25 + 0.25 * 0.75
    variance = 0.75**2 * 0.25 * 0.75 / 40 + 0.25**2 * 0.75 * 0.25 / 60
    assert share == pytest.approx(expected_share)
    assert n_eff == pytest.approx(expected_share * (1 - expected_share) / variance)


def test_groups_are_answered_all_at_once() -> None:
    share, n_eff = linearised([30, 0, 5], [80, 0, 5], [30, 0, 5], [30, 0, 5], [80, 0, 5])
    np.testing.assert_allclose(share, [30 / 80, math.nan, 1])
    np.testing.assert_allclose(n_eff, [80, math.nan, 5])


def test_everyone_alike_in_a_group_that_is_a_margin_leaves_effective_n_open() -> None:
    assert linearised(0, 500, 0, 0, 0)[0] == 0
    assert math.isnan(linearised(0, 500, 0, 0, 0)[1])
    assert math.isnan(linearised(0, 500, 0, 0, 1e-20)[1])


@given(st.lists(st.tuples(st.floats(0.1, 20), st.integers(1, 40)), min_size=2, max_size=9))
def test_shares_of_nobody_and_everybody_use_kish(cells: Any) -> None:
    w, n = np.array(cells).T
    for weighted in (0.0, w @ n):
        _, n_eff = linearised(weighted, w @ n, weighted, weighted, w**2 @ n)
        assert n_eff == pytest.approx(effective_n(np.repeat(w, n.astype(int))))


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: poststratify(-1, 5),
        lambda: poststratify([1, math.nan], [5, 5]),
        lambda: poststratify(1, -5),
        lambda: effective_n([1, -1]),
        lambda: effective_n([1, math.inf]),
        lambda: trim([1, 2], [1, 1], 1.1, 2),
        lambda: trim([1, 2], [1, 1], 0.5, 0.9),
        lambda: trim([1, 2], [1, 1], -0.1, 2),
        lambda: trim([1, -2], [1, 1], 0.5, 2),
        lambda: trim([1, math.nan], [1, 1], 0.5, 2),
        lambda: trim([1, 2], [1, -1], 0.5, 2),
        lambda: linearised(2, 1, 1, 1, 1),
        lambda: linearised(-1, 1, 1, 1, 1),
        lambda: linearised(1, 1, -1, 1, 1),
        lambda: linearised(1, 1, 1, math.nan, 1),
    ],
)
def test_impossible_input_raises(impossible: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        impossible()
