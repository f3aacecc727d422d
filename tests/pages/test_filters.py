"""Filters: kept across pages, in the address, in the title."""

import pytest

from ontrack_dash.i18n import Words
from ontrack_dash.ui import markup
from tests.pages.opening import all_text, has_no_error, open_page

WORDS = Words("bg")
pytestmark = pytest.mark.usefixtures("country")


def test_a_link_reopens_the_view_it_was_taken_from() -> None:
    app = open_page("overview", year="2021", oblast="PDV", sex="female")
    for text in (WORDS.t("app.cohort", year="2021"), WORDS.label("oblast", "PDV"), WORDS.label("sex", "female")):
        assert text in app.title[0].value
    assert app.query_params["oblast"] == "PDV"


def test_without_a_choice_the_latest_cohort_with_answers_is_shown() -> None:
    app = open_page("overview")
    assert WORDS.t("app.cohort", year="2024") in app.title[0].value
    assert app.query_params["year"] == "2024"


def test_a_choice_stays_when_the_page_changes() -> None:
    app = open_page("overview")
    app.selectbox(key="widget.oblast").set_value("VAR").run()
    app.switch_page("pages/years.py").run()
    assert WORDS.label("oblast", "VAR") in app.title[0].value
    app.switch_page("pages/overview.py").run()
    assert app.selectbox(key="widget.oblast").value == "VAR"


def test_all_years_together_are_said_as_such() -> None:
    app = open_page("overview")
    app.selectbox(key="widget.year").set_value("all").run()
    assert WORDS.t("app.cohorts", first="2019", last="2024") in app.title[0].value
    assert has_no_error(app)


def test_clearing_takes_every_filter_back() -> None:
    app = open_page("overview", oblast="PDV", sex="male")
    next(button for button in app.button if button.label == WORDS.t("ui.clear")).click().run()
    assert WORDS.label("oblast", "PDV") not in app.title[0].value
    assert "sex" not in app.query_params


def test_a_link_with_codes_nobody_knows_is_read_as_far_as_it_goes() -> None:
    app = open_page("overview", year="1066", oblast="<script>", kind="nonsense", lang="xx", view="king")
    assert has_no_error(app)
    assert WORDS.t("app.cohort", year="2024") in app.title[0].value
    assert "<script>" not in app.title[0].value


def test_kinds_of_course_are_never_put_together() -> None:
    app = open_page("overview")
    box = app.selectbox(key="widget.kind")
    assert box.value == "full"
    assert WORDS.t("dimension_all.kind") not in box.options


def test_only_codes_of_the_data_are_offered() -> None:
    options = open_page("overview").selectbox(key="widget.oblast").options
    assert options == [
        WORDS.t("dimension_all.oblast"),
        *sorted(WORDS.label("oblast", code) for code in ("PDV", "SOF", "VAR")),
    ]


def test_a_field_leaves_only_its_own_professions() -> None:
    app = open_page("overview", field="815", profession="811010")
    assert app.selectbox(key="widget.profession").options == [
        WORDS.t("dimension_all.profession"), WORDS.label("profession", "815010"),
    ]  # fmt: skip
    assert WORDS.label("profession", "811010") not in app.title[0].value


def test_a_page_about_nothing_asks_what_it_is_about() -> None:
    app = open_page("profession", profession="")
    assert WORDS.t("empty.no_profession_title") in app.info[0].value
    assert any(WORDS.t("ui.by.profession") in header.value for header in app.header)
    app.selectbox(key="widget.profession").set_value("815010").run()
    assert WORDS.label("profession", "815010") in app.title[0].value


def test_a_choice_without_data_says_so() -> None:
    app = open_page("overview", year="2024", indicator="placement_rate")
    assert WORDS.t("empty.no_rows_title") in all_text(app)


def test_an_indicator_can_be_split() -> None:
    app = open_page("years")
    app.selectbox(key="widget.split").set_value("sex").run()
    assert has_no_error(app)
    assert app.query_params["split"] == "sex"


def test_a_name_from_a_file_is_read_as_a_name() -> None:
    assert markup.plain("ЦПО *A* [b](c) :smile: $x$ <i>") == r"ЦПО \*A\* \[b\](c) \:smile\: \$x\$ \<i\>"


def test_a_name_of_several_lines_begins_nothing_in_a_heading() -> None:
    assert markup.plain("ЦПО А\n\n# Б\u00a0\u2028- В") == "ЦПО А  # Б\u00a0 - В"
