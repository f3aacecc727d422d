"""What centres write themselves is kept between visits and years, each centre's and year's apart."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ontrack_dash.settings import Settings
from ontrack_dash.store import authored, state
from ontrack_dash.store.authored import Measure

CENTRE, OTHER = "9999120001", "9999120002"
MEASURE = Measure(
    2024, "Малко отговори", "Покана и по телефона", "Методист", date(2025, 6, 30), "do", "response_rate", "51 %"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def test_a_text_is_there_on_the_next_visit(settings: Settings) -> None:
    authored.save_text(settings, CENTRE, 2024, "analysis", "Първо")
    authored.save_text(settings, CENTRE, 2024, "analysis", "Второ")
    authored.save_text(settings, CENTRE, 2024, "plan", "План")
    assert authored.texts(settings, CENTRE, 2024) == {"analysis": "Второ", "plan": "План"}


def test_texts_of_other_centres_and_years_stay_apart(settings: Settings) -> None:
    authored.save_text(settings, CENTRE, 2024, "analysis", "Наше")
    assert authored.texts(settings, OTHER, 2024) == {}
    assert authored.texts(settings, CENTRE, 2023) == {}


def test_an_empty_text_is_removed(settings: Settings) -> None:
    authored.save_text(settings, CENTRE, 2024, "analysis", "Първо")
    authored.save_text(settings, CENTRE, 2024, "analysis", "")
    assert authored.texts(settings, CENTRE, 2024) == {}


def test_measures_come_back_whole_and_in_their_order(settings: Settings) -> None:
    second = Measure(2024, "Друго", "Среща с работодатели")
    earlier = replace(MEASURE, year=2023)
    authored.save_measures(settings, CENTRE, 2024, [MEASURE, second])
    authored.save_measures(settings, CENTRE, 2023, [earlier])
    assert authored.measures(settings, CENTRE, [2023, 2024]) == (earlier, MEASURE, second)
    assert authored.measures(settings, CENTRE, [2023]) == (earlier,)


def test_saved_measures_take_the_place_of_those_of_their_year_only(settings: Settings) -> None:
    authored.save_measures(settings, CENTRE, 2024, [MEASURE])
    authored.save_measures(settings, OTHER, 2024, [MEASURE])
    authored.save_measures(settings, CENTRE, 2024, [])
    assert authored.measures(settings, CENTRE, [2024]) == ()
    assert authored.measures(settings, OTHER, [2024]) == (MEASURE,)


def test_a_measure_of_another_year_or_of_no_known_step_is_refused(settings: Settings) -> None:
    for wrong in (replace(MEASURE, year=2022), replace(MEASURE, step="done")):
        with pytest.raises(ValueError, match="1 measures"):
            authored.save_measures(settings, CENTRE, 2024, [wrong])
    assert authored.measures(settings, CENTRE, [2022, 2024]) == ()


def test_a_state_made_before_texts_were_kept_takes_them(settings: Settings) -> None:
    state.save(settings, "settlement", "Бор", "SOF")
    authored.save_text(settings, CENTRE, 2024, "analysis", "Първо")
    assert authored.texts(settings, CENTRE, 2024) == {"analysis": "Първо"}
