"""Centres that lack something: each section says what, and how to get it."""

import pytest

from ontrack_dash import section
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section import Section, Written
from ontrack_dash.settings import Settings
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY
from tests.builders import CENTRE
from tests.section import world
from tests.section.world import MODERN, SILENT, SINGLE, TINY, UNHEARD, UNLISTED, VALIDATOR, YEAR

BG = Words("bg")


@pytest.fixture(scope="module")
def compose(country: Build, settings: Settings):
    return lambda licence, year=YEAR: section.compose(country, settings, licence, year, viewer=AGENCY)


def rules(made: Section) -> list[str]:
    return [gap.rule for gap in made.gaps]


def part(written: Written, name: str) -> section.Part | None:
    return next((part for part in written.parts if part.id == name), None)


def table(written: Written, name: str) -> section.Table:
    found = part(written, name)
    assert found is not None
    assert found.table is not None
    return found.table


def test_a_centre_without_answers(compose) -> None:
    made = compose(SILENT)
    written = section.write(made, BG)
    answered = made.measured[made.measured["indicator"].isin(["employed_rate", "placement_rate", "time_to_job"])]
    assert set(answered["status"]) == {"no_data"}
    assert rules(made) == ["no_annual", "no_register", "no_answers", "no_answers", "no_employers", "not_in_export"]
    assert [gap.numbers["wave"] for gap in made.gaps if gap.rule == "no_answers"] == [1, 2]
    assert written.dots == ()
    assert written.chart_alt == ""
    assert made.findings == ()
    assert part(written, "findings") is None
    said = part(written, "gaps")
    assert said is not None
    assert "Няма отговори от вълна 1 за випуск 2023. Поканете завършилите" in said.items[2]


def test_a_centre_of_three_graduates(compose) -> None:
    made = compose(TINY)
    rows = {row[0]: row for row in table(section.write(made, BG), "measured").rows}
    assert rows["Завършили"][2] == "3*"
    assert rows["Дял на заетите една година след обучението"][2] == "66,7\N{NO-BREAK SPACE}%*"
    small = [finding for finding in made.findings if finding.rule == "small"]
    assert {finding.indicator for finding in small} >= {"completers", "employed_rate"}


def test_a_centre_of_one_profession(compose) -> None:
    written = section.write(compose(SINGLE), BG)
    assert [row[0] for row in table(written, "professions").rows] == ["Хотелиер"]
    # One profession is not compared with itself.
    assert len(written.parts[[part.id for part in written.parts].index("professions")].lead) == 1


def test_a_centre_without_employers(compose) -> None:
    made = compose(SINGLE)
    assert "no_employers" in rules(made)
    assert made.employers.empty
    assert part(section.write(made, BG), "employers") is None


def test_a_name_of_three_hundred_characters_stays_whole(compose) -> None:
    written = section.write(compose(SILENT), BG)
    assert len(world.LONG_NAME) == 300
    assert dict(written.facts)["Център (ЦПО)"] == world.LONG_NAME
    assert written.subtitle.startswith(world.LONG_NAME)


def test_a_profession_of_the_new_list_stands_by_its_code(compose) -> None:
    written = section.write(compose(MODERN), BG)
    first = table(written, "professions").rows[0]
    assert first[0] == world.NEW_PROFESSION
    assert first[1:3] == ("24", "24")
    assert "16 лица" in first[3]


def test_a_centre_that_only_validates(compose) -> None:
    made = compose(VALIDATOR)
    written = section.write(made, BG)
    assert made.kind == "validation"
    assert "only_validation" in rules(made)
    assert "no_annual" not in rules(made)
    assert dict(written.facts)["Показателите са за"] == "валидиране на степен на професионална квалификация"
    rows = {row[0]: row for row in table(written, "counts").rows}
    assert rows["придобили степен на професионална квалификация чрез валидиране"][-1] == "15"
    # Nobody else validates, so there is nothing to be read against.
    assert "no_benchmark" in rules(made)
    shares = made.measured[
        made.measured["status"].isin(["value", "imprecise"]) & (made.measured["indicator"] != "time_to_job")
    ]
    assert (shares["standing"] == "").all()


@pytest.mark.parametrize("year", [1990, 2040])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_year_without_data_says_so(compose, year: int, lang: str) -> None:
    made, words = compose(CENTRE, year), Words(lang)
    written = section.write(made, words)
    assert set(made.measured["status"]) == {"no_data"}
    summary = part(written, "summary")
    assert summary is not None
    assert summary.lead == (words.t("section.summary.nothing", year=year),)
    assert {"no_annual", "no_register", "no_answers", "no_employers", "no_export"} == set(rules(made))


def test_the_year_after_the_data_has_what_its_waves_brought(compose) -> None:
    made = compose(CENTRE, YEAR + 1)
    assert "no_annual" in rules(made)
    second = made.measured.set_index("indicator").loc["placement_rate"]
    assert (second["cohort"], second["status"]) == (YEAR - 1, "no_data")


def test_a_centre_nobody_has_heard_of(compose) -> None:
    made = compose("9999129999")
    assert made.name == "9999129999"
    assert rules(made)[0] == "no_name"
    assert set(made.measured["status"]) == {"no_data"}


def test_a_centre_of_the_register_alone(compose) -> None:
    made = compose(UNHEARD)
    assert made.name == f"ЦПО {UNHEARD}"
    assert "no_name" not in rules(made)


def test_a_centre_outside_the_register_is_named_by_its_licence(compose) -> None:
    made = compose(UNLISTED)
    assert made.name == UNLISTED
    assert rules(made)[0] == "no_name"
    assert "no_previous" in rules(made)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("licence", [CENTRE, SILENT, TINY, SINGLE, UNHEARD, VALIDATOR, MODERN, UNLISTED])
def test_every_section_can_be_written(compose, licence: str, lang: str) -> None:
    written = section.write(compose(licence), Words(lang))
    order = [
        "summary", "counts", "measured", "findings", "professions", "kinds", "employers", "response", "gaps", "own",
        "measures", "definitions",
    ]  # fmt: skip
    ids = [part.id for part in written.parts]
    assert ids == [name for name in order if name in ids]
    for each in written.parts:
        assert each.heading
        if each.table:
            assert {len(row) for row in each.table.rows} == {len(each.table.header)} == {len(each.table.right)}
    texts = [text for each in written.parts for text in (*each.lead, *each.items)]
    assert [text for text in texts if "{" in text or text != " ".join(text.split(" ")) or not text.endswith(".")] == []
