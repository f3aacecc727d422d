"""Runs are composed whole: every page, every slide, both languages, frozen or not."""

from pathlib import Path

import pytest

from ontrack_dash import addresses, runs
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.runs import Run, View
from ontrack_dash.slides import KINDS, MOST_ROWS, ROLES, Slide, compose, compose_view, ready_run, ready_runs, slides_of
from ontrack_dash.slides.composing import BUILDERS
from ontrack_dash.slides.defined import KINDS as DEFINED
from ontrack_dash.slides.marking import LABEL, ROOMY, category
from ontrack_dash.slides.telling import HEADLINE
from ontrack_dash.store import builds
from tests.pages.world import SMALL_CENTRE
from tests.slides import showing

ROOT = Path(__file__).parents[2]


def check(slide: Slide) -> None:
    assert slide.headline
    assert len(slide.headline) <= HEADLINE
    assert slide.alt
    assert slide.chart or slide.points
    chart = slide.chart
    if chart is None:
        return
    assert chart.kind in KINDS
    rows = chart.cells if chart.kind == "table" else chart.categories
    assert len(rows) <= MOST_ROWS or chart.kind in ("tiles", "funnel", "lines")
    assert all(len(name) <= ROOMY for name in chart.categories) or chart.kind == "numbers"
    assert all(len(series.marks) == len(chart.categories) for series in chart.series)
    for mark in (mark for series in chart.series for mark in series.marks):
        assert mark.said
        assert mark.role in ROLES
        if mark.value is None:
            assert (mark.low, mark.high, mark.benchmark, mark.n) == (None,) * 4


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ready_runs())
def test_a_ready_run_is_composed_in_every_language(data: Path, name: str, lang: str) -> None:
    words = Words(lang)
    run = ready_run(name, words, centre=showing.BIG)
    deck = compose(data, run, words)
    build = builds.current(data)
    assert build
    made = [slide for view in run.views for slide in compose_view(build, view, words)]
    assert [slide.id for slide in made] == [each for view in run.views for each in view.slides]
    # One that shows nothing stands for those beside it.
    assert [slide for slide in deck.slides if not slide.hidden][1:] == [slide for slide in made if not slide.hidden]
    assert 8 <= len(deck.slides) <= 14
    assert (deck.mark, deck.missing) == (words.t("app.demo_mark"), ())
    for slide in deck.slides:
        check(slide)
    assert runs.from_text(runs.to_text(run), slides_of) == run


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_of_every_page_is_composed(data: Path, lang: str) -> None:
    views = showing.views()
    build = builds.current(data)
    assert build
    found = [slide for view in views for slide in compose_view(build, view, Words(lang))]
    expected = [name for view in views for name in view.slides or ("link",)]
    assert [slide.id for slide in found] == expected
    assert set(expected) == set(DEFINED)
    for slide in found:
        check(slide)
        assert slide.source
        assert f"lang={lang}&view=public" in slide.link


def test_a_view_that_names_no_slides_shows_all_of_its_page_but_the_link(data: Path) -> None:
    deck = compose(data, Run("", (View("", "overview"),)), Words("bg"))
    assert [slide.id for slide in deck.slides[1:]] == [name for name in slides_of("overview") if name != "link"]


def test_a_frozen_view_shows_its_own_version_and_the_others_the_newest(data: Path) -> None:
    run = Run("", (View("a", "overview", slides=("numbers",), build=1), View("b", "overview", slides=("numbers",))))
    _, frozen, newest = compose(data, run, Words("bg")).slides
    assert frozen.source.endswith("версия 1")
    assert newest.source.endswith("версия 2")
    assert frozen.chart == newest.chart
    assert "build=1" in frozen.link


def test_a_view_whose_version_is_gone_says_so(data: Path) -> None:
    deck = compose(data, Run("", (View("Стар изглед", "overview", build=99),)), Words("bg"))
    assert deck.missing == ("Стар изглед",)
    assert "99" in deck.slides[1].headline
    assert "Стар изглед" in deck.slides[1].points[0]


def test_without_data_a_run_says_what_to_do(tmp_path: Path) -> None:
    deck = compose(tmp_path, ready_run("seminar", Words("bg")), Words("bg"))
    assert {slide.id for slide in deck.slides} == {"title", "missing"}
    assert deck.build is None


def test_a_page_whose_subject_nobody_chose_asks_for_it(data: Path) -> None:
    deck = compose(data, ready_run("centre", Words("en")), Words("en"))
    assert Words("en").t("empty.no_centre_title") in {slide.headline for slide in deck.slides}


def test_slides_of_which_nothing_is_public_are_one_that_names_them(data: Path) -> None:
    of = (("centre", SMALL_CENTRE),)
    views = tuple(View("", "centre", of, slides=(name,), notes=name) for name in ("trend", "destinations"))
    _, only = compose(data, Run("", views), Words("bg")).slides
    assert only.points[1:] == ("Дял на заетите една година след обучението по години", "Реализация след обучението")
    assert {"trend", "destinations"} <= set(only.notes.split("\n\n"))


def test_what_was_written_about_a_view_is_for_the_speaker(data: Path) -> None:
    view = View(
        "", "overview", slides=("by_sex",), comment="Сравнете с миналата година.", notes="Първо питайте залата."
    )
    slide = compose(data, Run("", (view,)), Words("bg")).slides[1]
    assert slide.notes.startswith("Сравнете с миналата година.\n\nПърво питайте залата.")


def test_an_address_splits_lines_only_as_the_page_would(data: Path) -> None:
    asked = tuple(View("", "years", (("split", split),), slides=("trend",)) for split in ("", "year", "няма такова"))
    whole, *others = compose(data, Run("", asked), Words("bg")).slides[1:]
    assert [slide.chart for slide in others] == [whole.chart] * len(others)


def test_a_long_name_loses_its_middle_at_a_word() -> None:
    long = "Център за професионално обучение към сдружение „Учене през целия живот“ – Велико Търново"
    assert category(long).startswith("Център за")
    assert category(long).endswith("Велико Търново")
    assert len(category(long)) <= LABEL
    assert category("Кратко име") == "Кратко име"


@pytest.mark.parametrize("page", addresses.PAGES.values(), ids=list(addresses.PAGES))
def test_a_page_is_made_of_what_there_is(page: addresses.Page) -> None:
    assert {*page.filters, *page.splits, *filter(None, [page.subject])} <= set(DIMENSIONS)
    assert {*page.headline, *page.charted, *page.beside} <= set(INDICATORS)
    assert (ROOT / "pages" / f"{page.id}.py").exists()


def test_every_slide_has_a_builder_and_a_name_and_names_what_there_is() -> None:
    for kind in DEFINED.values():
        assert kind.builder in BUILDERS
        assert kind.by in ("", *DIMENSIONS)
        assert set(kind.ids) <= set(INDICATORS)
        assert all(Words(lang).has(f"slides.name.{kind.id}") for lang in LANGUAGES)
    offered = {name for page in addresses.PAGES for name in slides_of(page)}
    assert offered == set(DEFINED)


def test_a_stranger_is_told_how_to_add_a_slide() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith("| add a slide |"))
    assert "definitions/slides.toml" in row
    assert "tests/slides" in row
