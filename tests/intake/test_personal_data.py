"""No identifier of a person comes out of intake, wherever it was put."""

import io
import re
from datetime import date, timedelta
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontrack_dash.intake.draft import Draft, Options, prepare
from ontrack_dash.intake.findings import MASKED
from ontrack_dash.intake.personal_data import find_hits, holds_personal_data, redact_name
from tests.intake.making import (
    EGN,
    KNOWN,
    PNF,
    SAID,
    Grid,
    check,
    check_kind,
    columns,
    grid,
    make_egn,
    make_pnf,
    places,
    rules,
)

MOBILE = "0888123456"


@pytest.mark.parametrize(
    "text",
    [
        EGN, PNF, f"ЕГН {EGN}", f"ЕГН:{EGN}.", f"Иван,{EGN},Варна", f"1.{EGN}", f"{EGN}.0", "850312 5642",
        "850312-5642",
        "85 03 12 56 42", "8 5 0 3 1 2 5 6 4 2", "850-312-5642", "850312\u00a05642", "850312 – 5642",
        "кв. 5 850312 5642",
        "31.01.2024 8503125642", "2024-01-31 8503125642", "ivan.petrov@abv.bg", "Иван <ivan_p+1@mail.example.com>",
        "ivan @ abv.bg", "иван@поща.бг", MOBILE, "0888 123 456", "088/812-34-56", "+359 888 123 456",
        "+359(0)888123456",
        "00359888123456", "359888123456", "тел.0888123456", "02 987 65 43", "02/9876543", "(02) 987-65-43",
        "052 123 456",
        "032/123456", "моб. 0988.123.456",
        # What copying out of Word and PDF files brings along: invisible marks, hyphens and dashes that are not "-".
        f"{EGN[:5]}\u200b{EGN[5:]}", f"{EGN[:6]}\u00ad{EGN[6:]}", "850312\u20115642", "0888\u200b123\u2060456",
        "0888\u2011123\u2011456", "0888–123–456", "ivan\u200b@abv.bg", "ivan@abv\u00ad.bg",
    ],
)  # fmt: skip
def test_an_identifier_is_seen_in_any_writing(text: str) -> None:
    assert holds_personal_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "8503125643", "12345678901", "2024-01-31 00:00:00", "2024-02-29 00:00:00", "31.01.2024 г. 0:00:00 ч.",
        "01.02.2024 - 03.04.2024", "02-03-2024 - 04-05-2024", "02/03/2024 - 04/05/2024", "2022-2023 12", "2019 2020 21",
        "1 234 567 890", "1200,50", "0.3333333333", "5220306 Газова техника - III СПК", "АБВ-000123", "p000001",
        "Register_CPO_20240131010203", "20240131010203", "а3f9-550e8400-e29b", "9:00-17:00", "", "@",
        "иван@", "№ 12/31.01.2024",
        "0001234567 0", "1 2 3 4 5", "2013121098-0001", "ЦПО, лицензия 2008121098", "a" * 40_000 + "@", "100 000 000",
    ],
)  # fmt: skip
def test_what_identifies_nobody_is_left_alone(text: str) -> None:
    assert not holds_personal_data(text)


@given(day=st.dates(date(1990, 1, 1), date(2040, 1, 1)), days=st.integers(0, 900))
def test_no_date_or_range_of_dates_is_taken_for_a_person(day: date, days: int) -> None:
    end = day + timedelta(days)
    texts = [f"{day} 00:00:00", f"{day}", f"{day:%d.%m.%Y} г. - {end:%d.%m.%Y} г.", f"{day:%d.%m.%Y}-{end:%d.%m.%Y}"]
    assert [
        text for text in [*texts, f"{day:%Y%m%d%I%M%S}", f"{day:%d.%m.%Y} г. 0:00:00 ч."] if holds_personal_data(text)
    ] == []


