"""The demonstration: invented beyond doubt, the same for the same seed, and with something to find in it."""

import re
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ontrack_dash import imports
from ontrack_dash.demo import load
from ontrack_dash.demo.rating import question_areas
from ontrack_dash.demo.story import DemoFile, Story, tell, write
from ontrack_dash.demo.survey import held_by
from ontrack_dash.demo.world import SHAPE, apportion
from ontrack_dash.fields import LAYOUTS, fold, reference
from ontrack_dash.i18n import Words
from ontrack_dash.imports import Upload
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.settings import Settings
from ontrack_dash.stats.intervals import wilson
from ontrack_dash.store import areas, builds
from tests.demo.reading import AT_WORK, TODAY, employed_share, files_named, read_cells

BG = Words("bg")


# --- the same again, and beyond doubt invented ---


def test_the_same_seed_gives_the_same_files(written: list[DemoFile], tmp_path: Path) -> None:
    again = write(tmp_path, graduates=600, seed=2026, centres=30, today=TODAY)
    assert [file.path.name for file in again] == [file.path.name for file in written]
    assert [file.options for file in again] == [file.options for file in written]
    for one, other in zip(written, again, strict=True):
        pd.testing.assert_frame_equal(read_cells(one.path), read_cells(other.path))


def test_another_seed_gives_another_world(story: Story) -> None:
    other = tell(graduates=12_000, seed=2027, centres=60, today=TODAY)
    assert not story.people["pseudonym"].equals(other.people["pseudonym"])
    assert not story.courses.equals(other.courses)


def test_every_licence_and_name_says_that_the_centre_is_invented(story: Story) -> None:
    centres = story.world.centres
    assert centres["licence"].str.fullmatch(r"9999\d{6}").all()
    assert centres["licence"].is_unique
    assert centres["centre_name"].str.startswith("Примерен ЦПО").all()
    assert centres["centre_name"].is_unique
    assert set(story.people["licence"]) | set(story.courses["licence"]) <= set(centres["licence"])


def test_keys_of_people_and_answers_are_opaque_and_never_shared(story: Story) -> None:
    people, answers = story.people["pseudonym"], story.answers["answer_id"]
    assert people.is_unique
    assert answers.is_unique
    assert not set(people) & set(answers)
    assert pd.concat([people, answers]).str.fullmatch(r"[BCDFGHJKLMNPQRSTVWXZ]{10}").all()


def test_invented_people_have_no_column_that_could_identify_anyone(story: Story) -> None:
    known = {"course", "centre", "year", "field", "is_woman", "age", "destination_1", "destination_2"}
    assert set(story.people.columns) - known == {column.field for column in LAYOUTS["graduates"].columns}


# --- real lists, plausible sizes ---


def test_all_oblasti_have_a_centre_and_every_code_is_real(story: Story) -> None:
    assert set(story.world.centres["oblast"]) == set(reference("oblasti")["oblast_code"])
    assert len(set(story.world.centres["oblast"])) == 28
    specialties = reference("specialties").drop_duplicates("specialty_code").set_index("specialty_code")
    used = story.people[["specialty", "profession", "level"]].drop_duplicates()
    assert (specialties.loc[used["specialty"], "profession_code"].to_numpy() == used["profession"].to_numpy()).all()
    assert (specialties.loc[used["specialty"], "level"].to_numpy() == used["level"].to_numpy()).all()


def test_every_town_lies_in_one_oblast_only() -> None:
    settlements = reference("settlements").groupby("name_bg")["oblast_code"].unique()
    for code, oblast in SHAPE["oblasti"].items():
        assert [list(settlements[town]) for town in oblast["towns"]] == [[code]] * len(oblast["towns"])


def test_every_field_people_train_in_has_its_effects(story: Story) -> None:
    assert set(story.world.specialties["field"]) == set(SHAPE["fields"])


def test_as_many_people_finish_as_asked_for_in_six_years_up_to_the_last(story: Story) -> None:
    assert len(story.people) == 12_000
    assert sorted(story.people["year"].unique()) == list(range(2020, 2026))
    assert (story.people["completion_date"].dt.year == story.people["year"]).all()


