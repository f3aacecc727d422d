"""Every page, in every language, for every viewer."""

import re
from pathlib import Path

import pytest

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.settings import Settings
from ontrack_dash.store import state
from tests.pages.opening import DATA_PAGES, PAGES, all_text, chart_specs, chart_text, has_no_error, labels, open_page
from tests.pages.world import SMALL_CENTRE

# What a page shows beside its charts and offers too: tiles, the account of weights, lists.
OWN_NAME = "filed"
TABLES = {
    "overview": ("headline", "weights"),
    "centre": ("weights",),
    "profession": ("headline",),
    "self_assessment": (OWN_NAME,),
}
VIEWERS = ("agency", "public", f"centre:{SMALL_CENTRE}")
EVERYBODYS = tuple(page for page in PAGES if page != "import_data")
PLACES = re.compile(r"(?<!\$)\{\w+\}")
ENGLISH = re.compile(r"\b(the|and|of|this|that|what|how|with|are)\b", re.IGNORECASE)
pytestmark = pytest.mark.usefixtures("country")


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EVERYBODYS)
def test_a_page_asks_its_question_and_runs_to_its_end(name: str, lang: str, viewer: str) -> None:
    app = open_page(name, lang=lang, view=viewer)
    assert has_no_error(app)
    assert app.title[0].value.startswith(Words(lang).t(f"page.{name}.question"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_agency_opens_the_import(lang: str) -> None:
    app = open_page("import_data", lang=lang)
    assert has_no_error(app)
    assert app.title[0].value == Words(lang).t("page.import_data.question")


@pytest.mark.parametrize("name", PAGES)
def test_demonstration_data_are_marked_on_every_page(name: str) -> None:
    assert Words("bg").t("app.demo_mark") in all_text(open_page(name))


@pytest.mark.parametrize("name", DATA_PAGES)
def test_every_chart_has_a_text_for_those_who_hear_it(name: str) -> None:
    charts = chart_specs(open_page(name))
    assert charts
    assert all(len(chart.alt) > 30 for chart in charts)


@pytest.mark.parametrize("name", DATA_PAGES)
def test_every_chart_says_what_it_does_not_show(name: str) -> None:
    app = open_page(name)
    hides = Words("bg").t("app.what_it_hides")
    assert sum(hides in caption.value for caption in app.caption) == len(chart_specs(app))


@pytest.mark.parametrize("name", DATA_PAGES)
def test_every_chart_can_be_taken_away(name: str) -> None:
    app = open_page(name)
    words = Words("bg")
    offered, besides = labels(app, "download_button"), TABLES.get(name, ())
    expected = len(chart_specs(app)) + len(besides)
    assert offered.count(words.t("app.download_excel")) + (OWN_NAME in besides) == expected
    assert offered.count(words.t("app.download_csv")) == expected


def test_every_table_of_methods_can_be_taken_away() -> None:
    app = open_page("methods")
    tables = 1 + sum("<table" in element.value for element in app.html)
    assert tables > 1
    for key in ("app.download_excel", "app.download_csv"):
        assert labels(app, "download_button").count(Words("bg").t(key)) == tables


def test_the_history_of_imports_can_be_taken_away(empty: Path) -> None:
    state.record(Settings(empty), "import", 1, {"names": ["a.xlsx"], "rows": 3})
    offered = labels(open_page("import_data"), "download_button")
    assert Words("bg").t("app.download_excel") in offered
    assert Words("bg").t("app.download_csv") in offered


def test_the_open_data_package_is_made_when_asked_for_and_then_offered(cold_caches: None) -> None:
    words = Words("bg")
    app = open_page("methods", view="public")
    assert words.t("open_data.download") not in labels(app, "download_button")
    app.button(key="open_data.prepare").click().run()
    assert has_no_error(app)
    assert words.t("open_data.download") in labels(app, "download_button")


@pytest.mark.parametrize("name", PAGES)
def test_bulgarian_pages_hold_no_english_sentence(name: str) -> None:
    text = re.sub(r"<script>.*?</script>|<style>.*?</style>|<[^>]+>", " ", all_text(open_page(name)), flags=re.DOTALL)
    assert ENGLISH.findall(text) == []
    assert PLACES.findall(text) == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_say_their_language_to_the_browser(name: str) -> None:
    scripts = [element.value for element in open_page(name, lang="en").html if "ontrackObserver" in element.value]
    assert len(scripts) == 1
    assert scripts[0].endswith(', "en")</script>')


def test_a_chart_turns_into_its_table() -> None:
    app = open_page("years")
    before = len(chart_specs(app))
    app.segmented_control(key="form.years.trend").set_value("table").run()
    assert len(chart_specs(app)) == before - 1
    assert any("<table>" in element.value and "2021" in element.value for element in app.html)


def test_the_comparable_indicator_stands_beside_eurostat() -> None:
    app = open_page("overview", indicator="employed_rate_excl_students")
    geo = Words("bg").t("figure.geo.EU27_2020")
    assert geo in chart_text(app)
    assert Words("bg").t("indicator.employed_rate_excl_students.limits") in all_text(app)


def test_other_indicators_do_not() -> None:
    geo = Words("bg").t("figure.geo.EU27_2020")
    assert geo not in chart_text(open_page("overview", indicator="employed_rate"))


def test_methods_hold_every_indicator_and_the_values_in_force() -> None:
    text = all_text(open_page("methods"))
    words = Words("bg")
    assert [name for name in INDICATORS if words.t(f"indicator.{name}.definition") not in text] == []
    assert str(RULES["protection"]["minimum_n"]) in text
