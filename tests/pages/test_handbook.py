"""The handbook on its page: read step by step, searched, ticked off, taken away, by anybody and without any data."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from ontrack_dash import handbook
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.ui import handbook as block
from ontrack_dash.ui import kit
from tests.pages.opening import all_text, has_no_error, labels, open_page

VIEWERS = ("agency", "public")


def read(step: str = "objectives", **address: str) -> AppTest:
    return open_page("tools", step=step, **address)


def text_of(app: AppTest) -> str:
    return "".join(element.value for element in app.html)


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("step", handbook.STEPS)
def test_a_link_opens_a_step_with_all_of_its_sections(step: str, lang: str) -> None:
    app = read(step, lang=lang)
    assert has_no_error(app)
    shown = next(one for one in handbook.steps(Words(lang)) if one.id == step)
    text = text_of(app)
    for section in shown.sections:
        assert f'<h4 id="{step}-{section.id}">' in text
        assert f'<a href="#{step}-{section.id}">' in text


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_there_before_any_data(lang: str) -> None:
    words = Words(lang)
    app = read(lang=lang)
    assert has_no_error(app)
    said = all_text(app)
    assert words.t("handbook.own") in said
    assert handbook.edition(words) in said


@pytest.mark.usefixtures("country")
def test_the_first_step_opens_where_none_is_named() -> None:
    assert 'id="objectives-why"' in text_of(open_page("tools"))
    assert 'id="objectives-why"' in text_of(read("nowhere"))


@pytest.mark.usefixtures("country")
def test_another_step_is_opened_by_its_name() -> None:
    app = read()
    app.segmented_control(key=f"widget.{block.STEP}").set_value("resources").run()
    assert 'id="resources-people"' in text_of(app)
    assert "resources" in app.query_params["step"]


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("lang", "query", "section"), [("bg", "напомнянията", "contact"), ("en", "invitations", "contact")]
)
def test_the_search_shows_the_sections_that_speak_of_it(lang: str, query: str, section: str) -> None:
    words = Words(lang)
    app = read(lang=lang)
    app.text_input(key=block.QUERY).set_value(query).run()
    hits = handbook.find(words, query)
    text = text_of(app)
    assert section in {hit.section.id for hit in hits if hit.section}
    assert text.count("<details") == len(hits)
    assert "<mark>" in text
    assert words.plural("handbook.found", len(hits)) in all_text(app)


@pytest.mark.usefixtures("country")
def test_a_search_for_nothing_there_is_says_so() -> None:
    app = read()
    app.text_input(key=block.QUERY).set_value("<b>xyz</b> qwe").run()
    assert has_no_error(app)
    assert Words("bg").t("handbook.nothing") in all_text(app)


@pytest.mark.usefixtures("country")
def test_what_is_ticked_off_stays_ticked_while_other_steps_are_read() -> None:
    app = read("methodology")
    app.checkbox(key="handbook.tick.methodology.2").check().run()
    app.segmented_control(key=f"widget.{block.STEP}").set_value("resources").run()
    assert not any(box.value for box in app.checkbox)
    app.segmented_control(key=f"widget.{block.STEP}").set_value("methodology").run()
    assert [box.value for box in app.checkbox].index(True) == 2
    words = Words("bg")
    assert words.t("handbook.done", done="1", all=str(len(app.checkbox))) in all_text(app)
    app.checkbox(key="handbook.tick.methodology.2").uncheck().run()
    assert not any(box.value for box in app.checkbox)


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("view", VIEWERS)
def test_pages_named_are_offered_to_those_who_may_open_them(view: str) -> None:
    app = read("methodology", view=view)
    offered = {link.proto.page for link in app.get("page_link")}
    assert "centre" in offered
    assert ("import_data" in offered) == (view == "agency")


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("step", handbook.STEPS)
def test_tools_named_are_links_to_where_they_stand_on_the_page(step: str) -> None:
    links = [link.proto for link in read(step).get("page_link") if link.proto.page == "tools"]
    places = [parse_qs(link.query_string) for link in links if link.query_string]
    shown = next(one for one in handbook.steps(Words("bg")) if one.id == step)
    assert {name for place in places for name in place.get("questionnaire", ())} == {
        name for section in shown.sections for name in section.instruments
    }
    assert {tool for section in shown.sections for tool in section.tools} <= set(block.TOOLS)
    assert {part for place in places for part in place["part"]} <= set(kit.PARTS)
    assert all(place["step"] == [step] for place in places)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_offered_as_files(country: Path, lang: str) -> None:
    app = read(lang=lang)
    words = Words(lang)
    for form in ("docx", "pdf"):
        assert words.t(f"handbook.form.{form}") in labels(app, "download_button")
