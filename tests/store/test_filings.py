"""What centres filed is kept by import, read as the latest word, and comes and goes with its file."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ontrack_dash import imports
from ontrack_dash.imports import Upload
from ontrack_dash.intake.draft import Options
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, connection, filings, load, marts, register
from ontrack_dash.store.errors import AssertionFailedError
from tests.builders import CENTRE, OTHER, Row, batch, build, rows
from tests.files import workbook
from tests.intake.making import SAID, TODAY, grid

KINDS = ("self_assessments", "filing_list", "annual_list_napoo", "annual_list", "annual_list_all")
NOTHING: Row = {"filing_status": None, "filing_date": None}


def word(path: Path, *columns: str) -> list[list[Any]]:
    """Return what is said of each centre and year, days as text."""
    frame = filings.read_filings(path)
    days = {name: frame[name].dt.strftime("%d.%m.%Y") for name in ("filing_date", "annual_date")}
    plain = frame.assign(**days).astype(object).where(frame.notna(), None)
    return plain[list(columns)].to_numpy().tolist()


def listed(*changes: Row) -> pd.DataFrame:
    return rows("filings", *changes)


def test_a_build_of_nothing_but_filings_is_made_and_read(tmp_path: Path) -> None:
    made = build(tmp_path, filings=listed({}, {"licence": OTHER, "filing_status": "returned"}))
    assert word(made.path, "centre", "year", "filing_status", "filing_date", "annual_status") == [
        [CENTRE, 2024, "approved", "20.01.2025", None],
        [OTHER, 2024, "returned", "20.01.2025", None],
    ]
    assert (len(filings.read_counts(made.path)), len(filings.read_points(made.path))) == (0, 0)
    assert len(register.centres(made.path)) == 0
    assert register.contents(made.path).imports == 1


def test_a_build_without_filings_says_nothing_of_them(tmp_path: Path) -> None:
    made = build(tmp_path, graduates=rows("graduates"))
    read = (filings.read_filings, filings.read_lists, filings.read_counts, filings.read_points)
    assert [len(each(made.path)) for each in read] == [0] * 4


def test_reports_give_their_counts_and_points_and_say_how_far_they_are(tmp_path: Path) -> None:
    made = build(tmp_path, self_assessments=rows("self_assessments", {"filed_full": 12, "filed_withdrawn": 3}))
    counts = filings.read_counts(made.path)
    assert counts[["centre", "year", "filed_full", "filed_part", "filed_withdrawn"]].to_numpy().tolist() == [
        [CENTRE, 2024, 12, 0, 3]
    ]
    assert filings.read_points(made.path).to_numpy().tolist() == [
        [CENTRE, 2024, "Осигурен достъп?", 2.0],
        [CENTRE, 2024, "Проследена реализация?", 0.5],
    ]
    assert word(made.path, "centre", "filing_status") == [[CENTRE, "approved"]]


def test_a_question_is_kept_as_it_is_printed(tmp_path: Path) -> None:
    settings, question = Settings(data=tmp_path), 'Има ли „план“ (т. 1.2) и "цели" – $.a[0]?'
    cells = grid("self_assessments", questions={question: "1,5", "Втори": 2, "А първи": 3})
    imports.commit(settings, imports.prepare(settings, [Upload("x.xlsx", workbook(cells), Options())], TODAY))
    made = builds.current(tmp_path)
    assert made is not None
    assert filings.read_points(made.path)[["question", "points"]].to_numpy().tolist() == [
        [question, 1.5], ["Втори", 2.0], ["А първи", 3.0],
    ]  # fmt: skip


def test_a_report_without_points_has_none(tmp_path: Path) -> None:
    made = build(tmp_path, self_assessments=rows("self_assessments", {"points": "{}"}, {"year": 2023, "points": None}))
    assert (len(filings.read_points(made.path)), len(filings.read_counts(made.path))) == (0, 2)


def test_the_latest_import_that_says_something_counts(tmp_path: Path) -> None:
    annual = {"list": "napoo", "annual_status": "created", "annual_date": date(2025, 1, 5)}
    build(tmp_path, filings=listed({"filing_status": "submitted", "filing_date": date(2025, 1, 31)}))
    silent = build(tmp_path, filings=listed({**annual, **NOTHING}))
    assert word(silent.path, "filing_status", "filing_date", "annual_status", "annual_date") == [
        ["submitted", "31.01.2025", "created", "05.01.2025"]
    ]
    returned = build(tmp_path, self_assessments=rows("self_assessments", {"filing_status": "returned"}))
    assert word(returned.path, "filing_status", "annual_status") == [["returned", "created"]]
    later = build(tmp_path, filings=listed({"list": "napoo", "filing_status": "approved", "annual_status": "approved"}))
    assert word(later.path, "filing_status", "annual_status", "annual_date") == [["approved", "approved", None]]


def test_a_list_that_only_knows_yes_and_no_is_a_word_on_the_annual_report(tmp_path: Path) -> None:
    yes = {**NOTHING, "list": "annual", "is_annual_filed": True, "annual_date": date(2025, 1, 9)}
    filed = build(tmp_path, filings=listed(yes))
    assert word(filed.path, "filing_status", "annual_status", "annual_date") == [[None, "submitted", "09.01.2025"]]
    taken_back = build(tmp_path, filings=listed({**NOTHING, "list": "annual", "is_annual_filed": False}))
    assert word(taken_back.path, "annual_status", "annual_date") == [[None, None]]


def test_lists_say_which_centres_stand_in_them(tmp_path: Path) -> None:
    made = build(
        tmp_path,
        filings=listed({}, {"licence": OTHER}, {**NOTHING, "list": "annual", "year": 2023}),
        self_assessments=rows("self_assessments"),
    )
    assert filings.read_lists(made.path)[["centre", "year", "list"]].to_numpy().tolist() == [
        [CENTRE, 2023, "annual"],
        [CENTRE, 2024, "report"],
        [CENTRE, 2024, "self_assessment"],
        [OTHER, 2024, "self_assessment"],
    ]


def test_a_later_list_replaces_only_its_own_kind_centre_and_year(tmp_path: Path) -> None:
    build(tmp_path, filings=listed({}, {"licence": OTHER}, {"year": 2023}, {"list": "annual_all"}))
    again = batch("filings", listed({"filing_status": "returned"}))
    assert load.effect(tmp_path, again).replaced == 1
    made = load.commit(tmp_path, [again])
    with connection.read(made.path) as cursor:
        kept = cursor.execute("SELECT list, year, filing_status, import_id FROM raw_filings ORDER BY ALL").fetchall()
    assert kept == [
        ("annual_all", 2024, "approved", 1),
        ("self_assessment", 2023, "approved", 1),
        ("self_assessment", 2024, "approved", 1),
        ("self_assessment", 2024, "returned", 2),
    ]


@pytest.mark.parametrize(
    ("name", "breakage"),
    [
        ("filings_are_one_a_year", "INSERT INTO raw_filings SELECT * FROM raw_filings"),
        ("filings_are_one_a_year", "INSERT INTO raw_self_assessments SELECT * FROM raw_self_assessments"),
        ("counts_are_not_negative", "UPDATE raw_self_assessments SET filed_failed = -1"),
        ("counts_are_not_negative", """UPDATE raw_self_assessments SET points = '{"а": -0.5}'"""),
        ("rows_name_their_import", "UPDATE raw_filings SET import_id = 99"),
        ("rows_name_their_import", "UPDATE raw_self_assessments SET import_id = 99"),
    ],
)
def test_each_invariant_of_filings_can_fail(tmp_path: Path, name: str, breakage: str) -> None:
    made = build(tmp_path, filings=listed({}), self_assessments=rows("self_assessments"))
    copy = tmp_path / "broken.duckdb"
    copy.write_bytes(made.path.read_bytes())
    with connection.write(copy) as cursor:
        marts.check(cursor)
        cursor.execute(breakage)
        with pytest.raises(AssertionFailedError, match=name):
            marts.check(cursor)


def test_a_build_from_before_there_were_filings_is_read_after_it_is_refreshed(tmp_path: Path) -> None:
    old = build(tmp_path, graduates=rows("graduates"))
    connection.forget(old.path)
    with connection.write(old.path) as cursor:
        for view in ("stg_points", "stg_self_assessments", "stg_filings"):
            cursor.execute(f"DROP VIEW {view}")
        cursor.execute("DROP TABLE raw_filings")
        cursor.execute("DROP TABLE raw_self_assessments")
        cursor.execute("UPDATE build_info SET fingerprint = 'an earlier version'")
    fresh = builds.refresh(tmp_path)
    assert fresh is not None
    assert (fresh.number, len(filings.read_filings(fresh.path))) == (2, 0)
    with_filings = build(tmp_path, filings=listed({}))
    assert word(with_filings.path, "filing_status") == [["approved"]]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_goes_the_whole_way_in_and_out(tmp_path: Path, kind: str) -> None:
    settings = Settings(data=tmp_path)
    upload = Upload(f"{kind}.xlsx", workbook(grid(kind)), Options(**SAID.get(kind, {})))
    outcome = imports.commit(settings, imports.prepare(settings, [upload], TODAY))
    made = builds.current(tmp_path)
    assert made is not None
    assert (outcome.is_unchanged, made.number, len(outcome.findings)) == (False, 1, 0)
    assert [row[:2] for row in word(made.path, "centre", "year")] == [[CENTRE, 2024]]
    again = imports.commit(settings, imports.prepare(settings, [upload], TODAY))
    assert (again.is_unchanged, again.build) == (True, 1)
    assert imports.undo(settings) is None
    assert builds.current(tmp_path) is None


def test_all_kinds_in_one_import_agree_on_one_row_a_centre_and_year(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    uploads = [Upload(f"{kind}.xlsx", workbook(grid(kind)), Options(**SAID.get(kind, {}))) for kind in KINDS]
    imports.commit(settings, imports.prepare(settings, uploads, TODAY))
    made = builds.current(tmp_path)
    assert made is not None
    assert word(made.path, "centre", "year", "filing_status", "filing_date", "annual_status", "annual_date") == [
        [CENTRE, 2024, "returned", "28.01.2025", "approved", "20.02.2025"]
    ]
    assert filings.read_points(made.path)["points"].tolist() == [2.0, 0.5]
