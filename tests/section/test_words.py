"""The words of a section: every rule has them, none says why, and no number is there that the gate did not say."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import Formatter
from types import ModuleType

import pandas as pd
import pytest

from ontrack_dash import indicators, section
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section import Finding, Section, Written, findings, gaps
from ontrack_dash.settings import Settings
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer
from tests.builders import CENTRE
from tests.section.world import SILENT, TINY, UNLISTED, VALIDATOR, YEAR
from tests.sentences.test_estimates import REASONS
from tests.test_i18n import TEXTS

BOTH = pytest.mark.parametrize("words", [Words(lang) for lang in LANGUAGES], ids=LANGUAGES)
STANDINGS = {f"{side}_{source}" for side, source in product(("above", "below", "within"), ("expected", "country"))}
# A number as it is written: digits with their separators, a sign, and what follows at once.
NUMBER = re.compile(r"[+−]?\d+(?:[\N{NO-BREAK SPACE},.]\d+)*")


def named_in(module: ModuleType, kind: str) -> set[str]:
    """Return the rules a module makes findings or gaps of, as far as they stand there as plain words."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == kind)
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def texts_of(lang: str, key: str) -> dict[str, str]:
    return {name: text for name, text in TEXTS[lang].items() if name.startswith(f"{key}.")}


def test_every_rule_has_its_words_and_no_words_are_left_over() -> None:
    said = {name.split(".")[2] for name in texts_of("bg", "section.finding")} - {"lower_is_better", "no_direction"}
    chosen = {"rise", "fall", "steady", "employers_above", "employers_below", "employers_alike", "left", "left_filed"}
    assert said == STANDINGS | chosen | named_in(findings, "Finding")
    missing = {name.split(".")[2] for name in texts_of("bg", "section.gap")}
    assert missing == named_in(gaps, "Gap") | {"low_response", "more_answers"}
    assert all(f"section.gap.{rule}.{part}" in TEXTS["bg"] for rule in missing for part in ("what", "how"))


@BOTH
def test_nothing_says_why(words: Words) -> None:
    assert {name for name, text in texts_of(words.lang, "section").items() if REASONS.search(text)} == set()


def number_of(place: str) -> object:
    """Return something that may stand in a place of a finding."""
    return {"count": "filed_full", "other": "graduate_satisfaction_rate"}.get(place, 0.25 if "low" in place else 3)


@BOTH
@pytest.mark.parametrize(
    "rule",
    sorted({name.split(".")[2] for name in texts_of("bg", "section.finding")} - {"lower_is_better", "no_direction"}),
)
def test_a_finding_of_every_rule_can_be_said(words: Words, rule: str) -> None:
    names = {
        "cohort", "n", "value", "low", "high", "benchmark", "expected", "difference", "difference_low",
        "difference_high", "previous_year", "change", "change_low", "change_high", "count", "filed", "own", "enrolled",
        "left", "wave", "answered", "completers", "share", "least", "other", "other_n", "other_value", "other_low",
        "other_high",
    }  # fmt: skip
    said = section.say_finding(Finding(rule, "employed_rate", {name: number_of(name) for name in names}), words)
    assert said.endswith(".")
    assert "{" not in said


@BOTH
@pytest.mark.parametrize(
    ("name", "rule", "key"),
    [
        ("unemployed_rate", "above_expected", "lower_is_better"),
        ("unemployed_rate", "fall", "lower_is_better"),
        ("time_to_job", "below_country", "lower_is_better"),
        ("further_education_rate", "above_expected", "no_direction"),
        ("employed_rate", "below_expected", ""),
    ],
)
def test_it_is_said_which_way_is_better_where_more_is_not(words: Words, name: str, rule: str, key: str) -> None:
    numbers = {
        "cohort": 2023, "n": 50, "value": 0.2, "low": 0.1, "high": 0.3, "benchmark": 0.1, "expected": 0.1,
        "difference": 0.1, "difference_low": 0.02, "difference_high": 0.18, "previous_year": 2022, "change": -0.1,
        "change_low": -0.2, "change_high": -0.01,
    }  # fmt: skip
    said = section.say_finding(Finding(rule, name, numbers), words)
    notes = [words.t(f"section.finding.{note}") for note in ("lower_is_better", "no_direction")]
    assert [note for note in notes if note in said] == ([words.t(f"section.finding.{key}")] if key else [])


def test_findings_that_do_not_stand_out_share_a_sentence(country: Build, settings: Settings) -> None:
    made = section.compose(country, settings, CENTRE, YEAR, viewer=AGENCY)
    said = section.say_findings(made, Words("bg"))
    alike = [(text, indicator) for text, indicator in said if text.startswith("Без ясна разлика от очакваното")]
    assert len(alike) == 1
    assert alike[0][1] is None
    assert "завършили – 80,0\N{NO-BREAK SPACE}% при очаквани 80,0\N{NO-BREAK SPACE}%" in alike[0][0]
    # What the table has in brackets stands in brackets here.
    assert "удовлетворени работодатели – (80,0\N{NO-BREAK SPACE}%) при очаквани 80,0" in alike[0][0]
    above = [indicator for text, indicator in said if "над очакваното" in text]
    assert above == ["employed_rate", "employed_rate_excl_students", "in_field_rate"]