@given(count=st.integers(0, 9_999_999), price=st.decimals(0, 999_999, places=2), share=st.floats(0, 1_000))
def test_no_count_or_price_is_taken_for_a_person(count: int, price: Any, share: float) -> None:
    texts = [
        str(count),
        f"{count:,}".replace(",", " "),
        str(price),
        f"{price:,}".replace(",", " ").replace(".", ","),
        str(share),
    ]
    assert len(find_hits(pa.array(texts), is_number=True)) == 0


def test_keys_made_by_a_hash_function_are_no_identifiers() -> None:
    keys = [f"a3f{EGN}bc9e01d2e3f4", f"{EGN[:8]}-{EGN[8:]}00-4a00-8000-{EGN}ab", "E" * 30 + EGN]
    assert len(find_hits(pa.array(keys))) == 0
    assert find_hits(pa.array([f"a{EGN}b", f"№{EGN}"])).tolist() == [0, 1]


def test_short_numbers_are_identifiers_when_most_of_a_column_are() -> None:
    young = [make_egn(nine).lstrip("0") for nine in ("014112123", "024203456", "004519789")]
    assert [len(number) for number in young] == [9, 9, 8]
    assert find_hits(pa.array(young)).tolist() == [0, 1, 2]
    assert len(find_hits(pa.array([*young, "123456789", "12345678", "765432198"]))) == 0
    assert find_hits(pa.array(["888123456", "П-1"])).tolist() == [0]


def test_a_file_name_may_hold_a_licence_number_but_no_person() -> None:
    assert redact_name("Kursove 2008121098.xlsx") == "Kursove 2008121098.xlsx"
    assert redact_name(f"{PNF}.xlsx", frozenset({PNF})) == f"{PNF}.xlsx"
    assert redact_name(f"Иван {EGN}.xlsx", frozenset({PNF})) == f"{MASKED}.xlsx"
    assert redact_name(f"списък на ivan@abv.bg 1/{EGN}") == MASKED


def test_a_hit_stops_the_import_with_its_place_and_not_its_value() -> None:
    draft = check_kind("graduates", {"pseudonym": f"Иван {EGN}"})
    assert draft.findings[["rule", "severity", "value"]].to_numpy().tolist() == [["personal_data", "error", MASKED]]
    assert places(draft, "personal_data") == [(2, "B")]
    assert draft.cells["pseudonym"].tolist() == [MASKED]


@pytest.mark.parametrize(("kind", "field"), [("graduates", "pseudonym"), ("pilot_scores", "respondent")])
@pytest.mark.parametrize("name", ["Иван Петров Иванов", "ПЕТРОВА, АННА-МАРИЯ", "ana petrova"])
def test_a_name_where_a_key_belongs_stops_the_import(kind: str, field: str, name: str) -> None:
    draft = check_kind(kind, {field: name})
    assert "personal_data" in rules(draft)
    assert name not in draft.cells.to_string() + draft.findings.to_string()


@pytest.mark.parametrize("key", ["о-1", "курсист А", "група 2 курсист 14", "4f2a9c", "2024/17"])
def test_a_key_is_no_name(key: str) -> None:
    assert rules(check_kind("graduates", {"pseudonym": key})) == []


def test_columns_nobody_uses_are_scanned_too() -> None:
    header, row = grid("graduates")
    draft = check([[*header, "Бележка", None], [*row, MOBILE, EGN]])
    assert places(draft, "personal_data") == [(2, "O"), (2, "P")]
    assert list(draft.cells) == [column.field for column in columns("graduates")]


def test_a_licence_column_is_exempt_by_name() -> None:
    header, row = grid("employers")
    assert rules(check([header, [PNF, *row[1:]]])) == []
    assert "personal_data" not in rules(check([[*header, "Лицензия"], [*row, PNF]]))


def test_a_masked_cell_breaks_no_other_rule() -> None:
    assert rules(check_kind("annual_b", {"enrolled_men": EGN})) == ["personal_data"]


def test_names_of_sheets_and_files_are_read_as_well() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"тел. {MOBILE}"
    for row in grid("centres"):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    (draft,) = prepare(f"на {EGN}.xlsx", stream.getvalue(), Options(), KNOWN)
    assert (draft.name, draft.sheet) == (f"{MASKED}.xlsx", MASKED)
    assert draft.findings["detail"].tolist() == ["file_name", "sheet_name"]


