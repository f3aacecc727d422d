"""The page of pilots: verdicts with reasons, groups, comments for the agency alone, and what is said of On Track."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest

from ontrack_dash import imports, pilots
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.imports import Upload
from ontrack_dash.intake.draft import Options
from ontrack_dash.settings import Settings
from tests.files import workbook
from tests.intake.making import TODAY, grid
from tests.pages import world
from tests.pages.opening import all_text, chart_specs, chart_text, has_no_error, labels, open_page

WORDS = Words("bg")
BOTH = pytest.mark.parametrize("lang", LANGUAGES)
VIEWERS = ("agency", "public", "centre:9999120001")
COMMENT = "Твърде много колони."
# Blocks beside the charts that can be taken away: verdicts, evaluations, agreement, real use; comments for the agency.
TABLES, OWN = 5, 1


@BOTH
@pytest.mark.parametrize("view", VIEWERS)
@pytest.mark.usefixtures("country")
def test_the_page_runs_to_its_end_and_says_that_the_pilot_is_invented(lang: str, view: str) -> None:
    app = open_page("pilot", lang=lang, view=view)
    assert has_no_error(app)
    assert Words(lang).t("pilot.invented") in all_text(app)
    assert Words(lang).t("pilot.rule.source") in unescape(all_text(app))


@pytest.mark.usefixtures("country")
def test_every_tool_has_its_verdict_and_its_reasons() -> None:
    text = all_text(open_page("pilot"))
    for tool in world.TRIED:
        assert WORDS.t(f"pilot_tool.{tool}") in text
    for verdict in ("practical", "not_practical", "too_few"):
        assert WORDS.t(f"pilot.verdict.{verdict}") in text
    assert "Критерий „лекота“" in text
    assert "долната граница" in text


@pytest.mark.usefixtures("country")
def test_every_chart_is_heard_explained_and_taken_away() -> None:
    app = open_page("pilot")
    charts = chart_specs(app)
    assert len(charts) == 6
    assert all(len(chart.alt) > 30 for chart in charts)
    hides = WORDS.t("app.what_it_hides")
    assert sum(hides in caption.value for caption in app.caption) == len(charts)
    for key in ("app.download_excel", "app.download_csv"):
        assert labels(app, "download_button").count(WORDS.t(key)) == len(charts) + TABLES + OWN


@pytest.mark.usefixtures("country")
def test_the_latest_round_is_shown_until_another_is_chosen() -> None:
    app = open_page("pilot")
    assert "кръг 2" in app.title[0].value
    app.selectbox(key="widget.pilot_round").set_value("all").run()
    assert WORDS.t("pilot.all_rounds") in app.title[0].value
    assert app.query_params["pilot_round"] == "all"
    app.selectbox(key="widget.pilot_country").set_value("LV").run()
    assert "Латвия" in app.title[0].value


@pytest.mark.usefixtures("country")
def test_a_link_opens_a_tool_and_a_criterion_up_close() -> None:
    app = open_page("pilot", pilot_tool="register", criterion="ease", pilot_round="1")
    titles = [header.value for header in app.header]
    assert WORDS.t("pilot.by_criterion", tool="Регистър на завършилите") in titles
    assert WORDS.t("pilot.by_tool", criterion="лекота") in titles
    assert "кръг 1" in app.title[0].value


@pytest.mark.usefixtures("country")
def test_comments_are_read_by_the_agency_alone() -> None:
    assert COMMENT in all_text(open_page("pilot", view="agency"))
    for view in VIEWERS[1:]:
        app = open_page("pilot", view=view)
        assert COMMENT not in all_text(app) + chart_text(app)
        assert WORDS.t("pilot.comments") not in all_text(app)
        assert WORDS.t("pilot.blank_items") not in all_text(app)


@pytest.mark.parametrize("view", VIEWERS[1:])
@pytest.mark.usefixtures("country")
def test_few_people_are_protected_from_everybody_else(view: str) -> None:
    assert WORDS.t("pilot.verdict.too_few") not in all_text(open_page("pilot", view=view))
    assert WORDS.t("pilot.verdict.protected") in all_text(open_page("pilot", view=view))
    both = open_page("pilot", view=view, pilot_round="2", pilot_country="BG")
    assert has_no_error(both)
    assert WORDS.t("pilot.finding.hidden") in all_text(both)


@pytest.mark.usefixtures("country")
def test_scores_turn_into_their_table() -> None:
    app = open_page("pilot")
    before = len(chart_specs(app))
    app.segmented_control(key="form.pilot.criteria").set_value("table").run()
    assert len(chart_specs(app)) == before - 1
    assert any("<table>" in element.value and "пълнота" in element.value for element in app.html)


@BOTH
def test_without_any_data_the_page_says_that_the_real_pilot_is_not_public(empty: Path, lang: str) -> None:
    app = open_page("pilot", lang=lang)
    assert has_no_error(app)
    words = Words(lang)
    assert words.t("pilot.empty_title") in all_text(app)
    assert words.t("file_kind.pilot_scores") in labels(app, "download_button")
    assert words.t("empty.load_demo") in labels(app, "button")


def put(data: Path, kind: str, *changes: dict[str, Any]) -> None:
    settings = Settings(data=data)
    upload = Upload("x.xlsx", workbook(grid(kind, *changes)), Options())
    imports.commit(settings, imports.prepare(settings, [upload], TODAY))


def test_an_evaluator_imports_a_pilot_and_reads_its_verdict(empty: Path) -> None:
    put(empty, "centres")
    without = open_page("pilot")
    assert WORDS.t("pilot.empty_title") in all_text(without)
    assert labels(without, "download_button").count(WORDS.t("file_kind.pilot_responses")) == 1
    said = {"tool_time": 5, "tool_ease": 5, "tool_completeness": 5, "theme": "Друго"}
    put(empty, "pilot_scores", *({**said, "respondent": f"о-{at}"} for at in range(12)))
    app = open_page("pilot")
    assert has_no_error(app)
    text = all_text(app)
    assert WORDS.t("pilot.not_public") in text
    assert WORDS.t("pilot.invented") not in text
    assert WORDS.t("pilot.verdict.practical") in text
    assert WORDS.t("pilot.reason.no_response") in text
    assert WORDS.t("pilot.no_real_use") in text


def test_what_all_countries_teach_is_no_lesson_of_one(empty: Path) -> None:
    said = [
        {"respondent": f"о-{at}", "country": country, "round": number, "tool_ease": 2 + 3 * (number == 2)}
        for number in (1, 2)
        for country in ("BG", "LV")
        for at in range(12)
    ]
    put(empty, "pilot_scores", *({**row, "provider": f"ц-{row['country']}"} for row in said))
    lesson = "от кръг 1 до кръг 2"
    whole = all_text(open_page("pilot", view="public", pilot_round="all"))
    assert lesson in whole
    assert WORDS.t("pilot.all_countries_note") not in whole
    of_one = open_page("pilot", view="public", pilot_round="all", pilot_country="LV")
    assert lesson not in all_text(of_one)
    assert WORDS.t("pilot.all_countries_note") in all_text(of_one)
    assert lesson in all_text(open_page("pilot", view="agency", pilot_round="all", pilot_country="LV"))


@pytest.mark.usefixtures("country")
def test_what_is_hidden_altogether_says_so() -> None:
    headers = [header.value for header in open_page("pilot", view="public", pilot_country="CY").header]
    assert {WORDS.t("pilot.time_others"), WORDS.t("pilot.on_tools")} <= set(headers)


def test_a_warm_page_asks_the_gate_nothing(country: Path, cold_caches: None, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    scores = pilots.scores
    monkeypatch.setattr(pilots, "scores", lambda *args, **options: calls.append(args) or scores(*args, **options))
    app = open_page("pilot")
    cold = len(calls)
    assert cold > 0
    app.run()
    assert len(calls) == cold
