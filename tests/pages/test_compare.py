"""Comparing centres: controls, the finding, what each viewer sees, the benchmark of a centre, pooled cohorts."""

import pytest
from streamlit.testing.v1 import AppTest

from ontrack_dash.catalogue import RULES
from ontrack_dash.i18n import LANGUAGES, Words
from tests.pages.opening import all_text, chart_specs, chart_text, has_no_error, open_page
from tests.pages.world import SMALL_CENTRE

WORDS = Words("bg")
CENTRE = "9999120001"
pytestmark = pytest.mark.usefixtures("country")


def finding(app: AppTest) -> str:
    return next(element.value for element in app.html if "od-finding" in element.value)


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.html if "od-" in element.value and "<style>" not in element.value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_finding_says_how_many_chance_alone_would_give(lang: str) -> None:
    words = Words(lang)
    app = open_page("compare", lang=lang)
    assert words.plural("app.centres", 4) in finding(app)
    chance = words.number(4 * 0.002, 1)
    assert words.plural("comparison.outside", 0, level=words.percent(0.998), chance=chance) in finding(app)
    assert len(chart_specs(app)) == 3


def test_a_centre_finds_itself_among_the_chosen_ones_and_marked() -> None:
    app = open_page("compare", view=f"centre:{SMALL_CENTRE}")
    assert app.multiselect(key="widget.beside").value[0] == SMALL_CENTRE
    assert WORDS.t("app.small_mark") in chart_text(app).replace("<br>", " ")


def test_a_small_centre_has_no_dot_for_the_public() -> None:
    app = open_page("compare", view="public")
    assert f'"{SMALL_CENTRE}"' not in chart_text(app)
    assert WORDS.t("comparison.nothing") in " ".join(element.value for element in app.html)
    assert f'"{SMALL_CENTRE}"' in chart_text(open_page("compare", view=f"centre:{SMALL_CENTRE}"))


def test_a_switch_stays_in_the_address_and_is_reopened() -> None:
    app = open_page("compare")
    app.toggle(key="widget.spread").set_value(True).run()
    assert app.query_params["spread"] == "on"
    again = open_page("compare", spread="on")
    assert again.toggle(key="widget.spread").value
    again.toggle(key="widget.spread").set_value(False).run()
    assert "spread" not in again.query_params


def test_pooled_cohorts_are_said_in_the_title_and_count_together() -> None:
    app = open_page("compare", year="2023")
    app.segmented_control(key="widget.pool").set_value("3").run()
    assert WORDS.t("app.cohorts", first="2021", last="2023") in app.title[0].value
    assert app.query_params["pool"] == "3"
    assert has_no_error(app)
    alone, pooled = open_page("compare", year="2023"), open_page("compare", year="2023", pool="3")
    assert chart_text(alone) != chart_text(pooled)


def test_over_all_years_nothing_is_pooled() -> None:
    app = open_page("compare", year="all", pool="4")
    assert has_no_error(app)
    assert not [control for control in app.segmented_control if control.key == "widget.pool"]


def test_nonsense_in_the_address_is_left_out() -> None:
    app = open_page("compare", pool="99", spread="maybe", against="moon", beside="1.2.3", indicator="time_to_job")
    assert has_no_error(app)
    assert not app.toggle(key="widget.spread").value


def test_an_oblast_offers_what_its_centres_are_compared_with() -> None:
    app = open_page("compare", oblast="SOF")
    country = finding(app)
    app.selectbox(key="widget.against").set_value("selection").run()
    assert has_no_error(app)
    assert finding(app) != country
    assert not [box for box in open_page("compare").selectbox if box.key == "widget.against"]


def test_centres_are_chosen_to_stand_side_by_side() -> None:
    app = open_page("compare")
    box = app.multiselect(key="widget.beside")
    assert len(box.value) == 3
    box.set_value([CENTRE, SMALL_CENTRE]).run()
    assert app.query_params["beside"] == f"{CENTRE}.{SMALL_CENTRE}"
    assert open_page("compare", beside=SMALL_CENTRE).multiselect(key="widget.beside").value == [SMALL_CENTRE]
    app.multiselect(key="widget.beside").set_value([]).run()
    assert app.query_params["beside"] == "all"
    assert len(chart_specs(app)) == 2


def test_the_table_holds_flag_place_and_smoothed_value() -> None:
    app = open_page("compare")
    app.segmented_control(key="form.compare.funnel").set_value("table").run()
    table = next(element.value for element in app.html if "<table>" in element.value)
    for name in ("flag", "rank", "shrunken"):
        assert WORDS.t(f"comparison.column.{name}") in table
    assert WORDS.t("comparison.flag.inside") in table


@pytest.mark.parametrize("view", ["agency", f"centre:{CENTRE}"])
def test_a_centre_is_read_against_its_own_mix(view: str) -> None:
    app = open_page("centre", centre=CENTRE, view=view)
    assert WORDS.t("comparison.mix.contribution") in said(app)
    assert WORDS.t("comparison.mix.ratio") in said(app)
    app.toggle(key="widget.mix").set_value(True).run()
    assert has_no_error(app)
    assert app.query_params["mix"] == "on"


@pytest.mark.parametrize(("view", "known"), [("agency", "mix_same.all"), ("centre:9999120002", "mix_nothing")])
def test_where_a_section_expects_nothing_the_agency_reads_what_it_sees_itself(view: str, known: str) -> None:
    app = open_page("centre", centre="9999120002", year="2023", kind="full", view=view)
    assert WORDS.t(f"comparison.{known}") in all_text(app)


@pytest.mark.parametrize("view", ["public", "centre:9999120002"])
def test_others_are_told_who_may_see_that(view: str) -> None:
    app = open_page("centre", centre=CENTRE, view=view)
    assert WORDS.t("comparison.mix_closed") in all_text(app)
    assert WORDS.t("comparison.mix.contribution") not in said(app)


def test_the_page_of_a_centre_pools_its_cohorts() -> None:
    alone, pooled = (open_page("centre", centre=CENTRE, year="2023", pool=pool) for pool in ("1", "4"))
    assert WORDS.t("app.cohorts", first="2020", last="2023") in pooled.title[0].value
    assert finding(alone) != finding(pooled)
    assert has_no_error(pooled)


def test_a_file_of_pooled_cohorts_names_all_of_them() -> None:
    app = open_page("compare", year="2023", pool="2")
    assert "2022, 2023" in said(app)


def test_the_word_of_streamlit_for_too_many_names_the_rule() -> None:
    most = RULES["comparison"]["most_beside"]
    assert [str(most) in Words(lang).t("ui.streamlit.most") for lang in LANGUAGES] == [True, True]


def test_methods_say_how_centres_are_compared() -> None:
    text = all_text(open_page("methods"))
    assert WORDS.t("page.methods.compared.discovery") in text
    assert WORDS.percent(RULES["comparison"]["limits"]["998"]) in text
