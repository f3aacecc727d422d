"""Weights from the build to the sums the gate reads, on cohorts small enough to weigh by hand."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.stats.weights import linearised
from ontrack_dash.store import builds, connection, counts, load, weighted, weighting, weights
from ontrack_dash.store.builds import Build
from tests.builders import CENTRE, OTHER, Row, batch, build, rows

EMPLOYED = INDICATORS["employed_rate"]
PLACED = INDICATORS["placement_rate"]
RULE = RULES["weights"]
WOMEN, MEN = {"sex": "female"}, {"sex": "male"}
WORK, NO_WORK = {"destination": "employed"}, {"destination": "unemployed", "in_field": None}


def people(*groups: tuple[int, Row]) -> pd.DataFrame:
    return rows("graduates", *(change for count, change in groups for _ in range(count)))


def said(*groups: tuple[int, Row]) -> pd.DataFrame:
    return rows("answers", *(change for count, change in groups for _ in range(count)))


def halve(data: Path) -> Build:
    """A hundred women and a hundred men, of whom 40 and 20 answered, 20 and 15 of them in work."""
    return build(
        data,
        graduates=people((100, WOMEN), (100, MEN)),
        answers=said((20, WOMEN | WORK), (20, WOMEN | NO_WORK), (15, MEN | WORK), (5, MEN | NO_WORK)),
    )


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return halve(tmp_path_factory.mktemp("halves"))


def sums(made: Build, *by: str, **where: str) -> pd.DataFrame:
    found = weighted.sums(made.path, [EMPLOYED], by, {name: (code,) for name, code in where.items()})
    return found.rename(columns=lambda name: name.removeprefix("employed_rate."))


def ask(made: Build, query: str) -> list[tuple[object, ...]]:
    with connection.read(made.path) as cursor:
        return cursor.execute(query).fetchall()


def slice_of(made: Build) -> pd.Series:
    return weighting.slices(made.path).iloc[0]


def margin_of(made: Build, dimension: str) -> pd.Series:
    return weighting.margins(made.path).set_index("dimension").loc[dimension]


def test_those_who_answered_stand_for_their_cohort(halves: Build) -> None:
    """Each woman stands for 2.5, each man for 5: in work are 20 · 2.5 + 15 · 5 = 125 of 200."""
    found = sums(halves).iloc[0]
    assert (found["weight"], found["weighted"], found["persons"]) == pytest.approx((200, 125, 60))


def test_the_variance_counts_only_what_sex_does_not_explain(halves: Build) -> None:
    """Σw²e²: 6.25 · 40 · ½ · ½ + 25 · 20 · ¾ · ¼, times 60 / 58 for the two shares of the sexes."""
    found = sums(halves).iloc[0]
    assert found["yy"] == pytest.approx((6.25 * 10 + 25 * 3.75) * 60 / 58)
    assert (found["y1"], found["ones"]) == pytest.approx((0, 0), abs=1e-6)
    share, effective = linearised(*(found[name] for name in ("weighted", "weight", "yy", "y1", "ones")))
    assert share == pytest.approx(0.625)
    assert effective == pytest.approx(0.625 * 0.375 / (156.25 * 60 / 58 / 200**2))


def test_the_squares_of_the_weights_themselves_are_kept_for_shares_of_none_or_all(halves: Build) -> None:
    """All women have the weight 2.5: Kish's n is 40, though the residuals of their number are nothing."""
    found = sums(halves, "sex").set_index("sex").loc["female"]
    assert found["squares"] == pytest.approx(40 * 6.25)
    assert found["ones"] == pytest.approx(0, abs=1e-6)
    assert found["weight"] ** 2 / found["squares"] == pytest.approx(40)


def test_margins_come_out_as_in_the_cohort(tmp_path: Path) -> None:
    young, old = {"birth_year": 2000}, {"birth_year": 1970}
    made = build(
        tmp_path,
        graduates=people((90, WOMEN | young), (60, WOMEN | old), (30, MEN | young), (120, MEN | old)),
        answers=said((40, WOMEN | young), (25, WOMEN | old), (20, MEN | young), (30, MEN | old)),
    )
    by_sex = sums(made, "sex").set_index("sex")["weight"]
    by_age = sums(made, "age").set_index("age")["weight"]
    assert by_sex.to_dict() == pytest.approx({"female": 150, "male": 150}, rel=1e-4)
    assert by_age.to_dict() == pytest.approx({"15_24": 120, "45_54": 180}, rel=1e-4)
    assert slice_of(made)["is_converged"]
    assert slice_of(made)["largest_gap"] < 1e-4


