"""Checked rows come out typed as the raw tables want them, with what follows filled in."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import ontrack_dash
from ontrack_dash.fields import LAYOUTS
from ontrack_dash.intake.dates import parse_date
from ontrack_dash.intake.places import find_oblast, find_settlement
from ontrack_dash.intake.tidy import TABLES
from ontrack_dash.intake.values import (
    read_choice,
    read_count,
    read_decimal,
    read_licence,
    read_profession,
    read_scale,
    read_specialty,
    read_year,
)
from tests.intake.making import EXAMPLES, check, check_kind, columns, grid, rules

DTYPES = {
    "licence": "string", "level": "string", "wave": "string", "year": "Int32", "birth_year": "Int32",
    "price": "Float64",
    "enrolled_men": "Int32", "usefulness": "Int32", "has_consent": "boolean", "is_studying": "boolean",
    "completion_date": "datetime64[s]", "answer_date": "datetime64[s]", "survey": "string",
}  # fmt: skip


def tidied(kind: str, *changes: Any, **said: Any) -> pd.DataFrame:
    draft = check_kind(kind, *changes, **said)
    assert draft.rows is not None
    return draft.rows


def values(frame: pd.DataFrame, row: int) -> dict[str, Any]:
    return {str(name): None if pd.isna(value) else value for name, value in frame.loc[row].items()}


def test_raw_tables_and_tidy_rows_have_the_same_columns() -> None:
    sql = (Path(ontrack_dash.__file__).parent / "store" / "sql" / "00_raw_tables.sql").read_text(encoding="utf-8")
    made = dict(re.findall(r"CREATE TABLE IF NOT EXISTS raw_(\w+) \((.*?)\);", sql, re.DOTALL))
    for table, names in TABLES.items():
        assert re.findall(r"^\s+\"?(\w+)\"? [A-Z]", made[table], re.MULTILINE) == ["import_id", "row", *names]


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_kind_gives_the_columns_and_types_of_its_table(kind: str) -> None:
    frame = tidied(kind)
    assert tuple(frame) == TABLES[LAYOUTS[kind].table]
    assert {name: str(frame[name].dtype) for name in frame if name in DTYPES} == {
        name: dtype for name, dtype in DTYPES.items() if name in frame
    }


def test_a_graduate_is_read_in_full() -> None:
    assert values(tidied("graduates"), 2) == {
        "licence": "9999120001", "pseudonym": "g-1", "profession": "811010", "specialty": None, "level": "3",
        "kind": "full", "completion_date": datetime(2023, 6, 30), "sex": "female", "birth_year": 1990, "funding": "fee",
        "oblast": "SOF", "has_consent": True, "is_invited_1": True, "is_invited_2": False,
    }  # fmt: skip


def test_a_course_gets_its_year_centre_and_kind_from_outside_the_file() -> None:
    frame = tidied("annual_d", {"certified_men": None, "certified_women": 0})
    names = ("licence", "year", "kind", "price", "level", "certified_women")
    assert {name: values(frame, 3)[name] for name in names} == {
        "licence": "9999120001", "year": 2024, "kind": "other", "price": 1200.5, "level": "3", "certified_women": 0,
    }  # fmt: skip
    assert {tidied(kind)["kind"].item() for kind in ("annual_a", "annual_b", "annual_e")} == {"full", "part", "legal"}


def test_an_answer_counts_for_the_year_of_completion() -> None:
    frame = tidied("answers", {"completion_date": "31.12.2022"}, {"answer_id": "a-2", "completion_date": "01.01.2023"})
    assert frame["year"].tolist() == [2022, 2023]
    assert frame["survey"].isna().all()


def test_an_option_never_overrules_the_file() -> None:
    frame = tidied("answers", {"wave": None}, {"answer_id": "a-2", "wave": 2}, wave=1, year=2019, centre="1" * 10)
    assert frame["wave"].tolist() == ["1", "2"]
    assert set(frame["year"]) == {2023}
    assert set(frame["licence"]) == {"9999120001"}


def test_a_wave_is_asked_for_only_where_the_file_leaves_it_open() -> None:
    assert check_kind("answers").asks == ()
    half = check_kind("answers", {}, {"answer_id": "a-2", "wave": None})
    assert (half.asks, rules(half)) == (("wave",), ["option_missing"])
    at = [column.field for column in columns("answers")].index("wave")
    without = [row[:at] + row[at + 1 :] for row in grid("answers")]
    assert check(without).asks == ("wave",)
    draft = check(without, wave=2)
    assert (draft.asks, rules(draft), draft.rows["wave"].item() if draft.rows is not None else None) == ((), [], "2")


def test_a_specialty_decides_profession_and_level() -> None:
    frame = tidied("graduates", {"profession": None, "specialty": "5220306 Газова техника - III СПК", "level": None})
    assert values(frame, 2)["profession"] == "522030"
    assert values(frame, 2)["level"] == "3"


def test_a_profession_decides_the_level_only_when_it_has_one() -> None:
    several, one = (
        tidied("graduates", {"level": None})["level"],
        tidied("graduates", {"profession": "212010", "level": None}),
    )
    assert several.isna().all()
    assert one["level"].tolist() == ["3"]


def test_a_register_gets_its_oblast_from_the_settlement() -> None:
    frame = tidied("centres", {"settlement": "гр.Варна"}, {"licence": "9999120002", "settlement": None})
    assert values(frame, 2) == {
        "licence": "9999120001", "centre_name": "ЦПО Пример", "settlement": "гр.Варна", "oblast": "VAR",
    }  # fmt: skip
    assert values(frame, 3)["oblast"] is None


def test_rows_keep_the_numbers_people_see() -> None:
    header, row = grid("centres")
    draft = check([header, row, [], ["9999120002", "б", "Варна"], [" "], ["9999120003", "в", "Русе"]])
    assert draft.rows is not None
    assert (list(draft.rows.index), list(draft.cells.index), draft.rows_read) == ([2, 4, 6], [2, 4, 6], 3)


def test_a_file_without_rows_gives_an_empty_table() -> None:
    draft = check(grid("graduates")[:-1])
    assert draft.rows is not None
    assert (tuple(draft.rows), len(draft.rows), draft.rows_read) == (TABLES["graduates"], 0, 0)


def test_a_cell_that_breaks_a_rule_is_empty_in_the_rows() -> None:
    assert tidied("annual_b", {"price": "безплатно"})["price"].isna().all()


def test_a_birthday_is_cut_to_its_year_before_anything_keeps_it() -> None:
    draft = check_kind("graduates", {"birth_year": "12.03.1985 г."})
    assert rules(draft) == []
    assert draft.rows is not None
    assert (draft.rows["birth_year"].tolist(), draft.cells["birth_year"].tolist()) == ([1985], ["1985"])


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-31 00:00:00", "2024-01-31", "2024-01-31T10:20", "31.01.2024", "31.1.2024", "31.01.2024 г.",
        "31.01.2024г.", "31.1.2024 г. 0:00:00", "31.1.2024 г. 0:00:00 ч.", "01.11.2023 - 31.01.2024",
        "01.11.2023 г. - 31.01.2024 г.", "01.11.2023г. - 31.01.2024г.",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_shape(text: str) -> None:
    assert parse_date(text) == date(2024, 1, 31)


@pytest.mark.parametrize("text", ["", "45322", "31/01/2024", "30.02.2024", "31.01.20245", "януари 2024", "31.01.24"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (read_count, "12", 12), (read_count, "12,0", 12), (read_count, "1 200", 1200), (read_count, "0", 0),
        (read_count, "-0", 0), (read_decimal, "1200,50", 1200.5), (read_decimal, "1 200,50", 1200.5),
        (read_decimal, "1.200,50", 1200.5), (read_decimal, "1,200.50", 1200.5), (read_decimal, "12", 12.0),
        (read_scale, "5.0", 5), (read_licence, "2013121098", "2013121098"),
        (read_licence, "2013121098/15.05.2013 г.", "2013121098"), (read_licence, "0012", "0012"),
        (read_profession, "811010 Хотелиер", "811010"), (read_profession, "81101О", "811010"),
        (read_profession, "811010.0", "811010"), (read_specialty, "5220306", "5220306"),
        (read_specialty, "5220306 Газова техника - ІІІ СПК", "5220306"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_people_write_it(read: Any, text: str, value: object) -> None:
    assert read(text)[:2] == (value, None)


@pytest.mark.parametrize(
    ("vocabulary", "text", "code"),
    [
        ("level", "III СПК", "3"), ("level", "ІІІ CПK", "3"), ("level", "3.0", "3"),
        ("sex", "Ж", "female"), ("sex", "2", "female"),
        ("yes_no", "ДА", True), ("yes_no", "0", False), ("in_field", "other", "other"), ("in_field", "Не", "other"),
        ("funding", "Заплащане на такса  от обучаемите", "fee"),
    ],
)  # fmt: skip
def test_a_choice_is_read_in_any_spelling(vocabulary: str, text: str, code: object) -> None:
    assert read_choice(text, vocabulary).value == code


def test_years_are_read_between_their_bounds() -> None:
    assert [read_year(text, 2000, 2026).value for text in ("2000", "2026 г.", "2026.0", "1999", "2027", "26")] == [
        2000, 2026, 2026, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "oblasti"),
    [
        ("Варна", ("VAR",)), ("обл. Варна", ("VAR",)), ("СОФИЯ-ГРАД", ("SOF",)), ("София област", ("SFO",)),
        ("София", ("SFO", "SOF")), ("BLG", ("BLG",)), ("Никъде", ()),
    ],
)  # fmt: skip
def test_an_oblast_is_known_by_any_of_its_names(name: str, oblasti: tuple[str, ...]) -> None:
    assert find_oblast(name) == oblasti


@pytest.mark.parametrize(
    ("name", "oblasti"),
    [
        ("гр. София", ("SOF",)), ("София", ("SOF",)), ("ГР.ВАРНА", ("VAR",)), ("град Варна", ("VAR",)),
        ("гр. Бяла", ("VAR", "RSE")), ("с. Бяла", ("SLV",)), ("Сандански", ("BLG",)), ("гр. Никъде", ()),
    ],
)  # fmt: skip
def test_a_settlement_is_known_by_name_and_by_type_where_it_is_said(name: str, oblasti: tuple[str, ...]) -> None:
    assert sorted(find_settlement(name)) == sorted(oblasti)
