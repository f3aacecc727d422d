"""How others track: every published fact has its source and its day, in both languages, and says what it said."""

import re

import pandas as pd
import pytest

from ontrack_dash import effectiveness, tracking
from ontrack_dash.fields import reference
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.sentences import of_tracking as said

BG, EN = Words("bg"), Words("en")
BOTH = pytest.mark.parametrize("words", [BG, EN], ids=LANGUAGES)
TABLES = ("tracking_systems", "tracking_outcomes", "tracking_mapping", "tracking_datasets")
SEVEN = {"BG", "SK", "EL", "CY", "LV", "ES", "AT"}


@pytest.mark.parametrize("name", TABLES)
def test_every_fact_has_its_source_and_the_day_it_was_taken_down(name: str) -> None:
    table = reference(name)
    facts = table[table["text_en"] != ""] if name == "tracking_systems" else table
    assert [url for url in facts["source_url"] if not re.fullmatch(r"https://\S+\.\S+", url)] == []
    assert [day for day in facts["retrieved"] if not re.fullmatch(r"20\d\d-\d\d-\d\d", day)] == []


def test_a_cell_nothing_was_found_for_has_no_source_and_no_text_in_any_language() -> None:
    table = reference("tracking_systems")
    empty = table[table["text_en"] == ""]
    assert not empty.empty
    assert set(empty[["text_bg", "source_url", "retrieved", "basis"]].to_numpy().ravel()) == {""}
    assert "" not in set(table.loc[table["text_en"] != "", "text_bg"])


def test_seven_countries_answer_every_question_once() -> None:
    table = tracking.systems()
    assert set(tracking.countries()) == SEVEN
    assert not table.duplicated(["system", "aspect"]).any()
    assert set(table.groupby("system")["aspect"].apply(tuple)) == {tracking.ASPECTS}
    assert set(table.groupby("country")["system"].nunique().items()) == {(code, 1 + (code == "BG")) for code in SEVEN}


def test_each_language_is_written_in_its_own_letters() -> None:
    systems, found, mapped = (reference(name) for name in TABLES[:3])
    english = [*systems["text_en"], *found["population_en"], *mapped["text_en"]]
    bulgarian = [*systems["text_bg"], *found["population_bg"], *mapped["text_bg"]]
    assert [text for text in english if re.search("[\u0400-\u04ff]", text)] == []
    assert [text for text in bulgarian if re.search(r"\b(the|and|of|a|in|after)\b", text)] == []
    assert [text for text in (*english, *bulgarian) if text != " ".join(text.split(" ")).strip()] == []


def test_countries_that_are_asked_for_are_returned_and_no_others() -> None:
    assert set(tracking.systems(["AT", "SK"])["country"]) == {"AT", "SK"}
    assert set(tracking.outcomes(["AT"])["country"]) == {"AT"}
    assert set(tracking.eurostat("edat_lfse_24", ["AT"])["geo"]) == {"AT", "EU27_2020"}
    assert set(tracking.eurostat("edat_lfse_24")["geo"]) == SEVEN | {"EU27_2020"}


def test_every_table_of_eurostat_names_its_address_and_its_target() -> None:
    table = tracking.datasets()
    assert set(table["dataset"]) == set(reference("eurostat")["dataset"])
    assert all(name in url for name, url in zip(table["dataset"], table["source_url"], strict=True))
    assert tracking.target("edat_lfse_24")[1:3] == (0.82, 2025)
    assert tracking.target("tps00215")[1:3] == (0.6, 2025)
    assert len(tracking.targets()) == 3


def test_figures_stand_as_they_were_published() -> None:
    counted = tracking.mapping().set_index("finding")["value"].dropna().astype(int)
    assert counted.to_dict() == {"states": 24, "measures": 85, "surveys": 59, "registers": 35}
    found = tracking.outcomes().set_index("measure")["value"]
    assert found[["affiliated_1", "affiliated_2", "affiliated_3"]].tolist() == [0.362, 0.449, 0.59]
    assert found["kept"] == pytest.approx(7_717 / 10_102, abs=0.005)


def test_the_years_eurostat_calls_little_reliable_are_found() -> None:
    assert tracking.unreliable_years("edat_lfse_24") == ([2017, 2019, 2020, 2021, 2022, 2024, 2025], 12)
    assert tracking.unreliable_years("tps00215") == ([], 0)


@BOTH
def test_every_code_of_the_page_has_its_word(words: Words) -> None:
    countries = {*tracking.countries(), *tracking.outcomes()["country"], tracking.UNION}
    keys = [f"europe.country_name.{code}" for code in countries]
    keys += [f"europe.system_name.{name}" for name in tracking.systems()["system"]]
    keys += [f"europe.aspect.{name}" for name in tracking.ASPECTS]
    keys += [f"europe.outcome.{name}" for name in tracking.outcomes()["measure"]]
    keys += [f"europe.eurostat.{name}" for name in tracking.datasets()["dataset"]]
    keys += [f"europe.count_name.{name}" for name in tracking.mapping().dropna(subset="value")["finding"]]
    assert [key for key in keys if not words.has(key)] == []


def test_measures_beyond_the_total_must_use_both_sources() -> None:
    assert said.say_mapping(EN).endswith("59 use surveys and 35 administrative data. So at least 9 use both.")


def test_years_are_written_as_runs() -> None:
    assert said.write_years([2017, 2019, 2020, 2021, 2025]) == "2017, 2019–2021, 2025"
    assert said.write_years([]) == ""


def test_low_reliability_is_said_of_bulgaria() -> None:
    assert "7 от 12 години: 2017, 2019–2022, 2024–2025." in said.say_reliability("edat_lfse_24", BG)
    assert said.say_reliability("tps00215", EN) == "Eurostat gives no figure for Bulgaria in this table."


def test_only_countries_at_the_target_or_above_it_are_said_to_reach_it() -> None:
    table = pd.DataFrame(
        {
            "geo": ["EU27_2020", "SK", "AT", "LV", "SK"],
            "year": [2025, 2025, 2025, 2025, 2024],
            "value": [0.801, 0.82, 0.8199, float("nan"), 0.9],
        }
    )
    sentence = said.say_target(table, "edat_lfse_24", EN)
    assert sentence.startswith("In 2025 at or above the target of 82% stand: Slovakia. The value for the EU is 80.1%.")
    nobody = said.say_target(table[table["geo"] == "AT"], "edat_lfse_24", EN)
    assert nobody.startswith("In 2025 none of the countries shown reaches the target of 82%.")


@BOTH
def test_reasons_quote_the_figures_of_the_tables(words: Words) -> None:
    for share in (0.362, 0.449, 0.59):
        assert words.percent(share) in said.reason("path", "repeated", words)
    assert words.percent(0.76) in said.reason("coverage", "survey", words)


def test_a_system_whose_rhythm_is_not_said_has_no_kind() -> None:
    assert effectiveness.kind_of("at") is None
    assert said.kind_of("at", EN) == "register; how often is not said"
    assert said.kind_of("cy", EN) == "cannot be told"
    assert said.kind_of("sk", EN) == "Register and survey, repeated"
