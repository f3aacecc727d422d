"""Residual sums against the same sums over persons, one dense matrix at a time, and against a jackknife."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontrack_dash.stats import weights
from ontrack_dash.stats.linearisation import Raking, Sums, sum_groups
from ontrack_dash.stats.nonresponse import Limits, weigh

LIMITS = Limits(smallest_slice=10, smallest_cell=5, known_share=0.8, low=0.2, high=5.0)


def sample(seed: int, rows: int = 60, most: int = 4) -> tuple[Raking, np.ndarray, np.ndarray, np.ndarray]:
    """Invent raked rows with up to `most` persons each, two measures in each of two denominators, and four groups."""
    draw = np.random.default_rng(seed)
    persons = draw.integers(1, most + 1, rows)
    columns = np.column_stack([draw.integers(0, 2, rows), 2 + draw.integers(0, 3, rows)])
    n = np.column_stack([draw.binomial(persons, 0.9), draw.binomial(persons, 0.6)])
    x = np.column_stack([draw.binomial(n[:, place], 0.6) for place in (0, 0, 1)])
    raking = Raking(persons.astype(float), draw.uniform(1, 5, rows), columns, 5)
    return raking, draw.integers(0, 4, rows), x.astype(float), n.astype(float)


WITHIN = np.array([0, 0, 1])


def one_by_one(raking: Raking, groups: np.ndarray, x: np.ndarray, n: np.ndarray) -> dict[str, np.ndarray]:
    """Spread rows out into persons and compute every residual with one least squares fit a group and measure."""
    persons = raking.persons.astype(int)
    row = np.repeat(np.arange(len(persons)), persons)
    order = np.concatenate([np.arange(count) for count in persons])
    dummies = np.zeros((len(row), raking.width))
    np.put_along_axis(dummies, raking.columns[row], 1.0, axis=1)
    w = raking.weights[row]
    root = np.sqrt(w)[:, None]
    lost = len(row) / (len(row) - np.linalg.matrix_rank(dummies))
    size = (groups.max() + 1, x.shape[1])
    found = {name: np.zeros(size) for name in ("weight", "weighted", "yy", "y1", "ones")}
    for group in range(size[0]):
        for place in range(size[1]):
            y = (order < x[row, place]) * (groups[row] == group) * 1.0
            d = (order < n[row, WITHIN[place]]) * (groups[row] == group) * 1.0
            coefficients, *_ = np.linalg.lstsq(root * dummies, root * np.column_stack([y, d]), rcond=None)
            e_y, e_1 = (np.column_stack([y, d]) - dummies @ coefficients).T
            for name, value in (
                ("weight", w @ d), ("weighted", w @ y), ("yy", lost * (w**2 @ e_y**2)),
                ("y1", lost * (w**2 @ (e_y * e_1))), ("ones", lost * (w**2 @ e_1**2)),
            ):  # fmt: skip
                found[name][group, place] = value
    return found


@given(seed=st.integers(0, 10_000))
def test_sums_of_groups_are_those_of_persons_taken_one_by_one(seed: int) -> None:
    raking, groups, x, n = sample(seed)
    found = sum_groups(raking, groups, x, n, WITHIN)
    expected = one_by_one(raking, groups, x, n)
    for name in ("weighted", "yy", "y1"):
        np.testing.assert_allclose(getattr(found, name), expected[name], rtol=1e-8, atol=1e-8)
    for name in ("weight", "ones"):
        np.testing.assert_allclose(getattr(found, name)[:, WITHIN], expected[name], rtol=1e-8, atol=1e-8)


def test_many_groups_are_summed_in_pieces_and_come_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    raking, groups, x, n = sample(1)
    whole = sum_groups(raking, groups, x, n, WITHIN)
    monkeypatch.setattr("ontrack_dash.stats.linearisation.HELD", 1)
    pieces = sum_groups(raking, groups, x, n, WITHIN)
    for name in ("weight", "ones", "weighted", "yy", "y1"):
        np.testing.assert_allclose(getattr(pieces, name), getattr(whole, name))


def test_a_denominator_nobody_is_in_adds_nothing() -> None:
    raking, groups, x, n = sample(1)
    empty = np.column_stack([n, np.zeros(len(n))])
    found = sum_groups(raking, groups, np.column_stack([x, np.zeros(len(n))]), empty, np.array([0, 0, 1, 2]))
    assert found.ones[:, 2].tolist() == [0.0] * 4
    assert found.yy[:, 3].tolist() == [0.0] * 4


def test_who_is_a_margin_has_no_variance_of_size_and_only_that_of_its_own_answers() -> None:
    """Half of 100 are women, 30 of them in work: Σw²e² = 4 · 100/98 · 50 · 0.6 · 0.4, and the share has n = 49."""
    columns = np.array([[0], [1]])
    raking = Raking(np.array([50.0, 50.0]), np.array([2.0, 2.0]), columns, 2)
    found = sum_groups(raking, np.array([0, 1]), np.array([[30.0], [10.0]]), np.array([[50.0], [50.0]]), np.array([0]))
    assert found.ones[0, 0] == pytest.approx(0, abs=1e-9)
    assert found.yy[0, 0] == pytest.approx(4 * 100 / 98 * 50 * 0.6 * 0.4)
    share, effective = weights.linearised(60.0, 100.0, found.yy[0, 0], found.y1[0, 0], found.ones[0, 0])
    assert share == pytest.approx(0.6)
    assert effective == pytest.approx(49)


def test_the_variance_agrees_with_a_jackknife_that_rakes_anew() -> None:
    draw = np.random.default_rng(11)
    rows = 240
    categories = np.column_stack([draw.integers(0, 2, rows), draw.integers(0, 3, rows)])
    y = (draw.random(rows) < 0.3 + 0.3 * categories[:, 0] + 0.1 * categories[:, 1]).astype(float)
    groups = draw.integers(0, 2, rows)
    cohort = [np.array([500.0, 300.0, 0.0]), np.array([200.0, 250.0, 350.0, 0.0])]

    def share(persons: np.ndarray, group: int) -> float:
        w = weigh(categories, persons, cohort, LIMITS).weights * persons * (groups == group)
        return float(w @ y / w.sum())

    found = weigh(categories, np.ones(rows), cohort, LIMITS)
    raking = Raking(np.ones(rows), found.weights, found.columns, found.width)
    sums = sum_groups(raking, groups, y[:, None], np.ones((rows, 1)), np.array([0]))
    for group in (0, 1):
        left_out = np.array([share(1.0 - np.eye(rows)[row], group) for row in range(rows)])
        jackknife = (rows - 1) / rows * ((left_out - left_out.mean()) ** 2).sum()
        p = sums.weighted[group, 0] / sums.weight[group, 0]
        assert p == pytest.approx(share(np.ones(rows), group))
        assert variance(sums, group) == pytest.approx(jackknife, rel=0.05)


def variance(sums: Sums, group: int) -> float:
    p = sums.weighted[group, 0] / sums.weight[group, 0]
    v = sums.yy[group, 0] - 2 * p * sums.y1[group, 0] + p**2 * sums.ones[group, 0]
    return float(v / sums.weight[group, 0] ** 2)