def test_most_centres_are_small_and_a_few_are_large(story: Story) -> None:
    sizes = story.people.groupby(["licence", "year"]).size()
    assert sizes.median() < sizes.mean() * 0.75
    assert sizes.max() > 5 * sizes.mean()


def test_courses_report_exactly_the_people_of_the_registers(story: Story) -> None:
    keys = ["licence", "year", "kind", "profession"]
    certified = story.courses.set_index(keys)[["certified_men", "certified_women"]].sum(axis=1)
    pd.testing.assert_series_equal(
        certified.groupby(level=keys).sum(), story.people.groupby(keys).size(), check_names=False
    )


def test_centres_certify_between_seventy_and_ninety_seven_in_a_hundred(story: Story) -> None:
    by_centre = story.courses.groupby("licence")[
        ["certified_men", "certified_women", "enrolled_men", "enrolled_women"]
    ].sum()
    certified = by_centre["certified_men"] + by_centre["certified_women"]
    enrolled = by_centre["enrolled_men"] + by_centre["enrolled_women"]
    large = enrolled > 300
    assert large.sum() >= 5
    assert (certified / enrolled)[large].between(0.69, 0.98).all()
    assert (by_centre["certified_men"] <= by_centre["enrolled_men"]).all()


def test_no_two_courses_of_a_file_are_alike_however_many_a_centre_holds() -> None:
    courses = tell(graduates=60_000, seed=2026, centres=2, today=TODAY).courses
    printed = [column.field for column in LAYOUTS["annual_a"].columns if column.field != "row_number"]
    assert (courses["price"] % 10 != 0).any()
    assert not courses.duplicated(["licence", "year", "kind", *printed]).any()


# --- who is asked, who answers ---


def test_who_answers_was_invited_and_who_was_invited_agreed_to_be_contacted(story: Story) -> None:
    people = story.people
    assert people["has_consent"].mean() == pytest.approx(0.7, abs=0.02)
    for wave in ("1", "2"):
        answered = story.answers.loc[story.answers["wave"] == wave, "person"]
        assert answered.is_unique
        assert people.loc[answered, f"is_invited_{wave}"].all()
        assert people.loc[people[f"is_invited_{wave}"], "has_consent"].all()
        assert 0 < len(answered) < people[f"is_invited_{wave}"].sum() < people["has_consent"].sum() < len(people)


@pytest.mark.parametrize(("wave", "first", "last"), [("1", 9, 12), ("2", 24, 30)])
def test_answers_come_in_their_months_and_never_from_the_future(story: Story, wave: str, first: int, last: int) -> None:
    answers = story.answers[story.answers["wave"] == wave]
    earliest = answers["completion_date"] + pd.DateOffset(months=first)
    latest = answers["completion_date"] + pd.DateOffset(months=last)
    assert (answers["answer_date"] >= earliest).all()
    assert (answers["answer_date"] <= latest).all()
    assert (answers["answer_date"] <= pd.Timestamp(TODAY)).all()


def test_nobody_is_invited_before_a_wave_is_over(story: Story) -> None:
    invited = story.people.groupby("year")[["is_invited_1", "is_invited_2"]].sum()
    assert (invited["is_invited_1"] > 0).all()
    assert invited.loc[2025, "is_invited_2"] == 0
    assert invited.loc[2023, "is_invited_2"] > 0


def test_people_with_work_answer_more_often_than_those_without(story: Story) -> None:
    invited = story.people[story.people["is_invited_1"]]
    answered = invited.index.isin(story.answers.loc[story.answers["wave"] == "1", "person"])
    is_at_work = invited["destination_1"].isin(AT_WORK)
    assert 0.4 < answered.mean() < 0.6
    assert answered[is_at_work].mean() > answered[~is_at_work].mean() + 0.1


def test_employers_speak_of_graduates_of_the_years_shown(story: Story) -> None:
    assert len(story.employers) > 100
    assert set(story.employers["year"]) <= set(story.years)
    assert (story.employers["answer_date"] <= pd.Timestamp(TODAY)).all()


# --- something to find ---


def test_destinations_are_plausible(story: Story) -> None:
    first = story.answers[story.answers["wave"] == "1"]
    work = first[first["destination"].isin(AT_WORK)]
    assert 0.65 < employed_share(first) < 0.78
    assert 0.5 < work["in_field"].dropna().isin(["profession", "related"]).mean() < 0.7
    assert 1 <= first["months_to_job"].median() <= 4
    assert first.loc[~first["destination"].isin([*AT_WORK, "unknown"]), "in_field"].isna().all()


