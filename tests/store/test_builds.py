"""Immutable builds: all or nothing, undo, and what a killed process leaves."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from ontrack_dash.store import builds, connection, cube, load, marts, register
from ontrack_dash.store.errors import AssertionFailedError, NothingToUndoError
from tests.builders import CENTRE, OTHER, batch, build, rows


def completers(path: Path) -> int:
    with connection.read(path) as cursor:
        found = cursor.execute(
            f"SELECT coalesce(sum(is_completer), 0)::INTEGER FROM {cube.margins()[0].joined}"
        ).fetchone()
    assert found is not None
    return int(found[0])


def test_nothing_is_published_before_the_first_import(tmp_path: Path) -> None:
    assert builds.current(tmp_path) is None


def test_an_import_makes_the_next_build_and_leaves_the_one_before(tmp_path: Path) -> None:
    first = build(tmp_path, graduates=rows("graduates", times=3, prefix="a"))
    second = build(tmp_path, graduates=rows("graduates", times=4, prefix="b"))
    assert (first.number, second.number, second.parent) == (1, 2, 1)
    assert (completers(first.path), completers(second.path)) == (3, 7)
    assert builds.current(tmp_path) == second


def test_rows_with_the_same_key_are_replaced_not_added(tmp_path: Path) -> None:
    build(tmp_path, graduates=rows("graduates", times=3))
    corrected = rows("graduates", {"sex": "male"}, times=3)
    assert load.effect(tmp_path, batch("graduates", corrected)).replaced == 3
    assert completers(build(tmp_path, graduates=corrected).path) == 3


def test_annual_information_is_replaced_by_centre_year_and_kind(tmp_path: Path) -> None:
    course = {"enrolled_men": 5, "certified_men": 5}
    build(tmp_path, courses=rows("courses", course, {**course, "licence": OTHER}, {**course, "year": 2022}))
    again = build(tmp_path, courses=rows("courses", {"enrolled_men": 9, "certified_men": 9}))
    assert completers(again.path) == 9 + 5 + 5


def test_the_same_content_is_recognised_whatever_its_file(tmp_path: Path) -> None:
    build(tmp_path, graduates=rows("graduates", times=3))
    assert load.effect(tmp_path, batch("graduates", rows("graduates", times=3))).is_unchanged


def test_content_that_was_replaced_since_can_come_in_again(tmp_path: Path) -> None:
    build(tmp_path, graduates=rows("graduates", times=3))
    build(tmp_path, graduates=rows("graduates", {"sex": "male"}, times=3))
    assert not load.effect(tmp_path, batch("graduates", rows("graduates", times=3))).is_unchanged


def test_undo_returns_to_the_build_before_and_then_to_the_empty_beginning(tmp_path: Path) -> None:
    first = build(tmp_path, graduates=rows("graduates", times=3, prefix="a"))
    build(tmp_path, graduates=rows("graduates", times=4, prefix="b"))
    assert builds.undo(tmp_path) == first
    assert builds.undo(tmp_path) is None
    assert builds.current(tmp_path) is None
    with pytest.raises(NothingToUndoError):
        builds.undo(tmp_path)


def test_an_import_after_undo_starts_from_the_build_returned_to(tmp_path: Path) -> None:
    build(tmp_path, graduates=rows("graduates", times=3, prefix="a"))
    build(tmp_path, graduates=rows("graduates", times=4, prefix="b"))
    builds.undo(tmp_path)
    third = build(tmp_path, graduates=rows("graduates", times=1, prefix="c"))
    assert (third.number, third.parent, completers(third.path)) == (3, 1, 4)


def test_nobody_looks_at_what_was_undone_or_corrected_since(tmp_path: Path) -> None:
    first, second, third = (build(tmp_path, graduates=rows("graduates", times=1, prefix=name)) for name in "abc")
    assert builds.find(tmp_path, second.number) is None
    builds.pin(tmp_path, {first.number, second.number, third.number})
    assert [builds.find(tmp_path, each.number) for each in (first, second, third)] == [first, second, third]
    builds.undo(tmp_path)
    builds.undo(tmp_path)
    fourth = build(tmp_path, graduates=rows("graduates", times=1, prefix="d"))
    found = [builds.find(tmp_path, each.number) for each in (first, second, third, fourth)]
    assert found == [first, None, None, fourth]


def test_a_broken_invariant_publishes_nothing(tmp_path: Path) -> None:
    first = build(tmp_path, graduates=rows("graduates", times=3))
    with pytest.raises(AssertionFailedError, match="certified_within_enrolled"):
        build(tmp_path, courses=rows("courses", {"enrolled_men": 1, "certified_men": 2}))
    assert builds.current(tmp_path) == first
    assert not list((tmp_path / "builds").glob("*.tmp*"))


@pytest.mark.parametrize(
    ("name", "breakage"),
    [
        ("certified_within_enrolled", "UPDATE raw_courses SET certified_men = enrolled_men + 1"),
        ("counts_are_not_negative", "UPDATE raw_courses SET certified_men = -1"),
        ("cube_keeps_every_person", "DELETE FROM mart_graduates_wide_by_all"),
        ("centres_are_unique", "INSERT INTO raw_centres SELECT * FROM raw_centres"),
        ("rows_name_their_import", "UPDATE raw_graduates SET import_id = 99"),
        ("every_fact_has_a_year", "UPDATE raw_graduates SET completion_date = NULL"),
        ("answers_have_one_destination", "UPDATE raw_answers SET destination = 'lost'"),
    ],
)
def test_each_invariant_can_fail(tmp_path: Path, name: str, breakage: str) -> None:
    published = build(
        tmp_path,
        centres=rows("centres"),
        graduates=rows("graduates"),
        answers=rows("answers"),
        courses=rows("courses", {"enrolled_men": 2, "certified_men": 1}),
    )
    copy = tmp_path / "broken.duckdb"
    copy.write_bytes(published.path.read_bytes())
    with connection.write(copy) as cursor:
        marts.check(cursor)
        cursor.execute(breakage)
        with pytest.raises(AssertionFailedError, match=name):
            marts.check(cursor)


def test_a_build_counted_by_an_older_version_is_rebuilt_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, graduates=rows("graduates", times=3, prefix="a"))
    stale = build(tmp_path, graduates=rows("graduates", times=3, prefix="b"))
    connection.forget(stale.path)
    with connection.write(stale.path) as cursor:
        cursor.execute("DROP VIEW stg_answers")
        cursor.execute("CREATE TABLE stg_answers AS SELECT 'a table of an earlier version' AS note")
    monkeypatch.setattr(marts, "fingerprint", lambda: "a later version")
    fresh = builds.refresh(tmp_path)
    assert fresh is not None
    assert (fresh.number, fresh.parent, completers(fresh.path)) == (3, 1, 6)
    assert builds.refresh(tmp_path) == fresh


def test_a_build_counted_by_this_version_stays_as_it_is(tmp_path: Path) -> None:
    published = build(tmp_path, graduates=rows("graduates", times=3))
    assert builds.refresh(tmp_path) == published


def test_readers_cannot_write_read_files_or_change_settings(tmp_path: Path) -> None:
    published = build(tmp_path, graduates=rows("graduates"))
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with connection.read(published.path) as cursor:
        with pytest.raises(duckdb.Error):
            cursor.execute("DELETE FROM raw_graduates")
        with pytest.raises(duckdb.Error):
            cursor.execute(f"SELECT * FROM read_csv('{secret}')")
        with pytest.raises(duckdb.Error):
            cursor.execute("SET enable_external_access=true")


def test_threads_asking_at_once_get_their_own_rows(tmp_path: Path) -> None:
    published = build(
        tmp_path,
        graduates=rows("graduates", *({"licence": f"99991200{index:02d}"} for index in range(20)), times=3),
    )

    def ask(index: int) -> bool:
        licence = f"99991200{index % 20:02d}"
        with connection.read(published.path) as cursor:
            found = cursor.execute(
                "SELECT DISTINCT centre FROM mart_graduates_by_centre WHERE centre = ?", [licence]
            ).fetchall()
        return found == [(licence,)]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(400)))


KILLED = """
import sys, time
from pathlib import Path
from ontrack_dash.store import builds
def change(cursor):
    cursor.execute("DELETE FROM raw_graduates")
    print("inside", flush=True)
    time.sleep(60)
