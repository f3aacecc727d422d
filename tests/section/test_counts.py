"""The eight counts: as filed beside the data, each under the basis of its year; what is never added."""

from dataclasses import replace

import pandas as pd
import pytest

from ontrack_dash import section
from ontrack_dash.fields import load_definition
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section import Section, Written, findings
from ontrack_dash.settings import Settings
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY
from tests.builders import CENTRE
from tests.section.world import OTHERS, SILENT, YEAR


@pytest.fixture(scope="module")
def made(country: Build, settings: Settings) -> Section:
    return section.compose(country, settings, CENTRE, YEAR, viewer=AGENCY)


@pytest.fixture(scope="module")
def written(made: Section) -> Written:
    return section.write(made, Words("bg"))


def count(made: Section, name: str) -> pd.Series:
    return made.counts.set_index("count").loc[name]


def part(written: Written, name: str) -> section.Part:
    return next(part for part in written.parts if part.id == name)


def test_all_eight_stand_in_the_order_of_the_form(made: Section) -> None:
    counts = load_definition("counts")
    assert list(made.counts["count"]) == list(counts)
    assert list(made.counts["basis"]) == [table["basis"] for table in counts.values()]


def test_filed_counts_are_compared_with_completers_of_their_kind(made: Section) -> None:
    full = count(made, "filed_full")
    assert (full["filed"], full["own"], bool(full["agrees"])) == (57, 60, False)
    part_of = count(made, "filed_part")
    assert (part_of["filed"], part_of["own_status"]) == (4, "no_data")
    assert pd.isna(part_of["own"])
    assert pd.isna(part_of["agrees"])


def test_what_the_files_cannot_say_stays_unsaid(made: Section) -> None:
    for name in ("filed_continuing", "filed_failed", "filed_withdrawn"):
        row = count(made, name)
        assert pd.isna(row["own"])
        assert (row["own_status"], row["filed_status"]) == ("not_applicable", "value")
        assert pd.isna(row["agrees"])


def test_differences_and_what_is_unknown_are_said_with_their_numbers(made: Section) -> None:
    differ = [finding for finding in made.findings if finding.rule == "counts_differ"]
    assert [dict(finding.numbers) for finding in differ] == [{"count": "filed_full", "filed": 57, "own": 60}]
    unknown = [gap for gap in made.gaps if gap.rule == "count_unknown"]
    assert [gap.numbers["count"] for gap in unknown] == ["filed_part"]


def test_those_who_left_are_known_together_only(made: Section, written: Written) -> None:
    left = next(finding for finding in made.findings if finding.rule == "left_filed")
    assert dict(left.numbers) == {"enrolled": 70, "left": 14, "filed": 14}
    said = " ".join(part(written, "counts").lead).replace("\N{NO-BREAK SPACE}", " ")
    assert "записванията са 70, а останалите без документ – 14" in said
    assert "В подадения доклад двете заедно са 14" in said


def test_the_year_of_each_count_is_said(written: Written) -> None:
    table = part(written, "counts").table
    assert table is not None
    assert table.header[:4] == (
        "Брой по ИС на НАПОО", "Годината е по", "В подадения доклад", f"Завършили през {YEAR} г. по данните",
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["придобили степен на професионална квалификация"] == (
        "датата на документа",
        "57",
        "60",
        "различават се",
    )
    assert rows["продължаващи професионално обучение през следващата година"][0].startswith("края на курса през")
    assert rows["незавършили успешно професионалното обучение"][2] == "двете заедно: 14"


def test_a_count_that_is_the_same_is_said_to_be(country: Build, settings: Settings) -> None:
    made = section.compose(country, settings, OTHERS[0], YEAR, viewer=AGENCY)
    assert not any(finding.rule == "counts_agree" for finding in made.findings)
    agreeing = made.counts.assign(
        filed=60, filed_status="value", agrees=pd.array([True] + [pd.NA] * 7, dtype="boolean")
    )
    found = findings.find(replace(made, counts=agreeing), None)
    assert [dict(finding.numbers) for finding in found if finding.rule == "counts_agree"] == [{"n": 1}]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_an_export_there_is_no_column_of_it(country: Build, settings: Settings, lang: str) -> None:
    made = section.compose(country, settings, SILENT, YEAR, viewer=AGENCY)
    table = part(section.write(made, Words(lang)), "counts").table
    assert table is not None
    assert len(table.header) == 3
    assert "not_in_export" in {gap.rule for gap in made.gaps}


def test_a_centre_that_is_not_in_the_export_of_others_is_told_so(country: Build, settings: Settings) -> None:
    said = {
        year: {gap.rule for gap in section.compose(country, settings, SILENT, year, viewer=AGENCY).gaps}
        for year in (YEAR, YEAR - 1)
    }
    assert "not_in_export" in said[YEAR]
    assert "no_export" not in said[YEAR]
    assert "no_export" in said[YEAR - 1]
