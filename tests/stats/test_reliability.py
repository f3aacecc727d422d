"""Reliability and agreement against published examples, statsmodels and an analysis of variance."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.inter_rater import fleiss_kappa as statsmodels_fleiss

from ontrack_dash.stats.reliability import cohen_kappa, cronbach_alpha, fleiss_kappa, observed_agreement

# R, data "attitude": Chatterjee & Price 1977, seven items over thirty departments.
ATTITUDE = np.array(
    [
        *([43, 51, 30, 39, 61, 92, 45], [63, 64, 51, 54, 63, 73, 47], [71, 70, 68, 69, 76, 86, 48]),
        *([61, 63, 45, 47, 54, 84, 35], [81, 78, 56, 66, 71, 83, 47], [43, 55, 49, 44, 54, 49, 34]),
        *([58, 67, 42, 56, 66, 68, 35], [71, 75, 50, 55, 70, 66, 41], [72, 82, 72, 67, 71, 83, 31]),
        *([67, 61, 45, 47, 62, 80, 41], [64, 53, 53, 58, 58, 67, 34], [67, 60, 47, 39, 59, 74, 41]),
        *([69, 62, 57, 42, 55, 63, 25], [68, 83, 83, 45, 59, 77, 35], [77, 77, 54, 72, 79, 77, 46]),
        *([81, 90, 50, 72, 60, 54, 36], [74, 85, 64, 69, 79, 79, 63], [65, 60, 65, 75, 55, 80, 60]),
        *([65, 70, 46, 57, 75, 85, 46], [50, 58, 68, 54, 64, 78, 52], [50, 40, 33, 34, 43, 64, 33]),
        *([64, 61, 52, 62, 66, 80, 41], [53, 66, 52, 50, 63, 80, 37], [40, 37, 42, 58, 50, 57, 49]),
        *([63, 54, 42, 48, 66, 75, 33], [66, 77, 66, 63, 88, 76, 72], [78, 75, 58, 74, 80, 78, 49]),
        *([48, 57, 44, 45, 51, 83, 38], [85, 85, 71, 71, 77, 74, 55], [82, 82, 39, 59, 64, 78, 39]),
    ],
    dtype=float,
)
# Fleiss 1971, Psychol Bull 76:378, table 1: six diagnoses of each of thirty patients (depression, personality
# disorder, schizophrenia, neurosis, other).
DIAGNOSES = [
    *([0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0]),
    *([0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0]),
    *([0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0]),
    *([0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0]),
    *([1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6]),
]


# --- Cronbach ---


def test_the_mini_haq_gives_the_published_alpha() -> None:
    # Bland & Altman 1997, BMJ 314:572: ten items, variances adding up to 11.16, variance of the score 77.44: 0.95.
    covariance = np.full((10, 10), (77.44 - 11.16) / 90)
    np.fill_diagonal(covariance, 1.116)
    noise = np.random.default_rng(1).normal(size=(249, 10))
    centred = noise - noise.mean(axis=0)
    whitened = centred @ np.linalg.inv(np.linalg.cholesky(np.cov(centred.T))).T
    answers = whitened @ np.linalg.cholesky(covariance).T
    assert answers.var(axis=0, ddof=1).sum() == pytest.approx(11.16)
    assert answers.sum(axis=1).var(ddof=1) == pytest.approx(77.44)
    assert cronbach_alpha(answers) == pytest.approx(0.95, abs=5e-3)


def test_attitudes_give_what_r_prints() -> None:
    # R, psych::alpha(attitude): raw_alpha 0.84.
    assert cronbach_alpha(ATTITUDE) == pytest.approx(0.84, abs=5e-3)


@given(st.integers(2, 30), st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_alpha_agrees_with_an_analysis_of_variance(persons: int, items: int, seed: int) -> None:
    # Hoyt 1941, Psychometrika 6:153: one minus mean square of the residual over that between persons.
    seeded = np.random.default_rng(seed)
    answers = seeded.normal(size=(persons, items)) + seeded.normal(size=(persons, 1))
    by_person, by_item = answers.mean(axis=1, keepdims=True), answers.mean(axis=0)
    between = items * np.sum((by_person - answers.mean()) ** 2) / (persons - 1)
    residual = np.sum((answers - by_person - by_item + answers.mean()) ** 2) / ((persons - 1) * (items - 1))
    assert cronbach_alpha(answers) == pytest.approx(1 - residual / between, rel=1e-6, abs=1e-9)


def test_items_that_say_the_same_are_perfectly_reliable() -> None:
    assert cronbach_alpha([[1, 1], [3, 3], [5, 5]]) == pytest.approx(1)


def test_a_person_with_a_gap_is_left_out() -> None:
    answers = [[1, 2], [4, 3], [5, 5], [2, math.nan]]
    assert cronbach_alpha(answers) == cronbach_alpha(answers[:3])


@pytest.mark.parametrize(
    "answers",
    [np.empty((0, 3)), [[1, 2, 3]], [[3, 3], [3, 3]], [[1, 5], [5, 1], [2, 4]], [[1, math.nan], [math.nan, 2]]],
)
def test_persons_who_do_not_differ_give_no_alpha(answers: Any) -> None:
    assert math.isnan(cronbach_alpha(answers))


# --- Cohen ---


def test_cohens_two_judges_give_the_published_kappa() -> None:
    # Cohen 1960, Educ Psychol Meas 20:37, table 1: κ = 0.492, in proportions and for N = 200.
    shares = [[0.44, 0.05, 0.01], [0.07, 0.20, 0.03], [0.09, 0.05, 0.06]]
    assert cohen_kappa(shares) == pytest.approx(0.492, abs=5e-4)
    assert cohen_kappa([[88, 10, 2], [14, 40, 6], [18, 10, 12]]) == pytest.approx(0.492, abs=5e-4)


@given(st.integers(2, 6), st.integers(0, 2**32 - 1))
def test_cohens_kappa_agrees_with_statsmodels(categories: int, seed: int) -> None:
    table = np.random.default_rng(seed).integers(0, 30, (categories, categories)) + np.eye(categories, dtype=int)
    assert cohen_kappa(table) == pytest.approx(cohens_kappa(table, return_results=False), abs=1e-12)


def test_judges_who_always_or_never_agree() -> None:
    assert cohen_kappa([[7, 0], [0, 3]]) == pytest.approx(1)
    assert cohen_kappa([[0, 5], [5, 0]]) == pytest.approx(-1)


def test_one_category_or_nobody_gives_no_kappa() -> None:
    assert math.isnan(cohen_kappa([[9, 0], [0, 0]]))
    assert math.isnan(cohen_kappa([[0, 0], [0, 0]]))
    assert math.isnan(fleiss_kappa([[4, 0], [4, 0]]))
    assert math.isnan(fleiss_kappa(np.empty((0, 3))))


# --- Fleiss ---


def test_psychiatric_diagnoses_give_the_published_kappa() -> None:
    # Fleiss 1971: κ = 0.430; of the 450 pairs of diagnoses 250 agree.
    assert fleiss_kappa(DIAGNOSES) == pytest.approx(0.430, abs=5e-4)
    assert observed_agreement(DIAGNOSES) == pytest.approx(5 / 9)


@given(st.integers(1, 20), st.integers(2, 5), st.integers(2, 9), st.integers(0, 2**32 - 1))
def test_fleiss_kappa_agrees_with_statsmodels(subjects: int, categories: int, raters: int, seed: int) -> None:
    ratings = np.random.default_rng(seed).multinomial(raters, np.full(categories, 1 / categories), subjects)
    if np.count_nonzero(ratings.sum(axis=0)) > 1:
        assert fleiss_kappa(ratings) == pytest.approx(statsmodels_fleiss(ratings), abs=1e-12)


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: cronbach_alpha([1, 2, 3]),
        lambda: cronbach_alpha([[1], [2]]),
        lambda: cronbach_alpha([[1, math.inf], [2, 3]]),
        lambda: cohen_kappa([[1, 2, 3], [4, 5, 6]]),
        lambda: cohen_kappa([1, 2]),
        lambda: cohen_kappa([[1, -1], [0, 2]]),
        lambda: cohen_kappa([[1, math.nan], [0, 2]]),
        lambda: fleiss_kappa([1, 2]),
        lambda: fleiss_kappa([[1, 2], [2, 2]]),
        lambda: fleiss_kappa([[1, 0], [0, 1]]),
        lambda: fleiss_kappa([[3, -1], [1, 1]]),
        lambda: observed_agreement([[1, 2], [2, 2]]),
    ],
)
def test_impossible_input_raises(impossible: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        impossible()
