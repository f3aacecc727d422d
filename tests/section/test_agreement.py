"""Nothing in a section differs by a digit from the page of its centre: the same asks, row for row."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
import pytest

from ontrack_dash import comparisons, indicators, section
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.estimating import SHARES
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section import Section
from ontrack_dash.settings import Settings
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import PUBLIC, Viewer
from tests.builders import CENTRE
from tests.section import world

LICENCES = (CENTRE, world.OTHERS[0], world.TINY, world.SINGLE, world.VALIDATOR, world.UNLISTED)
YEARS = (world.YEAR - 1, world.YEAR)
ESTIMATE = ("n", "value", "low", "high", "status", "is_small", "population", "benchmark")
CHANGES = {"change": "difference", "change_low": "low", "change_high": "high", "previous_year": "previous_year"}
MIXES = {
    "expected": "benchmark", "difference": "difference", "difference_low": "difference_low",
    "difference_high": "difference_high",
}  # fmt: skip

Row = dict[str, Any]


@pytest.fixture(scope="module", params=LICENCES)
def sections(request: pytest.FixtureRequest, settings: Settings, country: Build) -> list[Section]:
    licence = request.param
    return [
        section.compose(country, settings, licence, year, viewer=viewer)
        for year in YEARS
        for viewer in (Viewer("centre", licence), PUBLIC)
    ]


def page(of: Section, ids: Sequence[str], by: tuple[str, ...], **where: object) -> dict[tuple[Any, ...], Row]:
    """Ask what the page of a centre asks under its filters; by indicator and group."""
    codes = {"centre": of.licence, "kind": of.kind, **where}
    rows = indicators.publish(
        of.build.path, ids, by, {name: (str(code),) for name, code in codes.items()}, viewer=of.viewer
    )
    return {tuple(row[name] for name in ("indicator", *by)): dict(row) for row in rows.to_dict("records")}


def said(row: Row) -> Row:
    """Return what is said of an estimate: of one without data only that, of a count no count of the whole country."""
    kept = {name: None if pd.isna(row[name]) else row[name] for name in ESTIMATE}
    if row["status"] == "no_data":
        return {"status": "no_data"}
    return kept if INDICATORS[row["indicator"]].kind != "count" else {**kept, "benchmark": None}


def pairs(of: Section, frame: pd.DataFrame, by: tuple[str, ...] = (), **where: object) -> Iterator[tuple[Row, Row]]:
    for cohort, rows in frame.groupby("cohort"):
        asked = page(of, list(dict.fromkeys(rows["indicator"])), by, year=cohort, **where)
        for row in rows.to_dict("records"):
            yield row, asked.get(tuple(row[name] for name in ("indicator", *by)), {**row, "status": "no_data"})


def test_every_estimate_is_that_of_the_page(sections: list[Section]) -> None:
    compared = 0
    for of in sections:
        frames = [
            pairs(of, of.measured),
            pairs(of, of.professions, ("profession",)),
            pairs(of, of.employers),
            *(pairs(of, rows, kind=kind) for kind, rows in (of.kinds.groupby("kind") if len(of.kinds) else ())),
            *(
                pairs(of, rows[rows["indicator"].map(lambda name: INDICATORS[name].wave is not None)], wave=wave)
                for wave, rows in of.response.groupby("wave")
            ),
        ]
        for row, answer in (pair for frame in frames for pair in frame):
            assert said(row) == said(answer), (of.licence, of.year, of.viewer, row["indicator"])
            compared += row["status"] != "no_data"
    assert compared > 20


def test_every_change_is_that_of_the_page(sections: list[Section]) -> None:
    for of in sections:
        for row in of.measured.to_dict("records"):
            if INDICATORS[row["indicator"]].kind in SHARES:
                where = {"centre": (of.licence,), "kind": (of.kind,), "year": (str(row["cohort"]),)}
                found = indicators.change(of.build.path, [row["indicator"]], where, viewer=of.viewer).to_dict("records")
                answer = found[0] if found else dict.fromkeys(CHANGES.values())
                assert [none(row[name]) for name in CHANGES] == [none(answer[name]) for name in CHANGES.values()]


def test_every_expected_value_is_that_of_the_page(sections: list[Section]) -> None:
    for of in sections:
        for row in of.measured.to_dict("records"):
            if INDICATORS[row["indicator"]].kind in SHARES and of.viewer != PUBLIC:
                where = {"centre": (of.licence,), "kind": (of.kind,), "year": (str(row["cohort"]),)}
                mix = comparisons.case_mix(of.build.path, row["indicator"], where, viewer=of.viewer).to_dict("records")
                known = mix[0] if mix and not pd.isna(mix[0]["expected"]) else dict.fromkeys(MIXES.values())
                assert [none(row[name]) for name in MIXES] == [none(known[name]) for name in MIXES.values()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_share_of_answers_has_the_same_digits_wherever_it_stands(
    settings: Settings, country: Build, lang: str
) -> None:
    words = Words(lang)
    of = section.compose(country, settings, world.SINGLE, world.YEAR, viewer=Viewer("centre", world.SINGLE))
    (rate,) = of.response[(of.response["indicator"] == "response_rate") & (of.response["wave"] == 1)]["value"]
    table = next(part.table for part in section.write(of, words).parts if part.id == "measured")
    assert table is not None
    cells = {row[0]: row[-1] for row in table.rows}
    assert cells[words.t("indicator.employed_rate.name")] == words.value("response_rate", rate) == words.percent(2 / 3)


def none(cell: Any) -> Any:
    return None if pd.isna(cell) else cell
