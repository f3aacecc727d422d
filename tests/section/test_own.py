"""What the centre writes itself: its texts, its measures, and what became of the indicators they were to move."""

from datetime import date

import pandas as pd
import pytest

from ontrack_dash import section
from ontrack_dash.i18n import Words
from ontrack_dash.section import Section
from ontrack_dash.settings import Settings
from ontrack_dash.store import authored
from ontrack_dash.store.authored import Measure
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY
from tests.section.world import OTHERS, YEAR

CENTRE = OTHERS[1]
LAST_YEAR = [
    Measure(
        YEAR - 1,
        "Малко работят по професията",
        "Срещи с хотели",
        "директор",
        None,
        "check",
        "employed_rate",
        "Проведени са три",
    ),
    Measure(YEAR - 1, "Няма адреси", "Съгласие в края на курса", step="review"),
]
THIS_YEAR = [Measure(YEAR, "Малко отговори", "Напомняне", "секретар", date(YEAR + 1, 9, 30), "plan", "employed_rate")]


@pytest.fixture(scope="module")
def made(country: Build, settings: Settings) -> Section:
    authored.save_text(settings, CENTRE, YEAR, "plan", "Първо изречение.\nВторо изречение.")
    authored.save_text(settings, CENTRE, YEAR, "context", "Центърът обучава в областта от 2010 г.")
    authored.save_text(settings, CENTRE, YEAR - 1, "analysis", "Това е от миналата година.")
    authored.save_measures(settings, CENTRE, YEAR - 1, LAST_YEAR)
    authored.save_measures(settings, CENTRE, YEAR, THIS_YEAR)
    authored.save_measures(settings, CENTRE, YEAR - 2, [Measure(YEAR - 2, "Отдавна", "Отдавна")])
    return section.compose(country, settings, CENTRE, YEAR, viewer=AGENCY)


def part(made: Section, name: str) -> section.Part:
    return next(part for part in section.write(made, Words("bg")).parts if part.id == name)


def test_texts_stand_in_their_order_each_under_its_name(made: Section) -> None:
    assert part(made, "own").lead == (
        "Контекст. Центърът обучава в областта от 2010 г.",
        "План. Първо изречение.\nВторо изречение.",
    )


def test_measures_of_this_report_and_of_the_one_before_are_listed(made: Section) -> None:
    assert [(measure.year, measure.finding) for measure in made.measures] == [
        (YEAR - 1, "Малко работят по професията"), (YEAR - 1, "Няма адреси"), (YEAR, "Малко отговори"),
    ]  # fmt: skip


def test_a_measure_of_last_year_has_its_value_then_and_now(made: Section) -> None:
    row = made.progress[made.progress["measure"] == 0].iloc[0]
    measured = made.measured.set_index("indicator").loc["employed_rate"]
    assert (row["before_year"], row["after_year"]) == (YEAR - 2, YEAR - 1)
    assert row["after"] == measured["value"]
    assert row["after"] - row["before"] == pytest.approx(measured["change"])


def test_a_measure_of_this_year_waits_for_the_next_report(made: Section) -> None:
    row = made.progress[made.progress["measure"] == 2].iloc[0]
    measured = made.measured.set_index("indicator").loc["employed_rate"]
    assert (row["before_year"], row["before"]) == (YEAR - 1, measured["value"])
    assert (row["after_year"], row["after_status"]) == (YEAR, "no_data")
    assert pd.isna(row["after"])
    assert list(made.progress["measure"]) == [0, 2]


def test_the_list_of_measures_says_all_of_it(made: Section) -> None:
    words = Words("bg")
    table = part(made, "measures").table
    assert table is not None
    first, second, third = table.rows
    before, after = (words.percent(made.progress.loc[0, side]) for side in ("before", "after"))
    assert first == (
        str(YEAR - 1), "Малко работят по професията", "Срещи с хотели", "директор", "проверка",
        f"Дял на заетите една година след обучението: {before} (випуск 2022) → {after} (випуск 2023)",
        "Проведени са три",
    )  # fmt: skip
    assert second[3:] == ("", "преглед", "", "")
    assert third[3] == "секретар; 30.09.2025"
    assert third[5].endswith("следващата стойност е в доклада за 2025 г.")
