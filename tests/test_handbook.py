"""The handbook: the same in both languages, true to the product it speaks of, found by any form of a word."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ontrack_dash import handbook, planning
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.fields import reference
from ontrack_dash.handbook import InvalidHandbook, Step, Table, places, reading, tables
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.stats.intervals import wilson
from ontrack_dash.stats.precision import answers_needed

ROOT = Path(__file__).parents[1]
BG, EN = Words("bg"), Words("en")
BOTH = pytest.mark.parametrize("words", [BG, EN], ids=LANGUAGES)
STEPS = pytest.mark.parametrize("name", handbook.STEPS)
# Names of programs, formats and organisations that Bulgarian writes as they are.
LATIN_NAMES = {
    "On",
    "Track",
    "EQAVET",
    "Excel",
    "Word",
    "CSV",
    "KoboToolbox",
    "LimeSurvey",
    "ODK",
    "XLSForm",
    "Cedefop",
    *("C", "II"),  # of the number and the annex of a recommendation
}
NOTHING = Table((), (), ())


def unfilled(lang: str, name: str) -> Step:
    return reading.read(name, 1, handbook.read(lang, name), str, lambda table: Table((table,), (), ()))


def shape(step: Step) -> list[Any]:
    """Return what both languages must have alike: sections, blocks, lines, places, addresses."""
    return [
        (section.id if section else "lead", block.kind, len(block.texts), len(block.table.header) if block.table else 0,
         Counter(place.group() for text in block.texts for place in places.PLACE.finditer(text)),
         [run.href for line in block.lines for run in line if run.href])
        for section in (None, *step.sections)
        for block in (section.blocks if section else step.lead)
    ]  # fmt: skip


def texts(words: Words) -> list[str]:
    return [
        text
        for step in handbook.steps(words)
        for blocks in (step.lead, *(section.blocks for section in step.sections))
        for block in blocks
        for text in block.texts
    ]


@STEPS
def test_both_languages_say_the_same_in_the_same_order(name: str) -> None:
    assert shape(unfilled("bg", name)) == shape(unfilled("en", name))


@BOTH
def test_every_step_has_all_it_needs(words: Words) -> None:
    steps = handbook.steps(words)
    assert [step.id for step in steps] == list(handbook.STEPS)
    assert [step.number for step in steps] == [1, 2, 3, 4, 5]
    for step in steps:
        assert [section.id for section in step.sections[-5:]] == list(handbook.CLOSING)
        assert len(list(step.checks)) >= 5
        assert step.section("example").pages
        assert step.section("legal").blocks[-1].kind == "note"


@BOTH
def test_closing_sections_are_called_the_same_in_every_step(words: Words) -> None:
    for name in handbook.CLOSING:
        assert len({step.section(name).title for step in handbook.steps(words)}) == 1


@BOTH
def test_every_page_named_exists(words: Words) -> None:
    named = {page for step in handbook.steps(words) for section in step.sections for page in section.pages}
    assert named
    assert {page for page in named if not (ROOT / "pages" / f"{page}.py").exists()} == set()


def test_every_questionnaire_is_among_the_tools_of_some_step() -> None:
    named = {name for step in handbook.steps(BG) for name in step.section("tools").instruments}
    assert named == set(INSTRUMENTS)


def test_both_languages_lead_to_the_same_tools() -> None:
    named = [
        [(section.id, section.tools, section.instruments, section.letters) for step in handbook.steps(words)
         for section in step.sections]
        for words in map(Words, LANGUAGES)
    ]  # fmt: skip
    assert named[0] == named[1]


@pytest.mark.parametrize(
    "place",
    ["{page:nowhere}", "{indicator:wealth}", "{instrument:guess}", "{rule:protection.mood}", "{odd}", "{width:x}"],
)
def test_a_name_of_something_there_is_not_is_refused(place: str) -> None:
    with pytest.raises(InvalidHandbook, match=re.escape(place)):
        places.fill(f"a {place} b", BG)


def test_a_table_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidHandbook, match="weather"):
        tables.make("weather", BG)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("## Without a title {#a}", "title"),
        ("# A\n\n## Without an id", "id"),
        ("# A\n\n```\ncode\n```", "fence"),
        ("# A\n\n- one\n\n  two", "several paragraphs"),
        ("# A\n\n![picture](x.png)", "image"),
        ("# A\n\n> - a list in a note", "bullet_list"),
    ],
)
def test_what_no_form_of_the_handbook_can_show_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InvalidHandbook, match=problem):
        reading.read("test", 1, text, str, lambda _: NOTHING)


def test_looks_and_links_are_read_as_runs() -> None:
    step = reading.read("test", 1, "# A\n\none **two *three*** [four](https://x.bg)\nfive", str, lambda _: NOTHING)
    runs = [(run.text, run.is_bold, run.is_italic, run.href) for run in step.lead[0].lines[0]]
    assert runs == [
        ("one ", False, False, ""),
        ("two ", True, False, ""),
        ("three", True, True, ""),
        (" ", False, False, ""),
        ("four", False, False, "https://x.bg"),
        (" ", False, False, ""),
        ("five", False, False, ""),
    ]


def test_lines_with_a_box_are_a_checklist() -> None:
    step = reading.read("test", 1, "# A\n\n- [ ] one\n- [ ] **two**", str, lambda _: NOTHING)
    assert (step.lead[0].kind, step.lead[0].texts) == ("checks", ("one", "two"))


def test_nothing_stays_in_braces() -> None:
    assert [text for words in (BG, EN) for text in texts(words) if "{" in text or "}" in text] == []


def test_the_bulgarian_text_is_bulgarian() -> None:
    latin = {word for text in texts(BG) for word in re.findall(r"[A-Za-z]\w*", text)}
    assert latin <= LATIN_NAMES
    assert [text for text in texts(BG) if re.search("[A-Za-z][А-я]|[А-я][A-Za-z]", text)] == []


def test_the_english_text_is_english() -> None:
    assert [text for text in texts(EN) if re.search("[\u0400-\u04ff„]", text)] == []


@BOTH
def test_the_text_is_tidy(words: Words) -> None:
    assert [text for text in texts(words) if not text or text != " ".join(re.split("[ \n\t]+", text.strip()))] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_source_is_one_the_product_keeps(lang: str) -> None:
    names = ("tracking_systems", "tracking_outcomes", "tracking_mapping", "tracking_datasets", "targets")
    known = {address for name in names for address in reference(name)["source_url"]}
    blocks = [block for name in handbook.STEPS for section in unfilled(lang, name).sections for block in section.blocks]
    cited = {run.href for block in blocks for line in block.lines for run in line if run.href}
    assert cited
    assert cited - known == set()


@BOTH
def test_the_deadline_named_is_the_one_in_force(words: Words) -> None:
    deadline = RULES["reporting"]["deadline"]
    assert (deadline["month"], deadline["day"]) == (1, 31)
    written = {"bg": "31 януари", "en": "31 January"}[words.lang]
    assert all(any(written in text for text in step_texts) for step_texts in (texts(words),))
    assert words.date(planning.due(2027)) in "\n".join(texts(words))


@BOTH
def test_the_legal_basis_says_where_it_is_not_sure(words: Words) -> None:
    notes = [step.section("legal").blocks[-1].texts for step in handbook.steps(words)]
    assert len(set(notes)) == len(handbook.STEPS)
    assert words.t("handbook.own").startswith({"bg": "Собствен текст", "en": "This product's own"}[words.lang])


def table(name: str, words: Words = EN) -> Table:
    return tables.make(name, words)


def test_the_width_of_intervals_is_worked_out_by_the_product() -> None:
    thirty = next(row for row in table("width").rows if row[0] == "30")
    assert thirty[1] == EN.interval(*wilson(15, 30)) == "33–67%"
    assert thirty[-1] == "17 points"


def test_the_answers_needed_are_worked_out_by_the_product() -> None:
    rows = {row[0]: row[1:] for row in table("needed").rows}
    assert rows["60"] == (f"{answers_needed(0.1, population=60)} (62%)", f"{answers_needed(0.05, population=60)} (87%)")
    assert rows[EN.t("handbook.table.needed.large")] == ("93", "381")


def test_the_dates_are_those_of_the_plan() -> None:
    rows = table("dates").rows
    mailing = planning.mailing(1, *planning.halves(2026)[0])
    assert (EN.t("handbook.table.dates.invitation_1"), EN.date(mailing.invitation)) in [row[:2] for row in rows]
    assert sum(row[0].startswith("Reminder") for row in rows) == 2 * len(RULES["invitations"]["reminder_days"])


def test_the_first_indicators_say_where_they_come_from() -> None:
    origins = {row[0]: row[-1] for row in table("core").rows}
    assert len(origins) <= len(INDICATORS)
    assert origins[EN.t("indicator.employed_rate.name")] == EN.t("instrument.graduates_1.name")
    assert origins[EN.t("indicator.placement_rate.name")] == EN.t("instrument.graduates_2.name")
    assert origins[EN.t("indicator.employer_satisfaction_rate.name")] == EN.t("instrument.employers.name")
    assert origins[EN.t("indicator.completion_rate.name")] == EN.t("source.is_napoo_annual")


@BOTH
def test_every_table_is_used_and_has_as_many_cells_as_columns(words: Words) -> None:
    used = {name for step in handbook.STEPS for name in reading.TABLE_PLACE.findall(handbook.read(words.lang, step))}
    assert used == set(tables.TABLES)
    for name in tables.TABLES:
        made = table(name, words)
        assert {len(row) for row in made.rows} == {len(made.header)} == {len(made.right)}
        assert made.title


def found(words: Words, query: str) -> set[tuple[str, str]]:
    return {(hit.step.id, hit.section.id if hit.section else "") for hit in handbook.find(words, query)}


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        (BG, ("напомняне", "напомняния", "напомнянията", "НАПОМНЯНЕТО")),
        (BG, ("мярка", "мерки", "мерките", "мярката")),
        (BG, ("център", "центрове", "центъра")),
        (BG, ("съгласие", "съгласието", "съгласия")),
        (EN, ("reminder", "reminders")),
        (EN, ("measure", "measures", "Measure")),
        (EN, ("invitation", "invitations")),
    ],
)
def test_any_form_of_a_word_finds_the_same_sections(words: Words, forms: tuple[str, ...]) -> None:
    places_found = [found(words, form) for form in forms]
    assert places_found[0]
    assert all(places == places_found[0] for places in places_found)


@pytest.mark.parametrize(("words", "part"), [(BG, "валидир"), (BG, "псевд"), (EN, "pseudo"), (EN, "valid")])
def test_a_part_of_a_word_is_enough(words: Words, part: str) -> None:
    hits = handbook.find(words, part)
    assert hits
    assert all(part in hit.found.casefold() for hit in hits)


def test_all_words_of_a_query_must_be_there() -> None:
    both = found(BG, "интервал випуск")
    assert both
    assert both == found(BG, "интервал") & found(BG, "випуск")


def test_a_heading_goes_before_a_mention() -> None:
    first = handbook.find(EN, "reminders")[0]
    assert (first.step.id, first.section and first.section.id) == ("methodology", "contact")
    assert "reminder" in first.found.casefold()


@pytest.mark.parametrize("query", ["", "   ", "?!", "xyzxyz", "интервал xyzxyz"])
def test_what_is_nowhere_finds_nothing(query: str) -> None:
    assert handbook.find(BG, query) == ()


def test_a_long_text_is_cut_between_words() -> None:
    hit = next(hit for hit in handbook.find(BG, "псевдоним") if hit.before.startswith("…"))
    assert hit.found
    text = next(text for text in texts(BG) if hit.before.removeprefix("…") + hit.found in text)
    assert f" {hit.before.removeprefix('…')}{hit.found}" in text
