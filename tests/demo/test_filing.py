"""What the centres of the demonstration filed: like a real year, and like nobody real."""

from datetime import date

import pandas as pd
import pytest

from ontrack_dash.demo.filing import FILED, make_filings
from ontrack_dash.demo.rating import find_boasters, question_areas, question_texts
from ontrack_dash.demo.story import DemoFile, Story
from ontrack_dash.demo.world import SHAPE
from ontrack_dash.fields import LAYOUTS
from ontrack_dash.i18n import Words
from tests.demo.reading import AT_WORK, TODAY, files_named, read_cells

BG = Words("bg")


def filed_by(story: Story, today: date) -> pd.DataFrame:
    return make_filings(story.world, story.courses, story.people, today, 2026, story.silent)


def area_points(filings: pd.DataFrame, area: str) -> "pd.Series[float]":
    return filings[[question for question, said in question_areas().items() if said == area]].sum(axis=1)


def test_a_few_centres_are_in_no_list_of_a_year_and_most_reports_are_approved(story: Story) -> None:
    assert not story.filings.duplicated(["licence", "year"]).any()
    for _, filings in story.filings.groupby("year"):
        assert 0.03 < 1 - len(filings) / 60 < 0.07
        assert (filings["filing_status"] == "approved").sum() > 0.6 * 60
    last = story.filings[story.filings["year"] == 2025]
    assert set(last["filing_status"].dropna()) == {"created", "submitted", "returned", "approved"}
    assert last["filing_status"].isna().any()


def test_most_file_in_the_month_before_the_deadline_and_a_few_after_it(story: Story) -> None:
    filings = story.filings[story.filings["filing_status"].isin(FILED)]
    days = filings["filing_date"] - pd.to_datetime((filings["year"] + 1).astype(str) + "-01-31")
    assert days.dt.days.between(-31, 0).mean() > 0.85
    assert 0 < (days.dt.days > 0).mean() < 0.1
    assert story.filings.loc[~story.filings.index.isin(filings.index), "filing_date"].isna().all()


def test_nothing_is_filed_or_decided_before_its_time(story: Story) -> None:
    today = date(2026, 1, 24)
    last = filed_by(story, today).query("year == 2025")
    assert last["filing_date"].max() <= pd.Timestamp(today)
    assert last["annual_date"].max() <= pd.Timestamp(today)
    assert (last["filing_status"] == "created").sum() > 10
    decided = last[last["filing_status"].isin(["approved", "returned"])]
    assert (decided["filing_date"] < pd.Timestamp(today) - pd.Timedelta(days=20)).all()


def test_the_best_answers_come_to_a_hundred_points_in_four_areas() -> None:
    bank = SHAPE["filing"]["questions"]
    scored = [question for question in bank if "area" in question]
    assert sum(max(question["answers"]) for question in scored) == 100
    assert {question["area"] for question in scored} == {"general", "access", "qualification", "realisation"}
    assert all(points * 2 == int(points * 2) <= 20 for question in scored for points in question["answers"])
    assert len(bank) - len(scored) == 2


def test_every_question_but_the_real_one_says_that_it_is_invented() -> None:
    real = [text for text in question_texts() if "примерен" not in text]
    assert real == ["Публичност и популяризиране на предлаганото професионално обучение (ПО)"]


def test_how_centres_rate_themselves_says_little_of_how_many_they_place(story: Story) -> None:
    filings = story.filings[story.filings["year"] == 2025].set_index("licence")
    is_at_work = story.people["destination_1"].isin(AT_WORK)
    placed = is_at_work.groupby(story.people["licence"]).mean()
    rated = area_points(filings, "realisation")
    assert abs(rated.corr(placed.reindex(rated.index))) < 0.5
    assert (filings[list(question_areas())] == 0).any(axis=None)
    assert rated.nunique() > 10


def test_a_few_centres_rate_themselves_high_and_place_few(story: Story) -> None:
    boasters = find_boasters(story.world, story.people)
    assert story.world.bad in boasters
    assert len(boasters) == 3
    is_at_work = story.people["destination_1"].isin(AT_WORK)
    placed = is_at_work.groupby(story.people["centre"]).mean()
    assert (placed[boasters] < is_at_work.mean() - 0.05).all()
    licences = story.world.centres["licence"].iloc[boasters]
    totals = story.filings.set_index("licence")[list(question_areas())].sum(axis=1)
    assert (totals.groupby(level="licence").mean()[licences] > totals.median() + 5).all()


def test_documents_of_december_courses_count_in_the_year_after(story: Story) -> None:
    keys = ["licence", "year"]
    own = story.people[story.people["kind"] == "full"].groupby(keys).size()
    both = story.filings.set_index(keys)[["filed_full"]].join(own.rename("own")).fillna({"own": 0})
    assert both["filed_full"].sum() == pytest.approx(both["own"].sum(), rel=0.05)
    assert 0.3 < (both["filed_full"] == both["own"]).mean() < 0.9
    late = story.people[story.people["completion_date"].dt.month == 12].groupby("year").size()
    moved = (both["filed_full"] - both["own"]).abs().groupby("year").sum()
    assert (moved < 2 * late).all()


def test_who_did_not_finish_failed_or_withdrew(story: Story) -> None:
    taught = story.courses[~story.courses["kind"].str.startswith("validation")]
    enrolled = taught[["enrolled_men", "enrolled_women"]].sum(axis=1)
    left = (enrolled - taught["certified"]).groupby([taught["licence"], taught["year"]]).sum()
    filed = story.filings.set_index(["licence", "year"])[["filed_failed", "filed_withdrawn"]].sum(axis=1)
    assert filed.to_dict() == left.reindex(filed.index, fill_value=0).to_dict()


def test_filings_come_from_the_seed_and_from_no_draw_before_them(story: Story) -> None:
    pd.testing.assert_frame_equal(filed_by(story, TODAY), story.filings)
    other = make_filings(story.world, story.courses, story.people, TODAY, 2027, story.silent)
    assert not other["filing_date"].equals(story.filings["filing_date"])


def test_every_year_has_its_lists_and_its_reports(written: list[DemoFile]) -> None:
    for year in range(2020, 2026):
        (reports,) = files_named(written, rf"Spravka_za_dokladi_za_samoocenka_demo_{year}\.xlsx")
        (started,) = files_named(written, rf"SelfAssessmentReportList_demo_{year}\.xlsx")
        (annual,) = files_named(written, rf"AnnualInfoNapooList_demo_{year}\.xlsx")
        rows = {file.path.name: len(read_cells(file.path)) for file in (reports, started, annual)}
        assert list(rows.values()) == sorted(rows.values())
        assert annual.options.year == year
        assert "Създаден" not in set(read_cells(reports.path).iloc[:, 4])


def test_reports_stand_in_the_columns_of_the_system(written: list[DemoFile]) -> None:
    cells = read_cells(files_named(written, r"Spravka_za_dokladi_.+_2025\.xlsx")[0].path)
    first = ["Лицензия", "ЦПО", "Година", "Дата на подаване", "Статус", "Коментар"]
    counts = [LAYOUTS["self_assessments"].columns[place].header for place in range(5, 13)]
    assert list(cells.iloc[0]) == [*first, *counts, *question_texts()]
    assert cells.iloc[1:, 3].str.fullmatch(r"\d\d\.\d\d\.2026 г\.").all()
    assert cells.iloc[1:, 1].str.startswith("„Примерна фирма").all()
