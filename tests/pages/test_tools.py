"""The page of tools: its parts, a questionnaire to try out, letters, a plan of own numbers, everything to take away."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ontrack_dash import plans
from ontrack_dash.export import materials
from ontrack_dash.export.plan import grids
from ontrack_dash.export.tools import FORMS, LETTERS
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.plans import Numbers
from ontrack_dash.ui import kit, preview
from tests.pages.opening import all_text, has_no_error, labels, open_page
from tests.pages.world import SMALL_CENTRE

BG = Words("bg")
CENTRE = "9999120001"
THIS = date.today().year
BOTH = pytest.mark.parametrize("lang", LANGUAGES)
EACH = pytest.mark.parametrize("name", INSTRUMENTS)


def open_part(part: str, **address: str) -> AppTest:
    return open_page("tools", part=part, **address)


def html_of(app: AppTest) -> str:
    return "\n".join(element.value for element in app.html)


def shown(app: AppTest) -> set[str]:
    """Return the questions of the questionnaire that are on the page."""
    kinds = ("radio", "selectbox", "number_input", "text_area", "text_input", "button_group")
    keys = [str(element.key) for kind in kinds for element in app.get(kind) if element.key]
    return {key.rpartition(".")[2] for key in keys if key.startswith(f"{preview.TRIED}.")}


@BOTH
@pytest.mark.parametrize("part", kit.PARTS)
@pytest.mark.parametrize("view", ["agency", "public", f"centre:{SMALL_CENTRE}"])
@pytest.mark.usefixtures("country")
def test_every_part_opens_by_its_link_for_everybody(part: str, lang: str, view: str) -> None:
    app = open_part(part, lang=lang, view=view)
    assert has_no_error(app)
    assert app.segmented_control(key="widget.part").value == part


@BOTH
@pytest.mark.parametrize("part", kit.PARTS)
@pytest.mark.usefixtures("empty")
def test_no_part_needs_imported_data(part: str, lang: str) -> None:
    assert has_no_error(open_part(part, lang=lang))


@pytest.mark.usefixtures("country")
def test_a_part_nobody_made_opens_the_first() -> None:
    assert open_part("nowhere").segmented_control(key="widget.part").value == kit.PARTS[0]


@BOTH
@EACH
@pytest.mark.usefixtures("empty")
def test_every_questionnaire_opens_with_its_title_its_files_and_whose_it_is(name: str, lang: str) -> None:
    words = Words(lang)
    app = open_part("questionnaires", questionnaire=name, lang=lang)
    assert has_no_error(app)
    said = all_text(app)
    assert words.t(f"instrument.{name}.title") in [element.value for element in app.subheader]
    assert words.t("tool.own") in said
    offered = labels(app, "download_button")
    assert [form for form in FORMS if words.t(f"tool.form.{form}") not in offered] == []


@EACH
@pytest.mark.usefixtures("empty")
def test_at_first_only_what_is_asked_of_everybody_is_shown(name: str) -> None:
    app = open_part("questionnaires", questionnaire=name)
    expected = {item.id for item in INSTRUMENTS[name].asked if item.when is None and item.type != "note"}
    assert shown(app) == expected


@EACH
@pytest.mark.usefixtures("empty")
def test_all_questions_can_be_shown_with_when_they_are_asked(name: str) -> None:
    app = open_part("questionnaires", questionnaire=name)
    app.toggle(key=preview.ALL).set_value(True).run()
    assert has_no_error(app)
    assert shown(app) == {item.id for item in INSTRUMENTS[name].asked if item.type != "note"}


@pytest.mark.usefixtures("empty")
def test_questions_follow_from_answers_and_go_when_those_change() -> None:
    app = open_part("questionnaires", questionnaire="graduates_1")
    key = f"{preview.TRIED}.graduates_1.destination"
    app.radio(key=key).set_value("employed").run()
    assert "in_field" in shown(app)
    app.radio(key=key).set_value("unemployed").run()
    assert "in_field" not in shown(app)


def test_what_follows_from_an_answer_that_is_gone_is_not_asked() -> None:
    instrument = INSTRUMENTS["graduates_1"]
    routes = {item.id: item.when for item in instrument.items if item.when}
    asked: list[str] = []

    def never(item: preview.Item) -> tuple[str, ...]:
        asked.append(item.id)
        return ()

    said = preview.follow(instrument, never)
    assert not set(routes) & set(said)
    assert asked == [item.id for item in instrument.asked if item.id not in routes]


@pytest.mark.usefixtures("empty")
def test_sending_without_a_required_answer_names_the_question() -> None:
    app = open_part("questionnaires", questionnaire="graduates_1")
    app.button(key=f"{preview.TRIED}.graduates_1").click().run()
    (warning,) = app.warning
    assert BG.t("instrument_item.destination.text")[:-1] in warning.value


@pytest.mark.usefixtures("empty")
def test_sending_a_whole_questionnaire_thanks_and_says_that_nothing_was_kept() -> None:
    app = open_part("questionnaires", questionnaire="graduates_1")
    missing = [item for item in INSTRUMENTS["graduates_1"].asked if item.required and not item.when]
    for item in missing:
        key = f"{preview.TRIED}.graduates_1.{item.id}"
        if item.type == "date":
            app.text_input(key=key).set_value("06.2025")
        else:
            app.radio(key=key).set_value(item.choices[-1].code)
    app.run()
    app.button(key=f"{preview.TRIED}.graduates_1").click().run()
    (success,) = app.success
    assert BG.t("preview.nothing_kept") in success.value
    assert BG.t("instrument.graduates_1.thanks") in success.value


@BOTH
@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.usefixtures("empty")
def test_a_letter_is_shown_with_its_fields_marked_and_offered(letter: str, lang: str) -> None:
    words = Words(lang)
    app = open_part("letters", letter=letter, lang=lang)
    text = html_of(app)
    assert "od-letter" in text
    assert re.search("<mark>«[^<]+»</mark>", text)
    assert {words.t(f"letter.{letter}.title"), words.t("letter.recipients")} <= set(labels(app, "download_button"))


@pytest.mark.usefixtures("empty")
def test_files_of_the_other_language_keep_the_names_of_the_page() -> None:
    app = open_part("letters")
    app.segmented_control(key="widget.files").set_value("en").run()
    assert {BG.t("letter.recipients"), BG.t(f"letter.{LETTERS[0]}.title")} <= set(labels(app, "download_button"))
    assert BG.t(f"letter.{LETTERS[0]}.title") in html_of(app)


@BOTH
@pytest.mark.usefixtures("empty")
def test_everything_is_offered_in_one_place(lang: str) -> None:
    words = Words(lang)
    app = open_part("downloads", lang=lang)
    offered = labels(app, "download_button")
    assert len(offered) == 2 + len(list(materials.everything(words)))
    assert {words.t("kit.zip_one"), words.t("kit.zip_all")} <= set(offered)
    assert words.t("kit.own", page=words.t("page.import_data.title")) in all_text(app)


@BOTH
@pytest.mark.usefixtures("empty")
def test_without_data_a_plan_is_made_of_typed_numbers(lang: str) -> None:
    words = Words(lang)
    app = open_part("plan", lang=lang)
    assert words.t("plan.typed_note") in all_text(app)
    app.number_input(key="widget.plan.completers").set_value(150)
    app.slider(key="widget.plan.reachable").set_value(80)
    app.slider(key="widget.plan.response_1").set_value(50).run()
    plan = plans.make(THIS, Numbers(150, 0.8, {1: 0.5, 2: 0.3}))
    assert grids.say_needed(plan, 1, words) in html_of(app)
    again = open_part("plan", lang=lang, numbers=str(app.query_params["numbers"]).strip("[]'"))
    assert html_of(again) == html_of(app)


@BOTH
@pytest.mark.usefixtures("empty")
def test_the_plan_has_every_date_and_three_files(lang: str) -> None:
    words = Words(lang)
    app = open_part("plan", lang=lang, cohort=str(THIS - 1))
    plan = plans.make(THIS - 1, plans.start(()))
    text = html_of(app)
    assert [event for event in plan.events if words.date(event.day) not in text] == []
    assert {words.t(f"plan.form.{form}") for form in ("ics", "docx", "xlsx")} <= set(labels(app, "download_button"))


@pytest.mark.usefixtures("country")
def test_a_centre_starts_from_its_own_numbers() -> None:
    app = open_part("plan", view=f"centre:{SMALL_CENTRE}")
    assert BG.t("plan.centre_note") in all_text(app)
    assert app.number_input(key="widget.plan.completers").value == 4


@pytest.mark.usefixtures("country")
def test_the_public_plans_a_small_centre_without_its_numbers() -> None:
    app = open_part("plan", view="public", centre=SMALL_CENTRE)
    assert has_no_error(app)
    assert app.number_input(key="widget.plan.completers").value == plans.start(()).completers


@pytest.mark.usefixtures("country")
def test_numbers_typed_for_one_centre_are_not_those_of_another() -> None:
    app = open_part("plan", centre=CENTRE, numbers=f"{SMALL_CENTRE}.7.50.50.50")
    assert app.number_input(key="widget.plan.completers").value != 7
    app = open_part("plan", centre=SMALL_CENTRE, numbers=f"{SMALL_CENTRE}.7.50.50.50")
    assert app.number_input(key="widget.plan.completers").value == 7


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    "spoilt",
    [
        "all.0.50.50.50",
        "all.60.150.50.50",
        "all.60",
        "x",
        "all.a.b.c.d",
        "all.-1.5.5.5",
        "all.²2.5.5.5",
        f"all.{'9' * 5000}.5.5.5",
    ],
)
def test_numbers_of_a_spoilt_link_are_the_usual_ones(spoilt: str) -> None:
    app = open_part("plan", numbers=spoilt)
    assert has_no_error(app)
    assert app.number_input(key="widget.plan.completers").value == plans.start(()).completers


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    "spoilt",
    [
        "1_2",
        "nan_" * 11 + "nan",
        "a" * 12,
        "_".join(["-1"] * 12),
        "_".join(["1e9"] * 12),
        "_".join(["5000"] * 12),
        "_".join(["1.5"] * 12),
        "_".join(["inf"] * 12),
    ],
)
def test_effort_of_a_spoilt_link_is_the_usual_one(spoilt: str) -> None:
    app = open_part("plan", effort=spoilt)
    assert has_no_error(app)
    assert app.number_input(key="widget.plan.hour_euro").value == plans.EFFORT["hour_euro"]


@pytest.mark.usefixtures("empty")
def test_own_prices_change_the_cost_and_can_be_taken_back() -> None:
    app = open_part("plan")
    before = html_of(app)
    app.number_input(key="widget.plan.hour_euro").set_value(20.5).run()
    plan = plans.make(THIS, plans.start(()), {**plans.EFFORT, "hour_euro": 20.5})
    assert grids.write(grids.EURO, plan.cost, BG) in html_of(app)
    next(one for one in app.button if one.label == BG.t("plan.reset")).click().run()
    assert html_of(app) == before
    assert "effort" not in app.query_params
