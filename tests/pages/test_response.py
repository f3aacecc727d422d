"""The response panel and the trend test on their pages, in both languages and for every viewer."""

import pytest

from ontrack_dash.i18n import LANGUAGES, Words
from tests.pages.opening import all_text, chart_text, has_no_error, labels, open_page
from tests.pages.world import SMALL_CENTRE

PANELS = ("response", "representation", "weighting", "bounds")
pytestmark = pytest.mark.usefixtures("country")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", ["overview", "centre"])
def test_the_panel_stands_on_overview_and_centre(page: str, lang: str) -> None:
    app = open_page(page, lang=lang)
    titles = [header.value for header in app.header]
    assert has_no_error(app)
    assert [name for name in PANELS if Words(lang).t(f"ui.{name}") not in titles] == []


def test_the_panel_says_how_many_answered() -> None:
    assert "завършили обучение, има" in all_text(open_page("overview"))


@pytest.mark.parametrize("name", PANELS[1:])
def test_each_chart_turns_into_a_table_with_its_own_columns(name: str) -> None:
    app = open_page("overview")
    app.segmented_control(key=f"form.overview.{name}").set_value("table").run()
    kind = {"weighting": "dumbbell"}.get(name, name)
    wanted = {"representation": "answered_share", "dumbbell": "weighted_value", "bounds": "cohort_low"}[kind]
    assert any(Words("bg").t(f"worked.{kind}.{wanted}") in element.value for element in app.html)
    assert has_no_error(app)


@pytest.mark.parametrize("view", ["agency", "public", f"centre:{SMALL_CENTRE}"])
@pytest.mark.parametrize("chosen", [{"sex": "female"}, {"year": "2021", "oblast": "SOF"}, {"wave": "2"}])
def test_the_panel_works_under_filters(view: str, chosen: dict[str, str]) -> None:
    app = open_page("overview", view=view, **chosen)
    assert has_no_error(app)
    assert Words("bg").t("ui.response") in [header.value for header in app.header]


def test_the_public_sees_no_make_up_of_a_small_centre() -> None:
    app = open_page("centre", view="public", centre=SMALL_CENTRE, year="2022")
    assert any(Words("bg").t("empty.protected_text") in info.value for info in app.info)
    assert Words("bg").t("figure.pair.answered") not in chart_text(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_years_say_whether_there_is_a_trend(lang: str) -> None:
    start = Words(lang).t("sentence.trend.none", first=0, last=0, points="", chance="").split(":")[0]
    assert f"{start}:" in all_text(open_page("years", lang=lang))


def test_lines_by_groups_are_not_tested() -> None:
    assert "Проверка за тенденция" not in all_text(open_page("years", split="sex"))


def test_a_median_is_not_tested() -> None:
    assert Words("bg").t("sentence.trend.kind") in all_text(open_page("years", indicator="time_to_job"))


def test_the_files_can_be_taken_away() -> None:
    count = labels(open_page("overview"), "download_button").count(Words("bg").t("app.download_excel"))
    assert count >= len(PANELS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_account_of_the_weights_says_what_was_put_together(lang: str) -> None:
    words = Words(lang)
    app = open_page("overview", lang=lang, year="2022")
    assert words.t("weighting.title") in [expander.label for expander in app.expander]
    said = " ".join(element.value for element in app.html)
    assert words.t("weighting.design_effect") in said
    assert words.t("dimension.sex") in said
