"""Figures of others stand only where their definition agrees."""

import pytest

from ontrack_dash import references
from ontrack_dash.catalogue import INDICATORS

COMPARABLE = "employed_rate_excl_students"


def test_only_the_comparable_indicator_has_eurostat_lines_and_a_target() -> None:
    assert [name for name in INDICATORS if references.lines(name, 2014) is not None] == [COMPARABLE]
    assert [name for name in INDICATORS if references.targets(name) is not None] == [COMPARABLE]


def test_lines_are_shares_of_bulgaria_and_the_union_from_the_first_year_on() -> None:
    lines = references.lines(COMPARABLE, 2020)
    assert lines is not None
    assert set(lines["geo"]) == {"BG", "EU27_2020"}
    assert lines["year"].min() == 2020
    # Eurostat edat_lfse_24, Bulgaria 2024: 66.2 %, break in series, low reliability.
    row = lines[(lines["geo"] == "BG") & (lines["year"] == 2024)].iloc[0]
    assert row["value"] == pytest.approx(0.662)
    assert row["flags"] == "bu"


def test_before_the_first_figure_there_are_no_lines() -> None:
    assert references.lines(COMPARABLE, 2100) is None


def test_a_missing_figure_is_missing_and_not_nothing() -> None:
    table = references.eurostat("tps00215")
    assert table.loc[table["geo"] == "BG", "value"].isna().all()


def test_the_target_is_the_one_of_the_council() -> None:
    targets = references.targets(COMPARABLE)
    assert targets is not None
    assert targets[["value", "year"]].values.tolist() == [[0.82, 2025]]
