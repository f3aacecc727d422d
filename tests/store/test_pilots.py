"""Evaluations of tools are kept by import, replaced person by person, and come and go with their file."""

from pathlib import Path

import pandas as pd
import pytest

from ontrack_dash import imports
from ontrack_dash.imports import Upload
from ontrack_dash.intake.draft import Options
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, load, pilots, register
from ontrack_dash.store.errors import AssertionFailedError
from ontrack_dash.store.pilots import Probe
from tests.builders import Row, batch, build, rows
from tests.files import workbook
from tests.intake.making import TODAY, grid
from tests.pilots import evaluations


def test_a_build_of_nothing_but_a_pilot_is_made_and_read(tmp_path: Path) -> None:
    said = evaluations([5, 4, 3, 2, 1, 5, None], theme="clarity;ease", comment="Дълъг е.")
    made = build(tmp_path, pilot_scores=rows("pilot_scores", *said), pilot_responses=rows("pilot_responses"))
    row = pilots.read_evaluations(made.path).iloc[0]
    assert row[["round", "tool", "country", "provider", "role", "adopt"]].tolist() == [
        "1", "register", "BG", "ц-01", "trainer", "yes",
    ]  # fmt: skip
    assert row[list(pilots.CRITERIA)[:6]].tolist() == [5, 4, 3, 2, 1, 5]
    assert pd.isna(row["completeness"])
    assert "comment" not in row
    comment = pilots.read_comments(made.path).iloc[0]
    assert (list(comment["themes"]), comment["comment"]) == (["clarity", "ease"], "Дълъг е.")
    assert pilots.read_responses(made.path).to_numpy().tolist() == [["1", "register", "BG", 20, 10]]
    assert register.contents(made.path).imports == 2


def test_a_build_without_a_pilot_says_nothing_of_one(tmp_path: Path) -> None:
    made = build(tmp_path, graduates=rows("graduates"))
    read = (pilots.read_evaluations, pilots.read_comments, pilots.read_responses)
    assert [len(each(made.path)) for each in read] == [0, 0, 0]


def test_those_invited_are_added_up_over_organisations(tmp_path: Path) -> None:
    made = build(
        tmp_path, pilot_responses=rows("pilot_responses", {}, {"provider": "ц-02", "invited": 5, "answered": 1})
    )
    assert pilots.read_responses(made.path)[["invited", "answered"]].to_numpy().tolist() == [[25, 11]]


def commit(data: Path, kind: str, *changes: Row) -> None:
    settings = Settings(data=data)
    upload = Upload("пилот.xlsx", workbook(grid(kind, *changes)), Options())
    imports.commit(settings, imports.prepare(settings, [upload], TODAY))


def test_a_later_file_replaces_the_same_evaluations_and_undo_brings_them_back(tmp_path: Path) -> None:
    def ease() -> list[tuple[str, float]]:
        made = builds.current(tmp_path)
        assert made is not None
        frame = pilots.read_evaluations(made.path)
        return list(zip(frame["respondent"], frame["ease"], strict=True))

    commit(tmp_path, "pilot_scores", {"tool_ease": 1}, {"respondent": "о-2"})
    commit(tmp_path, "pilot_scores", {"tool_ease": 5}, {"respondent": "о-3"})
    assert ease() == [("о-1", 5), ("о-2", 3), ("о-3", 3)]
    imports.undo(Settings(data=tmp_path))
    assert ease() == [("о-1", 1), ("о-2", 3)]


@pytest.mark.parametrize(
    ("table", "changes", "name"),
    [
        ("pilot_scores", [{"respondent": "о-1"}, {"respondent": "о-1"}], "pilot_evaluations_are_one_a_person"),
        ("pilot_responses", [{}, {}], "pilot_evaluations_are_one_a_person"),
        ("pilot_responses", [{"answered": 21}], "pilot_answered_within_invited"),
        ("pilot_scores", [{"tool_ease": 6}], "pilot_scores_are_one_to_five"),
        ("pilot_scores", [{"tool_clarity": 0}], "pilot_scores_are_one_to_five"),
    ],
)
def test_what_cannot_be_is_never_published(tmp_path: Path, table: str, changes: list[Row], name: str) -> None:
    with pytest.raises(AssertionFailedError, match=name):
        load.commit(tmp_path, [batch(table, rows(table, *changes))])
    assert builds.current(tmp_path) is None


def test_empty_answers_are_counted_where_the_question_was_put(tmp_path: Path) -> None:
    answers = rows(
        "answers", {"in_field": None}, {"destination": "study", "in_field": None}, {"destination": "unknown"},
        {"wave": "2", "satisfaction": None}, {"survey": "чужда", "satisfaction": None},
    )  # fmt: skip
    path = build(tmp_path, answers=answers).path
    probes = [
        Probe("answers", "destination", 1),
        Probe("answers", "in_field", 1, ("destination", ("employed", "self_employed"))),
        Probe("answers", "satisfaction", 2),
        Probe("employer_answers", "qualification"),
    ]
    assert pilots.count_blank(path, probes).to_numpy().tolist() == [[3, 1], [1, 1], [1, 1], [0, 0]]
