"""Centres against the limits of chance, on countries small enough to work out by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ontrack_dash import comparisons, indicators
from ontrack_dash.catalogue import RULES
from ontrack_dash.comparisons.flags import LEVELS
from ontrack_dash.stats import comparison, intervals, multiplicity, ranks, shrinkage
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.builders import build, rows

JOBLESS = {"destination": "unemployed", "in_field": None, "months_to_job": None, "usefulness": None}
# Centre → (in work, asked): four alike, one above, one below, one imprecise, one for the agency's eyes only.
COUNTRY = {
    "9999120001": (180, 300), "9999120002": (186, 300), "9999120003": (174, 300), "9999120004": (183, 300),
    "9999120005": (270, 300), "9999120006": (120, 300), "9999120007": (24, 40), "9999120008": (4, 6),
}  # fmt: skip
ALIKE, ABOVE, BELOW, IMPRECISE, TINY = (f"999912000{number}" for number in (1, 5, 6, 7, 8))
DERIVED = ["flag", "p", "is_discovery", "rank_best", "rank_worst", "shrunken", "shrunken_low", "shrunken_high"]
VIEWERS = (AGENCY, PUBLIC, Viewer("centre", ALIKE), Viewer("centre", TINY))


def answers(country: dict[str, tuple[int, int]], **more: object) -> pd.DataFrame:
    frames = [
        rows("answers", {"licence": licence, **state, **more}, times=count, prefix=f"{licence}{kind}")
        for licence, (working, asked) in country.items()
        for kind, state, count in (("a", {}, working), ("b", JOBLESS, asked - working))
    ]
    return pd.concat(frames, ignore_index=True)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("funnel"), answers=answers(COUNTRY)).path


def centres(found: comparisons.Funnel) -> pd.DataFrame:
    return found.centres.set_index("centre")


def test_every_published_centre_is_read_against_the_country(country: Path) -> None:
    found = comparisons.funnel(country, "employed_rate", viewer=AGENCY)
    working, asked = (sum(counts) for counts in zip(*COUNTRY.values(), strict=True))
    assert found.reference == pytest.approx(working / asked)
    assert centres(found).index.tolist() == list(COUNTRY)
    assert centres(found)["value"].tolist() == pytest.approx([x / n for x, n in COUNTRY.values()])
    assert (found.centres["benchmark"] == found.reference).all()
    assert found.count == 8


def test_flags_say_what_the_test_of_each_centre_says(country: Path) -> None:
    found = comparisons.funnel(country, "employed_rate", viewer=AGENCY)
    x, n = np.array(list(COUNTRY.values())).T
    p = comparison.funnel_p(x, n, found.reference)
    assert centres(found)["p"].tolist() == pytest.approx(p)
    for name, level in LEVELS.items():
        assert found.count_outside(name) == (p < 1 - level).sum()
        assert found.alarms[name] == pytest.approx(8 * (1 - level))
    flags = centres(found)["flag"]
    assert (flags[ABOVE], flags[BELOW], flags[ALIKE], flags[TINY]) == ("above_998", "below_998", "inside", "inside")
    discovered = multiplicity.benjamini_hochberg(p, RULES["comparison"]["false_discovery"])
    assert centres(found)["is_discovery"].tolist() == discovered.tolist()


def test_the_limits_are_those_of_the_reference_at_each_number_of_persons(country: Path) -> None:
    found = comparisons.funnel(country, "employed_rate", viewer=AGENCY)
    assert (found.curves["n"].min(), found.curves["n"].max()) == pytest.approx((6, 300))
    for name, level in LEVELS.items():
        low, high = comparison.funnel_limits(found.reference, found.curves["n"].to_numpy(), level)
        assert found.curves[f"low{name}"].tolist() == pytest.approx(low)
        assert found.curves[f"high{name}"].tolist() == pytest.approx(high)


def test_limits_that_allow_for_usual_differences_are_wider_and_flag_fewer(country: Path) -> None:
    strict = comparisons.funnel(country, "employed_rate", viewer=AGENCY)
    wide = comparisons.funnel(country, "employed_rate", viewer=AGENCY, spread=True)
    assert (strict.phi, strict.tau2) == (wide.phi, wide.tau2)
    assert strict.phi > 1
    assert strict.tau2 > 0
    assert wide.curves["high998"].iloc[-1] > strict.curves["high998"].iloc[-1]
    assert wide.curves["low95"].iloc[-1] < strict.curves["low95"].iloc[-1]
    assert (centres(wide)["p"] >= centres(strict)["p"]).all()
    assert wide.count_outside("998") <= strict.count_outside("998")
    x, n = np.array(list(COUNTRY.values())).T
    assert centres(wide)["p"].tolist() == pytest.approx(comparison.funnel_p(x, n, wide.reference, wide.tau2))


def test_only_precise_centres_have_a_place(country: Path) -> None:
    found = centres(comparisons.funnel(country, "employed_rate", viewer=AGENCY))
    sure = [licence for licence, (_, n) in COUNTRY.items() if n == 300]
    x, n = np.array([COUNTRY[licence] for licence in sure]).T
    best, worst = ranks.rank_intervals(*intervals.wilson(x, n, ranks.joint_level(0.95, 6)))
    assert found.loc[sure, "rank_best"].tolist() == best.tolist()
    assert found.loc[sure, "rank_worst"].tolist() == worst.tolist()
    assert found.loc[[IMPRECISE, TINY], ["rank_best", "rank_worst"]].isna().all(axis=None)
    assert (found.loc[ABOVE, "rank_best"], found.loc[ABOVE, "rank_worst"]) == (1, 1)


def test_where_less_is_better_the_lowest_stands_first(country: Path) -> None:
    found = centres(comparisons.funnel(country, "unemployed_rate", viewer=AGENCY))
    assert found.loc[ABOVE, "rank_worst"] == 1
    assert found.loc[BELOW, "rank_best"] == 6


def test_small_centres_are_drawn_to_the_others(country: Path) -> None:
    found = centres(comparisons.funnel(country, "employed_rate", viewer=AGENCY))
    x, n = np.array(list(COUNTRY.values())).T
    prior = shrinkage.beta_binomial(x, n)
    low, high = shrinkage.posterior_interval(x, n, prior, 0.95)
    assert found["shrunken"].tolist() == pytest.approx(shrinkage.posterior_mean(x, n, prior))
    assert found["shrunken_low"].tolist() == pytest.approx(low)
    assert found["shrunken_high"].tolist() == pytest.approx(high)
    moved = (found["shrunken"] - found["value"]).abs()
    assert moved[TINY] > moved[IMPRECISE] > moved[ALIKE]


@pytest.mark.parametrize("viewer", VIEWERS, ids=str)
@pytest.mark.parametrize("spread", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_worked_out_of_a_protected_centre(
    tmp_path_factory: pytest.TempPathFactory, viewer: Viewer, spread: bool, seed: int
) -> None:
    path = make_random(tmp_path_factory, seed)
    found = comparisons.funnel(path, "employed_rate", viewer=viewer, spread=spread)
    hidden = found.centres["status"] == "protected"
    assert found.centres.loc[hidden, ["n", "value", "low", "high", "population", *DERIVED]].isna().all(axis=None)
    shown = found.centres.loc[~hidden]
    assert shown["flag"].notna().all() or len(shown) == 0
    # What is fitted rests on the centres that are shown and on nothing else.
    x, n = (shown["value"] * shown["n"]).to_numpy(dtype=float).round(), shown["n"].to_numpy(dtype=float)
    if len(n) >= RULES["comparison"]["least_centres"]:
        assert (found.phi, found.tau2) == pytest.approx(comparison.overdispersion(x, n, found.reference))
    if len(n) > 1:
        assert (found.curves["n"].min(), found.curves["n"].max()) == pytest.approx((n.min(), n.max()))
    if viewer == PUBLIC:
        assert hidden.any()


MADE: dict[int, Path] = {}


def make_random(factory: pytest.TempPathFactory, seed: int) -> Path:
    if seed not in MADE:
        draw = np.random.default_rng(seed)
        asked = draw.integers(3, 60, 12)
        made = {
            f"99991200{number:02d}": (int(draw.binomial(n, 0.6)), int(n)) for number, n in enumerate(asked, start=1)
        }
        MADE[seed] = build(factory.mktemp(f"random{seed}"), answers=answers(made)).path
    return MADE[seed]


def test_the_public_sees_a_funnel_of_what_is_published(country: Path) -> None:
    found = comparisons.funnel(country, "employed_rate", viewer=PUBLIC)
    gate = indicators.publish(country, ["employed_rate"], ("centre",), viewer=PUBLIC, purpose="comparison")
    assert centres(found)["status"].tolist() == gate.set_index("centre")["status"].tolist()
    assert centres(found).loc[TINY, "status"] == "protected"
    assert found.count == gate["value"].notna().sum()
    own = comparisons.funnel(country, "employed_rate", viewer=Viewer("centre", TINY))
    assert centres(own).loc[TINY, "flag"] == "inside"


def test_the_reference_may_be_what_the_filters_leave(tmp_path: Path) -> None:
    here = answers({"9999120001": (60, 100), "9999120002": (80, 100)})
    there = answers({"9999120003": (20, 100), "9999120004": (40, 100)}, oblast="PDV")
    path = build(tmp_path, answers=pd.concat([here, there], ignore_index=True)).path
    asked = {"viewer": AGENCY, "where": {"oblast": ("PDV",)}}
    assert comparisons.funnel(path, "employed_rate", **asked).reference == pytest.approx(0.5)
    selected = comparisons.funnel(path, "employed_rate", **asked, reference="selection")
    assert selected.reference == pytest.approx(0.3)
    assert selected.centres["centre"].tolist() == ["9999120003", "9999120004"]


def test_one_centre_is_read_against_all_whoever_filters_by_it(country: Path) -> None:
    alone = comparisons.funnel(country, "employed_rate", {"centre": (ALIKE,)}, viewer=PUBLIC)
    pd.testing.assert_frame_equal(alone.centres, comparisons.funnel(country, "employed_rate", viewer=PUBLIC).centres)


def test_cohorts_are_pooled_by_naming_several(tmp_path: Path) -> None:
    later = {"completion_date": pd.Timestamp(2024, 6, 30), "answer_date": pd.Timestamp(2025, 6, 30)}
    both = pd.concat([answers({ALIKE: (30, 60)}), answers({ALIKE: (50, 60)}, **later)], ignore_index=True)
    path = build(tmp_path, answers=both.assign(answer_id=both.index.astype(str))).path
    for years, value in ((("2023",), 0.5), (("2023", "2024"), 80 / 120)):
        found = comparisons.funnel(path, "employed_rate", {"year": years}, viewer=AGENCY)
        assert found.centres["value"].tolist() == pytest.approx([value])


def test_few_centres_have_no_spread_of_their_own(tmp_path: Path) -> None:
    path = build(tmp_path, answers=answers({ALIKE: (30, 60), ABOVE: (50, 60)})).path
    found = comparisons.funnel(path, "employed_rate", viewer=AGENCY, spread=True)
    assert np.isnan(found.phi)
    assert found.tau2 == 0
    assert found.centres["shrunken"].isna().all()
    assert found.centres["flag"].notna().all()


def test_without_answers_there_is_nothing_to_compare(country: Path) -> None:
    found = comparisons.funnel(country, "employed_rate", {"year": ("1999",)}, viewer=AGENCY)
    assert (found.count, found.count_outside("95"), len(found.centres), len(found.curves)) == (0, 0, 0, 0)


def test_a_country_where_all_are_in_work_has_no_limits(tmp_path: Path) -> None:
    path = build(tmp_path, answers=answers({ALIKE: (60, 60), ABOVE: (50, 50)})).path
    found = comparisons.funnel(path, "employed_rate", viewer=AGENCY)
    assert found.curves.empty
    assert found.centres["flag"].isna().all()


def test_only_shares_are_compared(country: Path) -> None:
    with pytest.raises(ValueError, match="time_to_job"):
        comparisons.funnel(country, "time_to_job", viewer=AGENCY)
    with pytest.raises(ValueError, match="planet"):
        comparisons.funnel(country, "employed_rate", viewer=AGENCY, reference="planet")


def test_weighted_shares_count_with_their_effective_persons(tmp_path: Path) -> None:
    made = {f"99991200{number:02d}": (30 + number, 60) for number in range(1, 7)}
    people = [
        rows("graduates", {"licence": licence, "sex": sex}, times=count, prefix=f"{licence}{sex}")
        for licence in made
        for sex, count in (("male", 150), ("female", 50))
    ]
    path = build(tmp_path, answers=answers(made), graduates=pd.concat(people, ignore_index=True)).path
    found = comparisons.funnel(path, "employed_rate", {"year": ("2023",)}, viewer=AGENCY, weighting="cohort")
    shown = found.centres[found.centres["flag"].notna()]
    assert len(shown) == found.count > 0
    n = shown["effective_n"].to_numpy(dtype=float)
    assert shown["p"].tolist() == pytest.approx(comparison.funnel_p(shown["value"] * n, n, found.reference))
    assert found.curves["n"].max() == pytest.approx(max(n.max(), 2 * n.min()) if n.max() == n.min() else n.max())


def test_an_indicator_without_weights_has_no_weighted_funnel(country: Path) -> None:
    assert comparisons.funnel(country, "completion_rate", viewer=AGENCY, weighting="cohort").centres.empty