def test_a_category_of_twenty_is_a_cell_and_one_of_nineteen_is_not(tmp_path: Path) -> None:
    least = RULE["smallest_cell"]
    own, shared = (
        build(tmp_path / str(men), graduates=people((100, WOMEN), (100, MEN)), answers=said((50, WOMEN), (men, MEN)))
        for men in (least, least - 1)
    )
    assert (margin_of(own, "sex")["status"], margin_of(own, "sex")["cells"]) == ("used", 2)
    assert (margin_of(shared, "sex")["status"], list(margin_of(shared, "sex")["collapsed"])) == (
        "one_cell", ["female", "male"],
    )  # fmt: skip
    assert sums(shared, "sex")["weight"].tolist() == pytest.approx([50 * 200 / 69, 19 * 200 / 69])


def test_fifty_answers_of_a_year_kind_and_wave_are_weighed_and_forty_nine_are_not(tmp_path: Path) -> None:
    least = RULE["smallest_slice"]
    enough, few = (
        build(tmp_path / str(size), graduates=people((200, WOMEN)), answers=said((size, WOMEN)))
        for size in (least, least - 1)
    )
    assert (slice_of(enough)["reason"], slice_of(few)["reason"]) == ("", "few_respondents")
    assert sums(enough)["weight"].tolist() == pytest.approx([200])
    assert len(sums(few)) == 0


def test_answers_without_a_cohort_or_with_a_smaller_one_have_no_weights(tmp_path: Path) -> None:
    none = build(tmp_path / "none", answers=said((60, WOMEN)))
    smaller = build(tmp_path / "smaller", graduates=people((59, WOMEN)), answers=said((60, WOMEN)))
    assert (slice_of(none)["reason"], slice_of(smaller)["reason"]) == ("no_cohort", "cohort_smaller")
    assert len(sums(none)) == len(sums(smaller)) == 0


def test_without_a_register_the_annual_information_is_the_cohort_with_what_it_knows(tmp_path: Path) -> None:
    course = {"enrolled_women": 120, "certified_women": 100, "enrolled_men": 100, "certified_men": 100}
    made = build(tmp_path, courses=rows("courses", course), answers=said((40, WOMEN), (20, MEN)))
    assert slice_of(made)["cohort"] == 200
    assert margin_of(made, "sex")["status"] == "used"
    assert (margin_of(made, "age")["status"], margin_of(made, "age")["known_share"]) == ("cohort_not_known", 0)
    assert sums(made, "sex")["weight"].tolist() == pytest.approx([100, 100])


def test_weights_beyond_five_times_the_mean_are_cut_and_said(tmp_path: Path) -> None:
    """400 answered; 20 men would have to stand for 500 of 1,000: ten times the mean."""
    made = build(tmp_path, graduates=people((500, WOMEN), (500, MEN)), answers=said((380, WOMEN), (20, MEN)))
    by_sex = sums(made, "sex").set_index("sex")["weight"]
    assert by_sex["male"] == pytest.approx(20 * RULE["high"] * 1000 / 400)
    assert by_sex.sum() == pytest.approx(1000)
    assert (slice_of(made)["trimmed"], slice_of(made)["largest_gap"]) == (20, pytest.approx(0.5))


def test_the_cost_of_weighting_is_kishs(halves: Build) -> None:
    """(40 · 2.5 + 20 · 5)² / (40 · 6.25 + 20 · 25) = 40000 / 750."""
    found = slice_of(halves)
    assert found["effective_n"] == pytest.approx(40000 / 750)
    assert found["design_effect"] == pytest.approx(60 / (40000 / 750))


def test_only_those_in_the_denominator_and_its_window_are_summed(tmp_path: Path) -> None:
    late = {"answer_date": date(2025, 6, 30)}
    made = build(
        tmp_path,
        graduates=people((200, WOMEN)),
        answers=said((50, WORK), (30, NO_WORK), (10, {"destination": "unknown"}), (10, WORK | late)),
    )
    found = sums(made).iloc[0]
    assert (found["persons"], found["weight"], found["weighted"]) == pytest.approx((80, 160, 100))
    placed = weighted.sums(made.path, [PLACED], (), {})
    assert placed["placement_rate.persons"].tolist() == [90]


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Build:
    later = {"completion_date": date(2024, 6, 30), "answer_date": date(2025, 6, 30)}
    before = {"completion_date": date(2024, 6, 30)}
    second = {"wave": "2", "answer_date": date(2025, 6, 30)}
    return build(
        tmp_path_factory.mktemp("two_years"),
        graduates=people((150, WOMEN), (150, MEN), (100, WOMEN | before), (40, MEN | before | {"licence": OTHER})),
        answers=said(
            (40, WOMEN | WORK), (20, MEN | NO_WORK), (30, WOMEN | later | NO_WORK),
            (25, MEN | later | WORK | {"licence": OTHER}), (40, WOMEN | second), (15, MEN | second),
        ),
    )  # fmt: skip


