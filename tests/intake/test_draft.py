"""A draft says what was read, what is still open, and whether it was seen before."""

from dataclasses import replace
from typing import Any

import pytest

from ontrack_dash.intake.draft import Draft, Options, prepare
from tests.files import workbook
from tests.intake.making import KNOWN, Grid, check, check_kind, delimited, grid, packed, rules


def prepare_all(members: dict[str, Grid], **said: Any) -> list[Draft]:
    data = packed({name: workbook(cells) for name, cells in members.items()})
    return prepare("всичко.zip", data, Options(**said), KNOWN)


def test_an_archive_of_different_kinds_gives_a_draft_for_each() -> None:
    drafts = prepare_all({"а.xlsx": grid("centres"), "б.xlsx": grid("graduates")})
    assert [(draft.name, draft.kind, rules(draft)) for draft in drafts] == [
        ("всичко.zip/а.xlsx", "centres", []),
        ("всичко.zip/б.xlsx", "graduates", []),
    ]


def test_two_parts_of_one_kind_name_each_other() -> None:
    drafts = prepare_all({"а.xlsx": grid("centres"), "б.xlsx": grid("centres"), "в.xlsx": grid("graduates")})
    assert [rules(draft) for draft in drafts] == [["zip_same_kind"], ["zip_same_kind"], []]
    assert drafts[0].findings["detail"].tolist() == ["всичко.zip/а.xlsx, всичко.zip/б.xlsx"]


def test_in_an_archive_the_chosen_kind_only_settles_a_doubt() -> None:
    said = {"kind": "annual_e", "year": 2024, "centre": "9999120001"}
    drafts = prepare_all({"а.xlsx": grid("centres"), "б.xlsx": grid("annual_a")}, **said)
    assert [(draft.kind, rules(draft)) for draft in drafts] == [("centres", []), ("annual_e", [])]


def test_a_damaged_archive_gives_one_draft_that_says_so() -> None:
    (draft,) = prepare("x.zip", packed({"а.csv": delimited(grid("centres")), "б.xlsx": b"-"}), Options(), KNOWN)
    assert (draft.kind, draft.rows, draft.rows_read, draft.asks) == (None, None, 0, ())
    assert draft.findings[["rule", "detail"]].to_numpy().tolist() == [["file_unreadable", "б.xlsx"]]


def test_options_that_are_open_are_listed_and_stop_the_import() -> None:
    draft = check(grid("annual_b"))
    assert draft.asks == ("year", "centre")
    assert draft.findings[["rule", "detail"]].to_numpy().tolist() == [
        ["option_missing", "year"],
        ["option_missing", "centre"],
    ]
    assert check_kind("annual_b").asks == ()
    assert check_kind("survey_detail", wave=None, year=None).asks == ("year", "wave")


def digest(name: str = "x.csv", known: Any = KNOWN, cells: Grid | None = None, **said: Any) -> str:
    data = delimited(cells or grid("annual_b"))
    return prepare(name, data, Options(**{"year": 2024, "centre": "9999120001", **said}), known)[0].digest


def test_the_same_file_with_the_same_answers_has_the_same_digest() -> None:
    assert digest() == digest("друго име.csv") == digest(known=replace(KNOWN, licences=frozenset({"1"})), wave=1)
    others = [digest(year=2023), digest(centre="9999120002"), digest(cells=grid("annual_b", {"hours": 1}))]
    assert len({digest(), *others}) == 4


def test_the_options_stay_with_the_draft() -> None:
    assert check_kind("annual_b").options == Options(year=2024, centre="9999120001")


@pytest.mark.parametrize(("kind", "rejected"), [("graduates", 1), ("centres", 0)])
def test_rows_with_an_error_are_counted_and_warnings_are_not(kind: str, rejected: int) -> None:
    change = {"sex": "?"} if kind == "graduates" else {"settlement": "Никъде"}
    draft = check_kind(kind, change)
    assert (draft.rows_read, draft.rows_rejected) == (1, rejected)
