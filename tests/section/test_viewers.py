"""Whose section it is: the centre's whole, the agency reads the same, everybody else what is published."""

import pandas as pd
import pytest

from ontrack_dash import section
from ontrack_dash.i18n import Words
from ontrack_dash.settings import Settings
from ontrack_dash.store import authored
from ontrack_dash.store.authored import Measure
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.builders import CENTRE
from tests.section.world import OTHERS, TINY, UNHEARD, YEAR

NUMBERS = ["n", "value", "low", "high", "population"]
FRAMES = ("measured", "professions", "kinds", "employers", "response")


@pytest.fixture(scope="module")
def with_own_words(settings: Settings, country: Build) -> Settings:
    authored.save_text(settings, CENTRE, YEAR, "analysis", "Практиката се провежда в три хотела.")
    authored.save_measures(
        settings, CENTRE, YEAR, [Measure(YEAR, "Малко отговори", "Напомняне", indicator="employed_rate")]
    )
    return settings


@pytest.mark.parametrize(
    ("asking", "expected"),
    [
        (AGENCY, Viewer("centre", CENTRE)),
        (Viewer("centre", CENTRE), Viewer("centre", CENTRE)),
        (Viewer("centre", OTHERS[0]), PUBLIC),
        (PUBLIC, PUBLIC),
    ],
)
def test_a_section_is_the_centres_or_the_publics(asking: Viewer, expected: Viewer) -> None:
    assert section.viewer_of(asking, CENTRE) == expected


def test_the_agency_reads_what_the_centre_has(country: Build, with_own_words: Settings) -> None:
    made = [
        section.compose(country, with_own_words, CENTRE, YEAR, viewer=viewer)
        for viewer in (AGENCY, Viewer("centre", CENTRE))
    ]
    assert made[0].viewer == made[1].viewer == Viewer("centre", CENTRE)
    assert section.write(made[0], Words("bg")) == section.write(made[1], Words("bg"))


@pytest.mark.parametrize("asking", [PUBLIC, Viewer("centre", OTHERS[0])], ids=["public", "another centre"])
@pytest.mark.parametrize("licence", [CENTRE, TINY])
def test_others_get_nothing_but_what_is_published(
    country: Build, with_own_words: Settings, licence: str, asking: Viewer
) -> None:
    made = section.compose(country, with_own_words, licence, YEAR, viewer=asking)
    for name in FRAMES:
        frame = getattr(made, name)
        hidden = frame[frame["status"] == "protected"]
        assert hidden[NUMBERS].isna().all(axis=None), name
        assert not frame["is_small"].any(), name
        assert (frame.loc[frame["status"].isin(["value", "imprecise"]), "n"] >= 10).all(), name
    assert made.counts["filed"].isna().all()
    assert (made.counts["filed_status"] == "no_data").all()
    assert (made.texts, made.measures, made.progress.empty) == ({}, (), True)
    assert made.measured["expected"].isna().all()


def test_what_three_graduates_did_is_the_centres_own_business(country: Build, settings: Settings) -> None:
    own = section.compose(country, settings, TINY, YEAR, viewer=AGENCY)
    public = section.compose(country, settings, TINY, YEAR, viewer=PUBLIC)
    of = [made.measured.set_index("indicator").loc["employed_rate"] for made in (own, public)]
    assert (of[0]["n"], of[0]["is_small"], of[0]["status"]) == (3, True, "value")
    assert of[1]["status"] == "protected"
    said = section.write(public, Words("bg"))
    assert "protected" in {gap.rule for gap in public.gaps}
    assert not said.dots
    texts = [*said.facts, *(row for part in said.parts if part.table for row in part.table.rows)]
    assert all("66,7" not in cell for row in texts for cell in row)


def test_the_public_is_told_whose_words_are_missing(country: Build, with_own_words: Settings) -> None:
    made = section.compose(country, with_own_words, CENTRE, YEAR, viewer=PUBLIC)
    said = section.write(made, Words("bg"))
    assert said.parts[0].lead[0] == Words("bg").t("section.as_published")
    assert {"own", "measures"} & {part.id for part in said.parts} == set()
    # Only the centre and the agency can bring in what is missing.
    assert all("Внасяне на данни" not in item for part in said.parts for item in part.items)


def test_a_centre_that_looks_at_a_year_finds_it_offered(country: Build) -> None:
    offered = section.years(country.path, viewer=AGENCY, licence=CENTRE)
    assert offered == tuple(range(YEAR, YEAR - 4, -1))
    assert section.years(country.path, viewer=PUBLIC, licence=UNHEARD) == offered


def test_protection_is_the_gates_alone(country: Build, settings: Settings) -> None:
    """What a section adds to estimates is worked out from shown rows only."""
    made = section.compose(country, settings, CENTRE, YEAR, viewer=PUBLIC).measured
    hidden = made[~made["status"].isin(["value", "imprecise"])]
    assert len(hidden)
    assert hidden[["change", "difference", "expected"]].isna().all(axis=None)
    assert (hidden["standing"] == "").all()
    assert pd.isna(hidden["low"]).all()