def test_an_unreadable_file_keeps_its_name_to_itself() -> None:
    (draft,) = prepare(f"на {EGN}.xlsx", b"PK", Options(), KNOWN)
    assert (draft.name, rules(draft)) == (f"{MASKED}.xlsx", ["file_unreadable", "personal_data"])


def identifiers() -> st.SearchStrategy[str]:
    births = st.dates(date(1930, 1, 1), date(2012, 12, 31))
    egns = st.builds(_egn, births, st.integers(0, 999))
    pnfs = st.integers(100_000_000, 999_999_999).map(lambda nine: make_pnf(str(nine)))
    grouped = st.builds(
        _group, egns, st.sampled_from([" ", "-", " - ", "\u00a0"]), st.sampled_from([[6], [2, 4, 6], [6, 8], [3, 6]])
    )
    phones = st.builds(
        str.__add__, st.sampled_from(["08", "+3598", "003598", "0 8"]), st.from_regex(r"[789][0-9]{7}", fullmatch=True)
    )
    emails = st.from_regex(r"[a-z]{3,8}[._]?[a-z]{2,5}@[a-z]{3,6}\.(bg|com)", fullmatch=True)
    return st.one_of(egns, pnfs, grouped, phones, emails)


def _egn(birth: date, serial: int) -> str:
    month = birth.month + (40 if birth.year >= 2000 else 0)
    return make_egn(f"{birth:%y}{month:02}{birth:%d}{serial:03}")


def _group(digits: str, gap: str, cuts: list[int]) -> str:
    return gap.join(digits[start:end] for start, end in zip([0, *cuts], [*cuts, None], strict=True))


def everything(draft: Draft) -> list[str]:
    frames = [draft.findings, draft.cells, *([] if draft.rows is None else [draft.rows])]
    cells = [str(cell) for frame in frames for cell in [*frame.columns, *frame.to_numpy().ravel()]]
    return [draft.name, str(draft.sheet), draft.digest, str(draft.match), *cells]


def put(kind: str, at: tuple[int, int], text: str) -> Grid:
    cells = grid(kind, {}, {"answer_id": "2", "pseudonym": "2", "licence": "9999120002"})
    cells[at[0]] = [*cells[at[0]][: at[1]], text, *cells[at[0]][at[1] + 1 :]]
    return cells


PLACES = [
    (kind, (row, at))
    for kind in ("centres", "annual_a", "annual_validation", "graduates", "answers", "employers", "survey_detail")
    for row in range(len(grid(kind)) + 1)
    for at in range(len(grid(kind)[-1]))
    if not (row >= len(grid(kind)) - 1 and at < len(columns(kind)) and columns(kind)[at].field == "licence")
]


@given(
    place=st.sampled_from(PLACES),
    person=identifiers(),
    before=st.sampled_from(["", "Иван ", "тел: ", "да; ", "№ 3, "]),
    after=st.sampled_from(["", " г.", ", Варна", "."]),
)
def test_an_identifier_anywhere_in_a_sheet_is_found_and_never_comes_out(
    place: tuple[str, tuple[int, int]], person: str, before: str, after: str
) -> None:
    kind, at = place
    draft = check(put(kind, at, f"{before}{person}{after}"), **SAID.get(kind, {}))
    digits = re.sub(r"\D", "", person)
    texts = everything(draft)
    assert not any(person in text for text in texts)
    assert "@" in person or not any(digits in re.sub(r"\D", "", text) for text in texts if text != draft.digest)
    assert {"personal_data", "layout_unknown", "layout_other"} & set(rules(draft))


@given(person=identifiers(), name=st.sampled_from(["{}.xlsx", "списък {}.csv", "{}_2024.zip", "Иван_{}"]))
def test_an_identifier_in_a_file_name_never_comes_out(person: str, name: str) -> None:
    for draft in prepare(name.format(person), b"a;b\n1;2", Options(), KNOWN):
        assert not any(person in text for text in everything(draft))
        assert "personal_data" in rules(draft)