def test_years_add_up(two_years: Build) -> None:
    made = two_years
    both, apart = sums(made, wave="1").iloc[0], sums(made, "year", wave="1")
    assert apart["year"].tolist() == [2023, 2024]
    assert both.to_dict() == pytest.approx(apart.drop(columns="year").sum().to_dict())


def test_waves_are_kept_apart(two_years: Build) -> None:
    found = weighted.sums(two_years.path, [PLACED], ("wave",), {})
    assert found["wave"].tolist() == [1, 2]
    assert found["placement_rate.persons"].tolist() == [115, 55]


def test_weights_of_the_parts_add_up(two_years: Build) -> None:
    made, kept = two_years, ["weight", "weighted", "persons"]
    whole, parts = sums(made, wave="1").iloc[0], sums(made, "centre", "profession", wave="1")
    assert parts[kept].sum().to_dict() == pytest.approx(whole[kept].to_dict())


def test_groups_put_together_take_plain_squares_because_residuals_do_not_add_up(halves: Build) -> None:
    """Both centres are everyone: Σw²y is 20 · 6.25 + 15 · 25, whatever the margins explain."""
    made = halves
    both = weighted.sums(made.path, [EMPLOYED], (), {"centre": (CENTRE, OTHER)}).iloc[0]
    assert both["employed_rate.weighted"] == pytest.approx(125)
    assert both["employed_rate.yy"] == pytest.approx(20 * 6.25 + 15 * 25)
    assert sums(made, centre=CENTRE).iloc[0]["yy"] == pytest.approx(156.25 * 60 / 58)


@pytest.mark.parametrize(
    ("by", "where", "name"),
    [
        ((), {}, "total"),
        (("year", "oblast"), {"kind": ("full",), "wave": ("1", "2")}, "oblast"),
        ((), {"year": ("2022", "2023"), "centre": (CENTRE,)}, "centre"),
        (("profession",), {"centre": (CENTRE,)}, "centre_profession"),
        (("field",), {"centre": (CENTRE,)}, "all"),  # its professions put together
        ((), {"oblast": ("SOF", "PDV")}, "all"),
        (("oblast",), {"oblast": ("SOF", "PDV")}, "oblast"),
        (("sex",), {"level": ("3",)}, "all"),
        (("sex", "age", "level", "funding"), {}, "person"),
    ],
)
def test_residuals_are_read_only_where_a_margin_has_the_groups_asked_for(
    by: tuple[str, ...], where: dict[str, tuple[str, ...]], name: str
) -> None:
    assert weighted._margin(by, where).name == name


def test_the_finest_sums_are_plain(halves: Build) -> None:
    """Centre and sex stand together in no margin: 20 women in work weigh 2.5 each."""
    found = sums(halves, "centre", "sex").set_index(["centre", "sex"]).loc[(CENTRE, "female")]
    assert found["weighted"] == pytest.approx(20 * 2.5)
    assert (found["yy"], found["y1"], found["ones"]) == pytest.approx((20 * 6.25, 20 * 6.25, 40 * 6.25))


def test_groups_are_named_as_the_counts_name_them(two_years: Build) -> None:
    made = two_years
    by = ("year", "wave", "centre", "field", "age")
    counted = counts.count(made.path, [EMPLOYED], by, {"wave": ("1",)})
    found = weighted.sums(made.path, [EMPLOYED], by, {"wave": ("1",)})
    merged = found.merge(counted[counted["wave"].notna()], on=list(by))
    assert len(merged) == len(found) > 1
    assert merged["employed_rate.persons"].tolist() == merged["employed_rate.denominator"].tolist()


