"""Who sees what: the page passes the viewer on to the gate, and no cache mixes two of them up."""

import pytest

from ontrack_dash.i18n import Words
from tests.pages.opening import all_text, chart_text, open_page
from tests.pages.world import SMALL_CENTRE

WORDS = Words("bg")
PROTECTED = WORDS.t("status.protected")
NOTE = WORDS.t("sentence.small")
pytestmark = pytest.mark.usefixtures("country")


def see_small_centre(view: str) -> str:
    app = open_page("centre", view=view, centre=SMALL_CENTRE, year="2022")
    return f"{all_text(app)}\n{chart_text(app)}"


def test_the_agency_sees_few_persons_with_a_mark() -> None:
    assert NOTE in see_small_centre("agency")


def test_a_centre_sees_its_own_few_persons() -> None:
    assert NOTE in see_small_centre(f"centre:{SMALL_CENTRE}")


@pytest.mark.parametrize("view", ["public", "centre:9999120001"])
def test_everybody_else_sees_that_they_are_protected(view: str) -> None:
    text = see_small_centre(view)
    assert PROTECTED in text
    assert NOTE not in text


def test_what_the_agency_opened_before_is_not_shown_to_the_public() -> None:
    see_small_centre("agency")
    assert NOTE not in see_small_centre("public")


@pytest.mark.parametrize("view", ["king", "agency:1", "Agency", "centre:../../etc", "centre:=1+1"])
def test_whoever_the_address_does_not_name_is_the_public(view: str) -> None:
    assert PROTECTED in see_small_centre(view)
    assert WORDS.t("viewer_note.public") in all_text(open_page("tools", part="downloads", view=view))


def test_a_centre_finds_itself_preselected() -> None:
    app = open_page("centre", view="centre:9999120003", centre="")
    assert "Примерен ЦПО 3" in app.title[0].value


def test_the_switch_changes_who_looks() -> None:
    app = open_page("overview")
    app.sidebar.selectbox(key="widget.role").set_value("centre").run()
    app.sidebar.selectbox(key="widget.licence").set_value(SMALL_CENTRE).run()
    assert app.query_params["view"] == f"centre:{SMALL_CENTRE}"
    assert WORDS.t("viewer_note.centre") in all_text(app)


@pytest.mark.parametrize("view", ["public", f"centre:{SMALL_CENTRE}"])
def test_only_the_agency_finds_the_way_to_the_import(view: str) -> None:
    with pytest.raises(ValueError, match="import_data"):
        open_page("import_data", view=view)


def test_a_page_kept_open_shuts_when_the_viewer_changes() -> None:
    app = open_page("import_data")
    app.sidebar.selectbox(key="widget.role").set_value("public").run()
    assert not app.get("file_uploader")
    assert app.title[0].value != WORDS.t("page.import_data.question")