def test_the_two_outliers_truly_differ(story: Story) -> None:
    first = story.answers[(story.answers["wave"] == "1") & (story.answers["destination"] != "unknown")]
    country = employed_share(first)
    for centre, is_better in ((story.world.good, True), (story.world.bad, False)):
        own = first[first["centre"] == centre]
        low, high = wilson(int(own["destination"].isin(AT_WORK).sum()), len(own), 0.998)
        assert (low > country) if is_better else (high < country)


@pytest.mark.parametrize(
    ("column", "better", "worse"),
    [
        ("funding", "employer", "active_measures"),
        ("level", "3", "1"),
        ("oblast", "SOF", "MON"),
        ("field", "521", "482"),
    ],
)
def test_groups_differ_as_the_definitions_say(story: Story, column: str, better: str, worse: str) -> None:
    first = story.answers[story.answers["wave"] == "1"]
    codes = first[column] if column in first else story.people.loc[first["person"], column].to_numpy()
    assert employed_share(first[codes == better]) > employed_share(first[codes == worse]) + 0.03


def test_the_pandemic_year_is_a_dip(story: Story) -> None:
    first = story.answers[story.answers["wave"] == "1"]
    by_year = {year: employed_share(answers) for year, answers in first.groupby("year")}
    assert by_year[2020] < by_year[2021] < min(by_year[year] for year in (2022, 2023, 2024, 2025))


def test_later_years_have_no_dip() -> None:
    later = tell(graduates=12_000, seed=2026, centres=60, today=date(2031, 6, 30))
    first = later.answers[later.answers["wave"] == "1"]
    shares = [employed_share(answers) for _, answers in first.groupby("year")]
    assert max(shares) - min(shares) < 0.1


# --- the files ---


def test_the_register_comes_first_and_has_its_contact_columns(written: list[DemoFile]) -> None:
    cells = read_cells(written[0].path)
    assert list(cells.iloc[0])[:3] == [column.header for column in LAYOUTS["centres"].columns]
    assert list(cells.iloc[0])[3:] == list(SHAPE["register"])
    assert len(cells) == 31


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [("graduates", r"graduates_\d+\.xlsx"), ("answers", r"answers_.+\.xlsx"), ("employers", r"employers\.xlsx")],
)
def test_own_files_have_the_headers_of_their_layout(written: list[DemoFile], kind: str, pattern: str) -> None:
    files = files_named(written, pattern)
    assert files
    for file in files:
        assert list(read_cells(file.path).iloc[0]) == [column.header for column in LAYOUTS[kind].columns]


def test_every_completion_year_has_a_register_of_its_graduates(written: list[DemoFile]) -> None:
    files = files_named(written, r"graduates_\d+\.xlsx")
    assert len(files) == 6
    assert sum(len(read_cells(file.path)) - 1 for file in files) == 600


def test_annual_tables_have_two_header_rows_with_their_groups(written: list[DemoFile]) -> None:
    files = files_named(written, r"AnnualTrainingCourseModal_a_.+\.xlsx")
    assert len(files) > 60
    for file in files:
        upper, lower = read_cells(file.path).iloc[:2].fillna("").to_numpy()
        for group, header, column in zip(upper, lower, LAYOUTS["annual_a"].columns, strict=True):
            assert fold(header).startswith(fold(column.header))
            # A merged group stands in its first cell only.
            assert group in ("", column.group)
        assert set(upper) == {column.group or "" for column in LAYOUTS["annual_a"].columns}


def test_annual_tables_say_with_the_file_what_they_cannot_say_themselves(written: list[DemoFile]) -> None:
    for file in files_named(written, r"AnnualTraining.+\.xlsx"):
        assert file.options.kind in LAYOUTS
        assert file.options.centre in file.path.name
        assert str(file.options.year) in file.path.name


def test_part_courses_and_validation_are_reported_by_a_few_centres(written: list[DemoFile]) -> None:
    kinds = {file.options.kind for file in written}
    assert {"annual_a", "annual_b", "annual_e", "annual_validation"} <= kinds


