"""Other countries: no figure without its source, filters, flags, weights, and the product's own figures beside."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ontrack_dash import effectiveness, tracking
from ontrack_dash.i18n import LANGUAGES, Words
from tests.pages.opening import all_text, chart_specs, chart_text, has_no_error, labels, open_page
from tests.pages.sources import unsourced

WORDS = Words("bg")
BOTH = pytest.mark.parametrize("lang", LANGUAGES)
CHARTS, TABLES = 4, 10


def pieces(app: AppTest) -> list[str]:
    return [element.value for element in app.html if "<style>" not in element.value and "<script>" not in element.value]


def page_html(app: AppTest) -> str:
    return "\n".join(pieces(app))


@BOTH
@pytest.mark.usefixtures("country")
def test_no_figure_stands_without_the_source_it_was_taken_from(lang: str) -> None:
    app = open_page("europe", lang=lang)
    assert [said for piece in pieces(app) for said in unsourced(piece)] == []
    for dataset in tracking.datasets()["dataset"]:
        app.segmented_control(key=f"form.europe.{dataset}").set_value("table")
    app.run()
    assert [said for piece in pieces(app) for said in unsourced(piece)] == []


def test_a_figure_without_a_source_would_be_found() -> None:
    link = '<small><a href="https://a.bg">a.bg</a></small>'
    assert unsourced(f"<ul><li>24 {link}</li><li><b>85</b></li></ul>") == ["85"]
    assert unsourced(f"<table><tr><th>BG</th><td>0.5</td></tr><tr><td>7</td><td>{link}</td></tr></table>") == ["BG0.5"]
    assert unsourced(f'<section><p>59</p></section><p>35 {link}</p><p class="od-own">75</p><p>none</p>') == ["59"]
    assert unsourced('<div class="od-own"><table><tr><td>4</td></tr></table></div>') == []


@pytest.mark.usefixtures("country")
def test_every_fact_of_the_tables_is_on_the_page_with_its_address() -> None:
    text = page_html(open_page("europe"))
    for table in (tracking.systems(), tracking.outcomes(), tracking.mapping(), tracking.datasets()):
        assert [url for url in table["source_url"] if url and url.replace("&", "&amp;") not in text] == []
    assert [fact for fact in tracking.systems()["text_bg"] if fact not in text] == []
    assert text.count(WORDS.t("europe.not_found")) == (tracking.systems()["text_bg"] == "").sum()


@BOTH
def test_the_page_needs_no_imported_data(empty: Path, lang: str) -> None:
    app = open_page("europe", lang=lang)
    assert has_no_error(app)
    assert Words(lang).t("europe.beside_empty") in all_text(app)
    assert len(chart_specs(app)) == CHARTS - 1


@pytest.mark.usefixtures("country")
def test_every_chart_has_a_text_and_every_table_can_be_taken_away() -> None:
    app = open_page("europe")
    charts = chart_specs(app)
    assert len(charts) == CHARTS
    assert all(len(chart.alt) > 30 for chart in charts)
    assert sum(WORDS.t("app.what_it_hides") in caption.value for caption in app.caption) == CHARTS
    for key in ("app.download_excel", "app.download_csv"):
        assert labels(app, "download_button").count(WORDS.t(key)) == TABLES + 1


@pytest.mark.usefixtures("country")
def test_low_reliability_and_breaks_are_said_and_flags_drawn() -> None:
    app = open_page("europe")
    assert "7 от 12 години: 2017, 2019–2022, 2024–2025" in page_html(app)
    assert f'"{WORDS.t("figure.flag.b")}{WORDS.t("figure.flag.u")}"' in chart_text(app)


@pytest.mark.usefixtures("country")
def test_the_own_figures_stand_beside_with_the_difference_of_definitions() -> None:
    app = open_page("europe")
    assert WORDS.t("figure.geo.BG") in chart_text(app)
    assert WORDS.t("indicator.employed_rate_excl_students.limits") in all_text(app)
    assert WORDS.t("europe.differs.who.eurostat") in page_html(app)
    assert "9–15" in page_html(app)


@pytest.mark.usefixtures("country")
def test_chosen_countries_stand_in_the_title_the_address_and_every_block() -> None:
    app = open_page("europe")
    app.multiselect(key="widget.country").set_value(["AT", "SK"]).run()
    assert app.query_params["country"] == "AT.SK"
    assert app.title[0].value.endswith("[Словакия, Австрия]")
    text = page_html(app)
    assert "Статистика Австрия" in text
    assert "EOPPEP" not in text
    assert WORDS.t("europe.country_name.LV") not in chart_specs(app)[0].spec
    assert "7 от 12" not in text
    again = open_page("europe", country="AT.SK.XX")
    assert again.multiselect(key="widget.country").value == ["SK", "AT"]


@pytest.mark.usefixtures("country")
def test_weights_change_the_order_stay_in_the_address_and_can_be_made_equal_again() -> None:
    app = open_page("europe", lang="en")
    assert "“Register and survey, repeated” comes first with 75 of 100" in page_html(app)
    for name in effectiveness.CRITERIA:
        app.slider(key=f"widget.criteria.{name}").set_value(5 if name == "start" else 0)
    app.run()
    assert "these come first alike (100 of 100): “Survey, once”, “Survey, repeated”" in page_html(app)
    again = open_page("europe", lang="en", criteria="0.0.0.0.5.0.0.0")
    assert again.slider(key="widget.criteria.start").value == 5
    assert page_html(again) == page_html(app)
    button = next(one for one in again.button if one.label == "equal weights")
    button.click().run()
    assert "criteria" not in again.query_params
    assert "comes first with 75 of 100" in page_html(again)


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("criteria", ["9.9", "3.3.3.3.3.3.3.9", "a.b.c.d.e.f.g.h", "-1.3.3.3.3.3.3.3"])
def test_weights_of_a_spoilt_link_are_the_usual_ones(criteria: str) -> None:
    app = open_page("europe", criteria=criteria)
    assert has_no_error(app)
    assert app.slider(key="widget.criteria.coverage").value == effectiveness.USUAL


@pytest.mark.usefixtures("country")
def test_without_any_weight_the_page_says_that_there_is_no_order() -> None:
    app = open_page("europe", criteria="0.0.0.0.0.0.0.0")
    assert has_no_error(app)
    assert WORDS.t("europe.rating.none") in page_html(app)


@pytest.mark.usefixtures("country")
def test_the_scoring_is_marked_as_a_method_of_this_product() -> None:
    app = open_page("europe")
    marked = [element.value for element in app.markdown if WORDS.t("europe.effect_badge") in element.value]
    assert len(marked) == 1
    assert WORDS.t("europe.rating.caution") in page_html(app)
    assert [
        name for name in effectiveness.CRITERIA if WORDS.t(f"europe.criterion_name.{name}") not in all_text(app)
    ] == []
