"""Whether a questionnaire measures one thing, and whether two readers of it agree."""

import numpy as np
from numpy.typing import ArrayLike

from ontrack_dash.stats.arrays import Numbers, amounts

TWO = 2  # items make a scale, raters agree, persons differ


def cronbach_alpha(items: ArrayLike) -> float:
    """Give how far the items of one scale go together; one row a person, one column an item, all pointing one way.

    A person with a gap (NaN) is left out. NaN for fewer than two persons, and when all have the same sum. May be
    negative. Raises ValueError for anything but a table of at least two items, and for infinite answers.

    Cronbach 1951, Psychometrika 16:297.
    """
    answers = np.asarray(items, dtype=np.float64)
    if answers.ndim != TWO or answers.shape[1] < TWO or np.isinf(answers).any():
        raise ValueError("items must be a table of finite answers with at least two columns")
    complete = answers[~np.isnan(answers).any(axis=1)]
    if len(complete) < TWO:
        return float("nan")
    of_sum, of_items = complete.sum(axis=1).var(), complete.var(axis=0).sum()
    if of_sum <= np.finfo(np.float64).eps * of_items or of_items == 0:
        return float("nan")
    count = answers.shape[1]
    return float(count / (count - 1) * (1 - of_items / of_sum))


def cohen_kappa(table: ArrayLike) -> float:
    """Give the agreement of two raters beyond chance; `table` counts the first's category × the second's.

    NaN when nobody was rated, and when both gave all the same category. Raises ValueError for a table that is not
    square, or with counts negative or not finite.

    Cohen 1960, Educ Psychol Meas 20:37.
    """
    counts = amounts(table)
    if counts.ndim != TWO or counts.shape[0] != counts.shape[1]:
        raise ValueError("table must be square")
    total = counts.sum()
    if total == 0:
        return float("nan")
    shares = counts / total
    return _beyond_chance(float(np.trace(shares)), shares.sum(axis=0), shares.sum(axis=1))


def fleiss_kappa(counts: ArrayLike) -> float:
    """Give the agreement of several raters beyond chance; one row a subject, one column a category, how many chose it.

    The same number of raters for every subject, at least two, not the same persons each time. NaN when there is no
    subject, and when all ratings are in one category. Raises ValueError for anything else.

    Fleiss 1971, Psychol Bull 76:378.
    """
    ratings = _ratings(counts)
    if not len(ratings):
        return float("nan")
    chosen = ratings.sum(axis=0) / ratings.sum()
    return _beyond_chance(_agreeing(ratings), chosen, chosen)


def observed_agreement(counts: ArrayLike) -> float:
    """Give the share of pairs of raters that agree, a pair chosen anew for each subject; nothing taken off for chance.

    Takes, refuses and returns NaN as `fleiss_kappa` does, but for ratings all in one category: then it is 1.

    Fleiss 1971, Psychol Bull 76:378, equation 3 (P-bar).
    """
    ratings = _ratings(counts)
    return _agreeing(ratings) if len(ratings) else float("nan")


def _ratings(counts: ArrayLike) -> Numbers:
    ratings = amounts(counts)
    if ratings.ndim != TWO:
        raise ValueError("counts must be a table: subjects × categories")
    raters = ratings.sum(axis=1)
    if len(ratings) and (raters[0] < TWO or np.any(raters != raters[0])):
        raise ValueError("counts must have the same number of raters, two or more, in every row")
    return ratings


def _agreeing(ratings: Numbers) -> float:
    raters = ratings[0].sum()
    return float(((ratings * (ratings - 1)).sum(axis=1) / (raters * (raters - 1))).mean())


def _beyond_chance(observed: float, first: Numbers, second: Numbers) -> float:
    by_chance = float(first @ second)
    if 1 - by_chance <= np.finfo(np.float64).eps * first.size:
        return float("nan")
    return (observed - by_chance) / (1 - by_chance)