builds.publish(Path(sys.argv[1]), change)
"""


def test_a_process_killed_inside_an_import_leaves_the_previous_build_and_a_working_next_import(tmp_path: Path) -> None:
    first = build(tmp_path, graduates=rows("graduates", times=3, prefix="a"))
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "inside"
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
    assert list((tmp_path / "builds").glob("*.tmp*"))
    assert builds.current(tmp_path) == first
    assert completers(first.path) == 3
    started = time.monotonic()
    second = build(tmp_path, graduates=rows("graduates", times=2, prefix="b"))
    assert completers(second.path) == 5
    assert time.monotonic() - started < 30
    assert not list((tmp_path / "builds").glob("*.tmp*"))


def test_two_writers_take_turns(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: build(tmp_path, graduates=rows("graduates", times=2, prefix=name)), "abcd"))
    current = builds.current(tmp_path)
    assert current is not None
    assert completers(current.path) == 8


def test_the_register_lists_centres_and_what_a_build_holds(tmp_path: Path) -> None:
    published = build(tmp_path, centres=rows("centres"), graduates=rows("graduates", {}, {"licence": OTHER}))
    centres = register.centres(published.path)
    assert centres["centre"].tolist() == [CENTRE, OTHER]
    held = register.contents(published.path)
    assert held.codes["year"] == ("2023",)
    assert held.codes["centre"] == (CENTRE, OTHER)
    assert held.data_date is not None


def test_more_answers_than_invitations_are_noticed(tmp_path: Path) -> None:
    published = build(tmp_path, graduates=rows("graduates", times=2), answers=rows("answers", times=3))
    found = register.over_answered(published.path)
    assert found[["invited", "answered"]].to_numpy().tolist() == [[2, 3]]


def test_of_two_files_with_the_same_rows_in_one_import_the_later_wins(tmp_path: Path) -> None:
    first = batch("graduates", rows("graduates", {"sex": "male"}, times=3))
    second = batch("graduates", rows("graduates", {"sex": "female"}, times=2))
    published = load.commit(tmp_path, [first, second])
    with connection.read(published.path) as cursor:
        found = cursor.execute(
            "SELECT sex, count(*), min(import_id) FROM raw_graduates GROUP BY sex ORDER BY sex"
        ).fetchall()
    assert found == [("female", 2, 2), ("male", 1, 1)]
