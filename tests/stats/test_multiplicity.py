"""Many tests at once: the example of the paper, statsmodels, and what must always hold."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from ontrack_dash.stats.multiplicity import benjamini_hochberg, expected_alarms

# Benjamini & Hochberg 1995, J R Stat Soc B 57:289, section 3.2: fifteen comparisons of thrombolysis.
THROMBOLYSIS = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=60)


def test_thrombolysis_gives_the_four_findings_of_the_paper() -> None:
    assert benjamini_hochberg(THROMBOLYSIS, 0.05).tolist() == [True] * 4 + [False] * 11


@given(p_values, st.floats(0.01, 0.5))
def test_findings_agree_with_statsmodels(p: list[float], q: float) -> None:
    assert benjamini_hochberg(p, q).tolist() == multipletests(p, q, method="fdr_bh")[0].tolist()


@given(p_values, st.randoms(use_true_random=False))
def test_order_changes_nothing(p: list[float], shuffler: Any) -> None:
    places = list(range(len(p)))
    shuffler.shuffle(places)
    each = np.array(p)
    assert benjamini_hochberg(each[places], 0.1).tolist() == benjamini_hochberg(each, 0.1)[places].tolist()


def test_a_p_above_its_own_line_is_saved_by_a_later_one_below() -> None:
    assert benjamini_hochberg([0.03, 0.035, 0.04], 0.05).all()


def test_a_centre_without_p_is_not_one_of_those_tested() -> None:
    assert benjamini_hochberg([0.02, math.nan, 0.9], 0.05).tolist() == [True, False, False]
    assert benjamini_hochberg([0.02, 0.9, 0.9], 0.05).tolist() == [False, False, False]
    assert benjamini_hochberg([math.nan], 0.05).tolist() == [False]
    assert benjamini_hochberg([], 0.05).shape == (0,)


def test_when_nothing_is_true_any_finding_is_as_rare_as_q() -> None:
    seeded = np.random.default_rng(11)
    any_found = np.mean([benjamini_hochberg(seeded.random(200), 0.1).any() for _ in range(4_000)])
    # Monte Carlo error √(0.1 · 0.9 / 4,000) = 0.0047.
    assert any_found == pytest.approx(0.1, abs=0.015)


def test_the_false_part_of_the_findings_stays_at_its_share_of_q() -> None:
    # Benjamini & Hochberg 1995, theorem 1: at most (true nulls / all) q; exactly that for independent p.
    seeded = np.random.default_rng(12)
    p = seeded.random((3_000, 100))
    p[:, :40] = p[:, :40] ** 12  # forty centres that do differ
    found = np.array([benjamini_hochberg(row, 0.1) for row in p])
    false_part = found[:, 40:].sum(axis=1) / np.maximum(found.sum(axis=1), 1)
    assert false_part.mean() == pytest.approx(0.06, abs=0.004)


def test_chance_alone_flags_two_of_a_thousand_centres() -> None:
    assert expected_alarms(1000, 0.998) == pytest.approx(2)
    assert expected_alarms(1000, 0.95) == pytest.approx(50)
    assert expected_alarms([0, 20], 0.95).tolist() == pytest.approx([0, 1])
    assert type(expected_alarms(1000, 0.998)) is float


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: benjamini_hochberg([1.1], 0.05),
        lambda: benjamini_hochberg([-0.1], 0.05),
        lambda: benjamini_hochberg([0.1], 0),
        lambda: benjamini_hochberg([0.1], 1),
        lambda: benjamini_hochberg([0.1], math.nan),
        lambda: expected_alarms(-1, 0.95),
        lambda: expected_alarms(math.inf, 0.95),
        lambda: expected_alarms(10, 95),
    ],
)
def test_impossible_input_raises(impossible: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        impossible()