def test_a_few_centres_have_not_reported_the_last_year(written: list[DemoFile]) -> None:
    courses = tell(graduates=600, seed=2026, centres=30, today=TODAY).courses
    due = courses[courses["kind"] == "full"].groupby("year")["licence"].nunique()
    reported = [file.options.year for file in written if file.options.kind == "annual_a"]
    assert due[2025] - reported.count(2025) == round(30 * SHAPE["centres"]["not_reported"]) == 1
    assert due[2024] == reported.count(2024)


def test_one_centre_asked_through_the_state_system_and_nobody_is_counted_twice(tmp_path: Path) -> None:
    files = write(tmp_path, graduates=3000, seed=2026, centres=30, today=TODAY)
    (survey,) = files_named(files, r"Detailna_spravka_.+\.xlsx")
    surveyed = read_cells(survey.path)
    asked = [item for item in INSTRUMENTS["graduates_1"].asked if item.indicators]
    assert list(surveyed.iloc[0, -len(asked) :]) == [item.text(BG) for item in asked]
    offered = {choice.text(BG) for choice in asked[0].choices}
    assert set(surveyed.iloc[1:, -len(asked)].dropna()) <= offered
    story = tell(graduates=3000, seed=2026, centres=30, today=TODAY)
    answers = sum(len(read_cells(file.path)) - 1 for file in files_named(files, r"answers_.+\.xlsx"))
    assert answers + len(surveyed) - 1 == len(story.answers)
    assert (survey.options.centre, survey.options.wave) == (held_by(story.world), 1)


def test_choices_are_written_as_people_write_them(written: list[DemoFile]) -> None:
    columns = [column.field for column in LAYOUTS["graduates"].columns]
    cells = read_cells(files_named(written, r"graduates_\d+\.xlsx")[0].path).iloc[1:]
    cells.columns = pd.Index(columns)
    assert set(cells["sex"]) == {"М", "Ж"}
    assert set(cells["has_consent"]) == {"Да", "Не"}
    assert set(cells["oblast"]) <= set(reference("oblasti")["name_bg"])
    assert cells["profession"].str.fullmatch(r"\d{6}").all()


@pytest.mark.parametrize("total", [0, 1, 7, 1000])
def test_shares_of_a_whole_add_up_to_it(total: int) -> None:
    weights = np.array([0.1, 5.0, 0.0, 2.3])
    parts = apportion(weights, total)
    assert parts.sum() == total
    assert parts[2] == 0


# --- through the real import ---


def test_a_file_of_every_kind_passes_every_check_of_the_import(written: list[DemoFile], tmp_path: Path) -> None:
    by_kind = {re.split(r"_\d|_demo|\.", file.path.name)[0]: file for file in reversed(written)}
    first = [written[0], *(file for file in by_kind.values() if file != written[0])]
    uploads = [Upload(file.path.name, file.path.read_bytes(), file.options) for file in first]
    drafts = imports.prepare(Settings(tmp_path), uploads, TODAY)
    findings = pd.concat([draft.findings for draft in drafts])
    assert set(findings["rule"]) == {"column_personal", "column_text", "points_zero"}
    assert set(findings["severity"]) == {"info"}
    assert {draft.kind for draft in drafts} == {
        *("centres", "annual_a", "annual_b", "annual_e", "annual_validation"),
        *("graduates", "answers", "employers", "survey_detail"),
        *("self_assessments", "filing_list", "annual_list_napoo", "pilot_scores", "pilot_responses"),
    }
    assert all(len(draft.rows) == len(read_cells(file.path)) - LAYOUTS[draft.kind].header_rows
               for draft, file in zip(drafts, first, strict=True))  # fmt: skip


def test_loading_publishes_one_build_marked_as_demonstration(tmp_path: Path) -> None:
    heard: list[float] = []
    number = load(Settings(tmp_path), 100, 2026, TODAY, heard.append)
    build = builds.current(tmp_path)
    assert build is not None
    assert (build.number, build.is_demo) == (number, True)
    assert heard == sorted(heard)
    assert heard[-1] == 1
    assert areas.read(Settings(tmp_path)) == {fold(text): area for text, area in question_areas().items()}