def test_residuals_of_a_build_are_those_of_a_dense_regression(tmp_path: Path) -> None:
    draw = np.random.default_rng(5)
    traits = [
        {"sex": sex, "funding": funding, "licence": licence}
        for sex, funding, licence in zip(
            draw.choice(["male", "female"], 400, p=[0.4, 0.6]),
            draw.choice(["fee", "employer", "other"], 400, p=[0.5, 0.3, 0.2]),
            draw.choice([CENTRE, OTHER], 400),
            strict=True,
        )
    ]
    answered = [
        trait | (WORK if draw.random() < 0.6 else NO_WORK)
        for trait in traits
        if draw.random() < (0.4 if trait["sex"] == "male" else 0.6)
    ]
    made = build(tmp_path, graduates=people(*((1, t) for t in traits)), answers=said(*((1, a) for a in answered)))
    frame = pd.DataFrame(answered)
    weight = pd.DataFrame(ask(made, "SELECT sex, funding, weight FROM mart_weights"), columns=["sex", "funding", "w"])
    w = frame.merge(weight, on=["sex", "funding"], how="left")["w"].to_numpy()
    dummies = pd.get_dummies(frame[["sex", "funding"]]).to_numpy(dtype=float)
    lost = len(frame) / (len(frame) - np.linalg.matrix_rank(dummies))
    for licence, row in sums(made, "centre").set_index("centre").iterrows():
        is_in = (frame["licence"] == licence).to_numpy(dtype=float)
        pair = np.column_stack([is_in * (frame["destination"] == "employed"), is_in])
        root = np.sqrt(w)[:, None]
        e = pair - dummies @ np.linalg.lstsq(root * dummies, root * pair, rcond=None)[0]
        expected = lost * (w[:, None] ** 2 * e).T @ e
        assert row["yy"] == pytest.approx(expected[0, 0])
        assert row["y1"] == pytest.approx(expected[0, 1])
        assert row["ones"] == pytest.approx(expected[1, 1])


def test_a_build_without_answers_has_no_weights_and_no_tables_for_them(tmp_path: Path) -> None:
    made = build(tmp_path, graduates=people((5, WOMEN)))
    assert ask(made, "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'mart_weight%'") == []
    assert sums(made, "sex").columns.tolist() == ["sex", *weights.columns(EMPLOYED)]
    assert len(weighting.slices(made.path)) == len(weighting.margins(made.path)) == 0


def test_what_is_no_share_of_answers_has_no_sums(halves: Build) -> None:
    names = ("completion_rate", "response_rate", "time_to_job", "employer_satisfaction_rate", "employed_rate")
    found = weighted.sums(halves.path, [INDICATORS[name] for name in names], (), {})
    assert {column.split(".")[0] for column in found.columns} == {"employed_rate"}


def test_slices_of_fewer_than_ten_are_not_spoken_of(tmp_path: Path) -> None:
    least = RULES["protection"]["minimum_n"]
    shown, hidden = (
        build(tmp_path / str(size), graduates=people((100, WOMEN)), answers=said((size, WOMEN)))
        for size in (least, least - 1)
    )
    assert len(weighting.slices(shown.path)) == 1
    assert len(weighting.slices(hidden.path)) == 0


def test_weights_follow_the_next_import_and_its_undoing(tmp_path: Path) -> None:
    halve(tmp_path)
    more = rows("graduates", MEN, times=100, prefix="new")
    made = builds.publish(tmp_path, lambda _: None)
    assert sums(made)["weight"].tolist() == pytest.approx([200])
    added = load.commit(tmp_path, [batch("graduates", more)])
    assert sums(added)["weight"].tolist() == pytest.approx([300])


@pytest.mark.parametrize(
    ("birth_year", "age"),
    [(2014, "unknown"), (2013, "15_24"), (1999, "15_24"), (1998, "25_34"), (1989, "25_34"), (1988, "35_44"),
     (1979, "35_44"), (1978, "45_54"), (1969, "45_54"), (1968, "55_plus"), (1924, "55_plus"), (1923, "unknown"),
     (None, "unknown")],
)  # fmt: skip
def test_age_is_told_from_the_years_of_birth_and_completion(tmp_path: Path, birth_year: int | None, age: str) -> None:
    born = {"birth_year": birth_year}
    # Where no date is given the answer's own year of completion serves.
    undated = {"completion_date": None, "answer_date": None, "year": 2023}
    made = build(
        tmp_path,
        graduates=rows("graduates", born).astype({"birth_year": "Int64"}),
        answers=rows("answers", born, born | undated).astype({"birth_year": "Int64"}),
    )
    assert ask(made, "SELECT age, sum(n)::INTEGER FROM mart_graduates_by_age GROUP BY age") == [(age, 1)]
    assert ask(made, "SELECT age, sum(n)::INTEGER FROM mart_answers_by_age GROUP BY age") == [(age, 2)]
