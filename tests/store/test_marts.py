"""Every flag of the facts, on rows small enough to count by hand."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.store import connection, cube
from ontrack_dash.store.builds import Build
from ontrack_dash.store.errors import UnknownFlagError
from tests.builders import CENTRE, OTHER, Row, build, rows


def counted(published: Build, flag: str) -> int:
    with connection.read(published.path) as cursor:
        found = cursor.execute(f"SELECT coalesce(sum(n), 0)::INTEGER FROM mart_facts WHERE {flag}").fetchone()
    assert found is not None
    return int(found[0])


ANSWERS: tuple[Row, ...] = (
    {"destination": "employed", "in_field": "profession"},
    {"destination": "employed", "in_field": "related"},
    {"destination": "employed", "in_field": "other"},
    {"destination": "employed", "in_field": None},
    {"destination": "self_employed", "in_field": "profession"},
    {"destination": "self_employed", "in_field": "other", "is_studying": True},
    {"destination": "study", "in_field": None, "months_to_job": None, "usefulness": None},
    {"destination": "unemployed", "in_field": None, "months_to_job": None, "usefulness": None, "satisfaction": 4},
    {"destination": "inactive", "in_field": None, "months_to_job": None, "usefulness": None, "satisfaction": 3},
    {"destination": "other", "in_field": None, "months_to_job": None, "usefulness": None, "satisfaction": None},
    {"destination": "unknown", "in_field": None, "months_to_job": None, "usefulness": None, "satisfaction": None},
)


ROWS: dict[str, tuple[Row, ...]] = {
    "answers": ANSWERS,
    "courses": ({"enrolled_men": 10, "certified_men": 8, "enrolled_women": 8, "certified_women": 5, "vulnerable": 4},),
    "graduates": ({"is_invited_2": True}, {}, {"has_consent": False, "is_invited_1": None}),
    "employer_answers": (
        {"qualification": 5, "satisfaction": None},
        {"qualification": 4, "satisfaction": 4},
        {"qualification": 3, "satisfaction": 3},
    ),
    "course_answers": ({"satisfaction": 4}, {"satisfaction": 3}, {"satisfaction": None}),
}


@pytest.fixture(scope="module")
def built_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Build]:
    """Build the rows of one table, once for all flags."""
    return cache(lambda table: build(tmp_path_factory.mktemp(table), **{table: rows(table, *ROWS[table])}))


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("is_answered", 11),
        ("is_known", 10),
        ("is_known_not_student", 8),
        ("is_employed", 6),
        ("is_placed", 8),
        ("is_in_education", 2),
        ("is_unemployed", 1),
        ("is_inactive", 1),
        ("is_in_field", 3),
        ("is_employed_field_known", 5),
        ("is_destination_in_field", 2),
        ("is_destination_other_field", 1),
        ("is_destination_self_employed", 2),
        ("is_destination_study", 1),
        ("is_destination_unemployed", 1),
        ("is_destination_inactive", 1),
        ("is_destination_other", 1),
        ("is_destination_unknown", 2),
        ("is_useful_asked", 6),
        ("is_useful", 6),
        ("is_satisfied_asked", 9),
        ("is_satisfied", 8),
        ("has_found_job", 6),
        ("is_job_asked", 10),
        ("is_job_asked AND NOT has_found_job AND job_months = 12", 4),
        ("is_job_asked AND has_found_job AND job_months = 3", 6),
    ],
)
def test_answers_set_their_flags(built_of: Callable[[str], Build], flag: str, expected: int) -> None:
    assert counted(built_of("answers"), flag) == expected


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("is_enrolled", 18),
        ("has_left", 18),
        ("is_certified", 13),
        ("is_certified AND sex = 'female'", 5),
        ("is_completer", 13),
        ("is_vulnerable", 4),
    ],
)
def test_annual_courses_set_their_flags(built_of: Callable[[str], Build], flag: str, expected: int) -> None:
    assert counted(built_of("courses"), flag) == expected


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("is_completer", 3),
        ("is_completer_listed", 3),
        ("is_reachable", 2),
        ("is_invited_1", 2),
        ("is_invited_2", 1),
    ],
)
def test_graduates_set_their_flags(built_of: Callable[[str], Build], flag: str, expected: int) -> None:
    assert counted(built_of("graduates"), flag) == expected


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("is_qualification_asked", 3),
        ("is_qualification_good", 2),
        ("is_employer_asked", 2),
        ("is_employer_satisfied", 1),
    ],
)
def test_employers_set_their_flags(built_of: Callable[[str], Build], flag: str, expected: int) -> None:
    assert counted(built_of("employer_answers"), flag) == expected


@pytest.mark.parametrize(("flag", "expected"), [("is_course_asked", 2), ("is_course_satisfied", 1)])
def test_answers_at_the_end_of_a_course_set_their_flags(
    built_of: Callable[[str], Build], flag: str, expected: int
) -> None:
    assert counted(built_of("course_answers"), flag) == expected


def test_every_flag_of_the_catalogue_has_its_row_here() -> None:
    tested = {
        parameters[0].split()[0]
        for test in (
            test_answers_set_their_flags,
            test_annual_courses_set_their_flags,
            test_graduates_set_their_flags,
            test_answers_at_the_end_of_a_course_set_their_flags,
            test_employers_set_their_flags,
        )
        for mark in test.pytestmark  # type: ignore[attr-defined]
        for parameters in mark.args[1]
    }
    used = {flag for indicator in INDICATORS.values() for flag in (indicator.numerator, indicator.denominator)}
    # Invitations are kept per wave in one row.
    used = (used - {"is_invited"}) | {"is_invited_1", "is_invited_2"}
    assert sorted(used - tested) == [], "give each a row (flag, persons expected) in one of the tables above"


def test_a_register_of_graduates_goes_before_the_counts_of_annual_information(tmp_path: Path) -> None:
    courses = rows(
        "courses", {"enrolled_men": 10, "certified_men": 8}, {"licence": OTHER, "enrolled_men": 5, "certified_men": 5}
    )
    assert counted(build(tmp_path, courses=courses, graduates=rows("graduates", times=6)), "is_completer") == 6 + 5


def test_december_answers_belong_to_the_completion_year_not_to_the_year_of_the_answer(tmp_path: Path) -> None:
    answer = {"completion_date": date(2022, 12, 20), "answer_date": date(2024, 1, 10)}
    published = build(tmp_path, answers=rows("answers", answer))
    assert counted(published, "is_answered AND year = 2022 AND months = 12") == 1


def test_an_answer_without_dates_serves_the_nominal_month_of_its_wave(tmp_path: Path) -> None:
    answer = {"completion_date": None, "answer_date": None, "year": 2022, "wave": "2", "licence": None}
    published = build(tmp_path, answers=rows("answers", answer))
    assert counted(published, "is_answered AND year = 2022 AND months = 24 AND centre IS NULL") == 1


def test_oblast_comes_from_the_register_where_the_file_does_not_say_it(tmp_path: Path) -> None:
    published = build(
        tmp_path, centres=rows("centres", {"oblast": "VID"}), graduates=rows("graduates", {"oblast": None})
    )
    assert counted(published, "is_completer AND oblast = 'VID'") == 1


def test_every_margin_adds_up_to_the_cube(tmp_path: Path) -> None:
    published = build(
        tmp_path,
        graduates=rows("graduates", {}, {"sex": "male"}, {"licence": OTHER, "oblast": "PDV"}, times=7),
        answers=rows("answers", *ANSWERS),
    )
    with connection.read(published.path) as cursor:
        totals = {margin.name: _totals(cursor, margin.joined) for margin in cube.margins()}
    assert len(set(totals.values())) == 1
    assert sum(totals["all"]) > 0


def _totals(cursor: duckdb.DuckDBPyConnection, table: str) -> tuple[int, ...]:
    found = cursor.execute(
        f"SELECT {', '.join(f'coalesce(sum({name}), 0)' for name in cube.measures())} FROM {table}"
    ).fetchone()
    assert found is not None
    return tuple(found)


def test_a_numerator_is_counted_within_its_denominator(tmp_path: Path) -> None:
    """A satisfied answer outside the window or without a question asked must not enter a share."""
    late = {"completion_date": date(2020, 1, 1), "answer_date": date(2024, 1, 1)}
    published = build(tmp_path, answers=rows("answers", {}, late))
    employed = INDICATORS["employed_rate"]
    with connection.read(published.path) as cursor:
        found = cursor.execute(
            f"SELECT sum({cube.numerator(employed)}), sum({cube.denominator(employed)}) FROM mart_answers_by_all"
        ).fetchone()
    assert found == (1, 1)


def test_a_question_is_answered_from_the_smallest_margin_that_knows_it() -> None:
    assert cube.margin_for({"year", "wave"}).name == "total"
    assert cube.margin_for({"year", "oblast"}).name == "oblast"
    assert cube.margin_for({"centre", "field"}).name == "centre_profession"
    assert cube.margin_for({"centre", "sex"}).name == cube.FINE


def test_the_first_line_of_every_sql_file_says_its_grain() -> None:
    folder = Path(cube.__file__).parent / "sql"
    files = list(folder.rglob("*.sql"))
    assert len(files) > 10
    assert [file.name for file in files if not file.read_text(encoding="utf-8").startswith("-- grain: one ")] == []


def test_centres_of_two_licences_never_share_a_row(tmp_path: Path) -> None:
    published = build(tmp_path, graduates=rows("graduates", {}, {"licence": OTHER}))
    with connection.read(published.path) as cursor:
        found = cursor.execute(
            "SELECT centre, sum(is_completer)::INTEGER FROM mart_graduates_by_centre GROUP BY centre ORDER BY 1"
        ).fetchall()
    assert found == [(CENTRE, 1), (OTHER, 1)]


def test_a_flag_no_mart_has_is_named_before_anything_is_counted() -> None:
    flags = {flag for condition in cube.measures().values() for flag in cube.FLAG.findall(condition)} | {"is_invited_1"}
    columns = dict.fromkeys(cube.SOURCES, flags - {"is_useful"})
    with pytest.raises(UnknownFlagError, match=r"no mart has the column is_useful$"):
        next(cube.statements(columns, set()))
