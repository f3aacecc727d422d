"""Files of the product's own questionnaires: what is recognised, what is refused, what is kept."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ontrack_dash import imports, indicators
from ontrack_dash.i18n import Words
from ontrack_dash.imports import Upload
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.intake.draft import Draft, Known, Options, prepare
from ontrack_dash.intake.forms import find, is_in_own_words
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, marts
from ontrack_dash.viewers import AGENCY
from tests.export.tools.exporting import LICENCE, Table, as_csv, as_xlsx, kobo, limesurvey, simulate
from tests.intake.making import EGN, places, rules

BG = Words("bg")
GRADUATES, EMPLOYERS, PILOT = (INSTRUMENTS[name] for name in ("graduates_1", "employers", "pilot"))
TODAY = date(2026, 11, 22)


def read(table: Table, **said: Any) -> Draft:
    (draft,) = prepare("export.xlsx", as_xlsx(table), Options(**said), Known(today=TODAY))
    return draft


def export(count: int = 3) -> Table:
    return kobo(GRADUATES, simulate(GRADUATES, count))


def changed(table: Table, ending: str, value: object, row: int = 1) -> Table:
    """Change the cell of a row under the header that ends so."""
    at = next(at for at, header in enumerate(table[0]) if str(header).endswith(ending))
    return [[value if (number, place) == (row, at) else cell for place, cell in enumerate(cells)]
            for number, cells in enumerate(table)]  # fmt: skip


def without(table: Table, *endings: str) -> Table:
    keep = [at for at, header in enumerate(table[0]) if not str(header).endswith(endings)]
    return [[row[at] for at in keep] for row in table]


@pytest.mark.parametrize(
    ("header", "item", "choice"),
    [
        ("destination", "destination", None),
        ("now/destination", "destination", None),
        ("Вие сега/Какво е основното Ви занимание в момента?", "destination", None),
        ("What is your main activity at present?", "destination", None),
        ("infield", "in_field", None),
        ("infield. Работата Ви по придобитата професия ли е?", "in_field", None),
        ("obstacles/pay", "obstacles", "pay"),
        ("search/obstacles/pay", "obstacles", "pay"),
        ("obstacles[A2]", "obstacles", "pay"),
        ("obstacles_A2", "obstacles", "pay"),
        ("Какво Ви пречи да започнете работа? [Изисква се опит]", "obstacles", "experience"),
        ("Първата работа/Какво Ви пречи да започнете работа?/Изисква се опит", "obstacles", "experience"),
    ],
)
def test_a_header_is_known_however_a_program_writes_it(header: str, item: str, choice: str | None) -> None:
    asked = find("graduates_1", header)
    assert asked is not None
    assert (asked.item.id, asked.choice.code if asked.choice else None) == (item, choice)


@pytest.mark.parametrize("header", ["Година", "pay", "_index", "destination2", "Работя", ""])
def test_a_header_of_something_else_is_no_question(header: str) -> None:
    assert find("graduates_1", header) is None


def test_people_s_own_words_are_dropped_before_anything_looks_at_them() -> None:
    assert is_in_own_words("training/improve")
    assert not is_in_own_words("comment")
    draft = read(changed(export(), "improve", f"пишете на ivan@example.org, ЕГН {EGN}"), centre=LICENCE)
    assert "personal_data" not in rules(draft)
    assert "column_personal" in rules(draft)
    assert EGN not in draft.cells.to_string()


def test_a_comment_on_a_tool_is_kept_and_therefore_looked_through() -> None:
    answers = simulate(PILOT, 2)
    answers[1]["comment"] = f"Питайте {EGN}"
    draft = read(kobo(PILOT, answers))
    assert [row for row, _ in places(draft, "personal_data")] == [3]


def test_what_a_program_adds_is_dropped_without_a_word() -> None:
    assert set(rules(read(export(), centre=LICENCE))) <= {"column_personal"}
    assert set(rules(read(limesurvey(GRADUATES, simulate(GRADUATES, 2), BG, "text", full=True)))) == {
        "column_personal", "answer_incomplete",
    }  # fmt: skip


def test_an_answer_that_is_none_of_the_answers_is_found_where_it_stands() -> None:
    draft = read(changed(export(), "now/destination", "пътувам", row=2), centre=LICENCE)
    (place,) = places(draft, "choice_unknown")
    assert place[0] == 3
    assert draft.rows_rejected == 1


def test_the_end_of_a_course_may_be_spoken_of_some_days_before_it() -> None:
    form = INSTRUMENTS["satisfaction"]
    answers = [{**said, "course_end": date(2025, 6, 30)} for said in simulate(form, 2)]
    assert "answer_before_completion" not in rules(read(kobo(form, answers), centre=LICENCE))


def test_a_number_out_of_its_limits_is_refused() -> None:
    draft = read(changed(export(), "birth_year", 1850), centre=LICENCE)
    assert [row for row, _ in places(draft, "number_invalid") + places(draft, "year_invalid")] == [2]


def test_what_the_centre_must_know_is_required_and_what_people_left_out_is_not() -> None:
    table = changed(changed(export(), "now/destination", None), "about/kind", None)
    draft = read(table, centre=LICENCE)
    assert rules(draft).count("required_missing") == 1
    assert draft.rows is not None
    assert draft.rows["destination"].isna().tolist() == [True, False, False]


def test_without_a_licence_in_the_file_the_centre_is_asked_for() -> None:
    table = without(export(), "licence")
    assert read(table).asks == ("centre",)
    draft = read(table, centre=LICENCE)
    assert draft.rows is not None
    assert set(draft.rows["licence"]) == {LICENCE}


def test_without_numbers_of_answers_the_file_is_not_recognised_and_says_what_is_missing() -> None:
    draft = read(without(export(), "_uuid"))
    assert (draft.kind, draft.match and draft.match.kind) == (None, None)
    (detail,) = draft.findings.loc[draft.findings["rule"] == "layout_unknown", "detail"]
    assert "Number of the answer" in detail


def test_the_waves_are_told_apart_by_their_questions() -> None:
    later = INSTRUMENTS["graduates_2"]
    assert read(kobo(later, simulate(later, 2)), centre=LICENCE).kind == "form_graduates_2"
    assert read(export(), centre=LICENCE).kind == "form_graduates_1"


def test_answers_in_two_languages_in_one_file_are_read_alike() -> None:
    table = changed(export(), "now/destination", Words("en").t("instrument_choice.destination.employed"))
    table = changed(table, "now/destination", BG.t("instrument_choice.destination.study"), row=2)
    draft = read(table, centre=LICENCE)
    assert draft.rows is not None
    assert draft.rows["destination"].tolist()[:2] == ["employed", "study"]


def test_answers_of_two_surveys_with_the_same_numbers_do_not_replace_each_other() -> None:
    first = limesurvey(EMPLOYERS, simulate(EMPLOYERS, 2), BG, "code", full=False)
    second = changed(first, "submitdate", "2026-05-05 12:00:00")
    ids = [set(draft.rows["answer_id"]) for draft in (read(first), read(second)) if draft.rows is not None]
    assert len(ids[0] | ids[1]) == 3


def test_complementary_answers_are_kept_beside_the_fields() -> None:
    answers = simulate(EMPLOYERS, 1)
    answers[0] |= {"skill_team": "4", "cooperation": ["placement", "exam"], "onboarding": "month"}
    draft = read(kobo(EMPLOYERS, answers))
    assert draft.rows is not None
    kept = json.loads(draft.rows["further"].iloc[0])
    assert {name: kept[name] for name in ("skill_team", "cooperation", "onboarding")} == {
        "skill_team": 4, "cooperation": ["placement", "exam"], "onboarding": "month",
    }  # fmt: skip
    assert "qualification" not in kept


def test_imported_answers_count_in_the_indicators(tmp_path: Path) -> None:
    answers = simulate(EMPLOYERS, 200)
    settings = Settings(tmp_path)
    upload = Upload("export.csv", as_csv(kobo(EMPLOYERS, answers), ";"), Options())
    outcome = imports.commit(settings, imports.prepare(settings, [upload], TODAY))
    assert outcome.build == 1
    build = builds.current(settings.data)
    assert build is not None
    found = indicators.publish(build.path, ["employer_qualification_rate"], [], {}, viewer=AGENCY)
    scores = [int(said["qualification"]) for said in answers]
    assert found["n"].tolist() == [len(scores)]
    assert found["value"].tolist() == [pytest.approx(sum(score >= 4 for score in scores) / len(scores))]


def test_a_build_made_before_complementary_answers_takes_them() -> None:
    with duckdb.connect() as cursor:
        cursor.execute('CREATE TABLE raw_answers (import_id BIGINT, "row" INTEGER, licence VARCHAR)')
        cursor.execute("INSERT INTO raw_answers VALUES (1, 2, '9999120001')")
        marts.create_raw_tables(cursor)
        assert cursor.execute("SELECT licence, further FROM raw_answers").fetchall() == [("9999120001", None)]