def texts(written: Written) -> Iterator[str]:
    for part in written.parts:
        if part.id not in ("definitions", "own"):
            yield from (*part.lead, *part.items)
            for row in part.table.rows if part.table else ():
                yield from row
    yield from (written.chart_alt, *(dot.said for dot in written.dots))


def numbers_in(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def said_by_the_gate(build: Build, made: Section, words: Words) -> set[str]:
    """Return every number the pages may write about this centre to this viewer, asked for anew and written by Words."""
    years = tuple(str(year) for year in range(YEAR - 3, YEAR + 1))
    where = {"centre": (made.licence,), "year": years}
    ids = list(dict.fromkeys((*RULES["section"]["reported"], *RULES["section"]["response"])))
    frames = [indicators.publish(build.path, ids, ("year", "kind"), where, viewer=made.viewer)]
    frames += [
        indicators.publish(
            build.path, RULES["section"]["response"], ("year", "kind"), {**where, "wave": "2"}, viewer=made.viewer
        ),
        indicators.publish(
            build.path, ids, ("year", "profession"), {**where, "kind": (made.kind,)}, viewer=made.viewer
        ),
    ]
    allowed: set[str] = set()
    for row in pd.concat(frames).to_dict("records"):
        name = row["indicator"]
        written = [words.value(name, row[key]) for key in ("value", "benchmark") if not pd.isna(row[key])]
        if not pd.isna(row["low"]):
            written += [
                words.interval(row["low"], row["high"]),
                words.number(row["low"]),
                words.value(name, row["high"]),
            ]
            # Where whole per cents would be the same sentences say tenths.
            written += [words.percent(row["low"]), words.percent(row["high"])]
        written += [words.number(row["n"])] if not pd.isna(row["n"]) else []
        if INDICATORS[name].kind == "ratio" and not pd.isna(row["value"]):
            written += [words.percent(row["value"], 0)]
        allowed |= {number for text in written for number in numbers_in(text)}
    return allowed


def worked_out(made: Section, words: Words) -> set[str]:
    """Return what sections work out themselves: differences and what is expected (held against the pages elsewhere)."""
    points = ["difference", "difference_low", "difference_high", "change", "change_low", "change_high"]
    cells = made.measured[points].to_numpy().ravel()
    written = [words.percent(abs(cell)) for cell in cells if not pd.isna(cell)] + [
        words.signed(cell) for cell in cells if not pd.isna(cell)
    ]
    written += [words.percent(cell) for cell in made.measured["expected"].dropna()]
    written += [words.number(cell) for cell in (*made.counts["filed"].dropna(), *range(len(made.measured) + 1))]
    numbers = [
        number
        for finding in made.findings
        for name, number in finding.numbers.items()
        if name in ("left", "enrolled", "filed")
    ]
    written += [words.number(number) for number in numbers]
    shares = [finding.numbers["share"] for finding in made.findings if "share" in finding.numbers]
    written += [words.percent(share, 0) for share in (*shares, RULES["response"]["low_share"])]
    chance = (made.measured["standing"] != "").sum() * (1 - RULES["precision"]["level"])
    written += [words.number(chance, 1), *map(str, range(YEAR - 3, YEAR + 2)), "9–15", "12–36", made.licence]
    return {number for text in written for number in numbers_in(text)}


@BOTH
@pytest.mark.parametrize("licence", [CENTRE, SILENT, TINY, UNLISTED, VALIDATOR])
@pytest.mark.parametrize("role", ["own", "public"])
def test_every_number_is_one_the_gate_said(
    country: Build, settings: Settings, words: Words, licence: str, role: str
) -> None:
    viewer = Viewer("centre", licence) if role == "own" else PUBLIC
    made = section.compose(country, settings, licence, YEAR, viewer=viewer)
    # The names of waves, ratings, kinds and professions have numbers in them, too.
    named = {"1", "2", "3", "4", "5", "812345", "100"}
    allowed = said_by_the_gate(country, made, words) | worked_out(made, words) | named
    unknown = {text: left for text in texts(section.write(made, words)) if (left := numbers_in(text) - allowed)}
    assert unknown == {}


@BOTH
def test_tables_write_numbers_as_the_pages_do(country: Build, settings: Settings, words: Words) -> None:
    made = section.compose(country, settings, CENTRE, YEAR, viewer=AGENCY)
    table = next(part.table for part in section.write(made, words).parts if part.id == "measured")
    assert table is not None
    for row, written in zip(made.measured.to_dict("records"), table.rows, strict=True):
        name, where = row["indicator"], {"centre": (CENTRE,), "year": (str(row["cohort"]),), "kind": ("full",)}
        page = indicators.publish(country.path, [name], (), where, viewer=made.viewer).iloc[0]
        assert written[0] == words.t(f"indicator.{name}.name")
        assert written[1] == str(row["cohort"])
        assert written[2].strip("()*") == words.value(name, page["value"])
        assert written[2].endswith("*") == bool(page["is_small"])
        assert written[2].startswith("(") == (page["status"] == "imprecise")
        assert written[4] == words.number(page["n"])


def test_places_of_words_are_those_of_the_other_language() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    own = texts_of("bg", "section")
    assert {name for name, text in own.items() if places(text) != places(TEXTS["en"][name])} == set()
