"""What a centre files and who has filed: the section, its files, own words, measures, lists, all sections at once."""

import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ontrack_dash import section
from ontrack_dash.export.section import place
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.settings import Settings
from ontrack_dash.store import areas, authored, builds, load
from ontrack_dash.store.authored import Measure
from ontrack_dash.viewers import Viewer
from tests import builders
from tests.pages import world
from tests.pages.opening import all_text, chart_specs, has_no_error, labels, open_page
from tests.pages.world import QUESTIONS, SMALL_CENTRE

WORDS = Words("bg")
CENTRE, LATE = "9999120001", "9999120002"
OWN_VIEW = f"centre:{CENTRE}"
YEAR = "2024"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, guarded_country: Path) -> Path:
    return shutil.copytree(guarded_country, tmp_path_factory.mktemp("reports"), dirs_exist_ok=True)


@pytest.fixture
def data(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a country whose centres have written nothing yet."""
    monkeypatch.setenv("ONTRACK_DATA", str(made))
    for year in (2023, 2024):
        for part in section.TEXTS:
            authored.save_text(Settings(made), CENTRE, year, part, "")
        authored.save_measures(Settings(made), CENTRE, year, ())
    return made


def open_report(view: str = "agency", **address: str) -> AppTest:
    return open_page("self_assessment", view=view, **{"centre": "", "report": YEAR, **address})


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def tables(app: AppTest) -> str:
    return "\n".join(element.value for element in app.html if "<table>" in element.value)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", [OWN_VIEW, "agency", "public"])
def test_the_page_shows_what_the_files_hold(data: Path, lang: str, view: str) -> None:
    words = Words(lang)
    app = open_report(view, centre=CENTRE, lang=lang)
    assert has_no_error(app)
    build = builds.current(data)
    assert build is not None
    viewer = Viewer("public") if view == "public" else Viewer("centre", CENTRE)
    written = section.write(section.compose(build, Settings(data), CENTRE, int(YEAR), viewer=viewer), words)
    text, drawn = all_text(app), chart_specs(app)
    assert written.title in text
    for part in written.parts:
        assert part.heading in [element.value for element in app.subheader] + labels(app, "expander")
    measured = next(part.table for part in written.parts if part.id == "measured")
    assert measured is not None
    assert all(cell in tables(app) for row in measured.rows for cell in row)
    assert [chart.alt for chart in drawn][: bool(written.dots)] == [written.chart_alt][: len(written.dots)]
    assert {words.t(f"report.form.{form}") for form in ("docx", "pdf", "xlsx")} <= set(labels(app, "download_button"))


def test_the_public_sees_neither_statuses_nor_points_nor_fields_to_write_in(data: Path) -> None:
    authored.save_text(Settings(data), CENTRE, 2024, "context", "Само между нас")
    for app in (open_report("public"), open_report("public", centre=CENTRE)):
        text = all_text(app) + tables(app)
        assert WORDS.t("filing_status.approved") not in text
        assert WORDS.t("report.points_own") not in text
        assert "Само между нас" not in text
        assert not app.text_area
    assert WORDS.t("report.closed_title") in all_text(open_report("public"))


def test_a_centre_finds_its_own_report_and_no_other(data: Path) -> None:
    app = open_report(OWN_VIEW, centre=LATE)
    assert "Примерен ЦПО 1" in app.title[0].value
    assert not [box for box in app.main.selectbox if box.key == "widget.centre"]
    assert WORDS.t("filing_status.approved") in all_text(app)
    assert WORDS.date(date(2025, 1, 20)) in all_text(app)
    assert WORDS.date(date(2025, 2, 3)) not in all_text(app)


def test_the_year_stays_in_the_address(data: Path) -> None:
    app = open_report(OWN_VIEW, report="2022")
    assert WORDS.t("report.of_year", year=2022) in app.title[0].value
    app.selectbox(key="widget.report").set_value("2023").run()
    assert app.query_params["report"] == "2023"
    assert WORDS.t("report.of_year", year=2024) in open_report(OWN_VIEW, report="1066").title[0].value


def test_own_words_are_kept_and_stand_in_the_section(data: Path) -> None:
    app = open_report(OWN_VIEW)
    app.text_area(key=f"widget.own.{CENTRE}.2024.context").set_value("Пазарът на труда е малък.").run()
    assert WORDS.t("report.unsaved") in all_text(app)
    app = press(app, "own.save")
    assert WORDS.t("report.saved") in all_text(app)
    assert authored.texts(Settings(data), CENTRE, 2024) == {"context": "Пазарът на труда е малък."}
    again = open_report(OWN_VIEW)
    assert again.text_area(key=f"widget.own.{CENTRE}.2024.context").value == "Пазарът на труда е малък."
    assert "Пазарът на труда е малък." in all_text(open_report("agency", centre=CENTRE))
    assert not open_report("agency", centre=CENTRE).text_area


def test_what_was_not_saved_is_still_there_after_another_page(data: Path) -> None:
    app = open_report(OWN_VIEW)
    app.text_area(key=f"widget.own.{CENTRE}.2024.plan").set_value("Започнато").run()
    app.switch_page("pages/overview.py").run()
    app.switch_page("pages/self_assessment.py").run()
    assert app.text_area(key=f"widget.own.{CENTRE}.2024.plan").value == "Започнато"
    assert authored.texts(Settings(data), CENTRE, 2024) == {}


def test_what_another_window_saved_is_shown_before_it_is_replaced(data: Path) -> None:
    widget = f"widget.own.{CENTRE}.2024.plan"
    app = press(open_report(OWN_VIEW), "measures.add")
    app = fill_measure(app, 0, finding="Малко отговори", measure="Писма")
    authored.save_text(Settings(data), CENTRE, 2024, "context", "Оттам")
    authored.save_text(Settings(data), CENTRE, 2024, "plan", "Друг план")
    authored.save_measures(Settings(data), CENTRE, 2024, [Measure(2024, "Друга констатация", "Друга мярка")])
    app.text_area(key=widget).set_value("Мой план").run()
    assert app.text_area(key=f"widget.own.{CENTRE}.2024.context").value == "Оттам"
    for button, other in (("own.save", "Друг план"), ("measures.save", "Друга мярка")):
        app = press(app, button)
        assert app.error[0].value == WORDS.t("report.changed")
        assert other in all_text(app)
    assert authored.texts(Settings(data), CENTRE, 2024) == {"context": "Оттам", "plan": "Друг план"}
    app = press(press(app, "own.save"), "measures.save")
    assert authored.texts(Settings(data), CENTRE, 2024) == {"context": "Оттам", "plan": "Мой план"}
    assert [measure.measure for measure in authored.measures(Settings(data), CENTRE, (2024,))] == ["Писма"]


@pytest.mark.parametrize("text", ["ЕГН 7523169263", "пишете на a@example.bg", "обадете се на 0888 123 456"])
def test_personal_data_are_not_saved(data: Path, text: str) -> None:
    app = open_report(OWN_VIEW)
    app.text_area(key=f"widget.own.{CENTRE}.2024.analysis").set_value(text).run()
    app = press(app, "own.save")
    assert WORDS.t("report.own_part.analysis") in app.error[0].value
    assert text not in app.error[0].value
    assert authored.texts(Settings(data), CENTRE, 2024) == {}


def test_the_texts_of_last_year_are_taken_over_into_empty_fields_only(data: Path) -> None:
    for part in ("context", "plan"):
        authored.save_text(Settings(data), CENTRE, 2023, part, f"Миналата година: {part}")
    authored.save_text(Settings(data), CENTRE, 2024, "plan", "Тази година")
    app = press(open_report(OWN_VIEW), "own.earlier")
    fields = {part: app.text_area(key=f"widget.own.{CENTRE}.2024.{part}").value for part in section.TEXTS}
    assert fields == {"context": "Миналата година: context", "analysis": "", "plan": "Тази година"}
    assert authored.texts(Settings(data), CENTRE, 2024) == {"plan": "Тази година"}


def fill_measure(app: AppTest, number: int, **fields: str) -> AppTest:
    key = f"measure.{CENTRE}.2024.{number}"
    for name in ("finding", "measure"):
        if name in fields:
            app.text_area(key=f"{key}.{name}").set_value(fields[name])
    for name in ("owner", "due"):
        if name in fields:
            app.text_input(key=f"{key}.{name}").set_value(fields[name])
    return app.run()


def test_measures_are_added_kept_and_removed(data: Path) -> None:
    app = press(open_report(OWN_VIEW), "measures.add")
    app = fill_measure(app, 0, finding="Малко отговори", measure="Писма", owner="директор", due="30.06.2025")
    app.selectbox(key=f"measure.{CENTRE}.2024.0.step").set_value("do")
    app.selectbox(key=f"measure.{CENTRE}.2024.0.indicator").set_value("employed_rate")
    app = press(app, "measures.save")
    assert has_no_error(app)
    kept = Measure(2024, "Малко отговори", "Писма", "директор", date(2025, 6, 30), "do", "employed_rate")
    assert authored.measures(Settings(data), CENTRE, (2024,)) == (kept,)
    again = open_report(OWN_VIEW)
    assert again.text_input(key=f"measure.{CENTRE}.2024.0.due").value == "30.06.2025"
    again = press(press(again, f"measure.{CENTRE}.2024.0.remove"), "measures.save")
    assert authored.measures(Settings(data), CENTRE, (2024,)) == ()


def test_a_measure_starts_from_a_finding(data: Path) -> None:
    app = press(open_report(OWN_VIEW), "measures.finding.0")
    finding = app.text_area(key=f"measure.{CENTRE}.2024.0.finding").value
    build = builds.current(data)
    assert build is not None
    made = section.compose(build, Settings(data), CENTRE, 2024, viewer=Viewer("centre", CENTRE))
    assert finding in {text for text, _ in section.say_findings(made, WORDS)}


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"finding": "Малко отговори"}, "report.measure.unsaid"),
        ({"finding": "Малко", "measure": "Писма", "due": "някога"}, "report.measure.odd_day"),
        ({"finding": "Малко", "measure": "Писма", "owner": "Иван, 0888 123 456"}, "report.personal"),
    ],
)
def test_a_measure_that_cannot_be_kept_says_why(data: Path, fields: dict[str, str], rule: str) -> None:
    app = press(fill_measure(press(open_report(OWN_VIEW), "measures.add"), 0, **fields), "measures.save")
    assert app.error[0].value == WORDS.t(rule, fields=WORDS.t("report.measure.number", n=1))
    assert authored.measures(Settings(data), CENTRE, (2024,)) == ()


def test_last_years_measures_are_looked_back_on(data: Path) -> None:
    authored.save_measures(Settings(data), CENTRE, 2023, [Measure(2023, "Малко", "Писма", indicator="employed_rate")])
    app = open_report(OWN_VIEW)
    assert "Писма" in all_text(app)
    assert WORDS.t("indicator.employed_rate.name") in all_text(app)
    app.text_area(key=f"review.{CENTRE}.2023.0.result").set_value("Отговориха двойно повече.").run()
    app = press(app, "review.save")
    assert authored.measures(Settings(data), CENTRE, (2023,))[0].result == "Отговориха двойно повече."


def test_what_came_of_a_measure_is_not_lost_when_its_own_year_is_saved_again(data: Path) -> None:
    authored.save_measures(Settings(data), CENTRE, 2023, [Measure(2023, "Малко", "Писма", step="check")])
    app = open_report(OWN_VIEW, report="2023")
    app.selectbox(key="widget.report").set_value("2024").run()
    app.text_area(key=f"review.{CENTRE}.2023.0.result").set_value("Отговориха двойно повече.").run()
    app = press(app, "review.save")
    app.selectbox(key="widget.report").set_value("2023").run()
    assert app.text_area(key=f"measure.{CENTRE}.2023.0.result").value == "Отговориха двойно повече."
    press(app, "measures.save")
    assert authored.measures(Settings(data), CENTRE, (2023,))[0].result == "Отговориха двойно повече."


def test_the_agency_finds_who_has_not_filed(data: Path) -> None:
    app = open_report()
    assert app.selectbox(key="widget.filed").value == "missing"
    listed = tables(app)
    assert SMALL_CENTRE in listed
    assert "подаден" in all_text(app)
    app.selectbox(key="widget.filed").set_value("submitted").run()
    late = WORDS.t("report.late_mark", date=WORDS.date(date(2025, 2, 3)))
    assert late in tables(app)
    app.selectbox(key="widget.oblast").set_value("VAR").run()
    assert WORDS.plural("app.centres", 0) in all_text(app)


def test_without_lists_the_page_says_which_to_export(empty: Path) -> None:
    world.make(empty, has_lists=False)
    app = open_page("self_assessment", report=YEAR, centre="")
    assert has_no_error(app)
    assert WORDS.t("report.no_lists_title") in all_text(app)
    assert has_no_error(press(app, "filed.import"))
    assert app.title[0].value == WORDS.t("page.import_data.question")


def test_a_country_of_which_only_a_list_is_known_has_its_page(empty: Path) -> None:
    builders.build(empty, filings=builders.rows("filings", {"licence": CENTRE, "filing_status": "returned"}))
    for view in ("agency", OWN_VIEW, "public"):
        assert has_no_error(open_report(view))
    assert WORDS.plural("report.so.returned", 1) in all_text(open_report())


def test_a_question_is_put_into_an_area_once(data: Path) -> None:
    app = open_report()
    box = next(box for box in app.selectbox if box.label == next(iter(QUESTIONS)))
    assert box.value == "access"
    box.set_value("none").run()
    assert WORDS.plural("report.areas_left", 1) in all_text(app)
    next(box for box in app.selectbox if box.label == next(iter(QUESTIONS))).set_value("access").run()
    assert WORDS.t("report.areas_done") in all_text(app)
    assert len(areas.read(Settings(data))) == len(QUESTIONS)


def test_all_sections_come_as_one_file(data: Path) -> None:
    app = make_all(open_report())
    assert has_no_error(app)
    assert WORDS.t("report.all_download") in labels(app, "download_button")
    (made,) = (data / "sections").glob("*.zip")
    with zipfile.ZipFile(made) as pack:
        assert len(pack.namelist()) == len(world.CENTRES)
        assert all(name.endswith("-2024.pdf") for name in pack.namelist())


def test_the_file_of_data_that_were_taken_back_is_not_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people, and the second made the file again before the data of the second were taken back."""
    monkeypatch.setenv("ONTRACK_DATA", str(tmp_path))
    builders.build(tmp_path, centres=builders.rows("centres"), graduates=builders.rows("graduates", times=12))
    first = make_all(open_report(report="2023"))
    assert WORDS.t("report.all_download") in labels(first, "download_button")
    load.commit(tmp_path, [builders.batch("filings", builders.rows("filings"))])
    second = make_all(open_report(report="2023"))
    assert WORDS.t("report.all_download") in labels(second, "download_button")
    builds.undo(tmp_path)
    assert WORDS.t("report.all_download") not in labels(first.run(), "download_button")
    assert len(list((tmp_path / "sections").glob("*.zip"))) == 1


def test_of_lists_alone_no_sections_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONTRACK_DATA", str(tmp_path))
    builders.build(tmp_path, filings=builders.rows("filings"))
    app = open_report()
    assert has_no_error(app)
    assert builders.CENTRE in tables(app)
    assert app.button(key="sections.run").disabled


def make_all(app: AppTest) -> AppTest:
    app.button_group(key="sections.forms").set_value(["pdf"]).run()
    return press(app, "sections.run")


def test_the_agencys_template_that_is_broken_is_said_before_anybody_downloads(data: Path) -> None:
    own = place(data, "bg")
    own.parent.mkdir(exist_ok=True)
    own.write_bytes(b"no document")
    try:
        app = open_report(OWN_VIEW)
        assert WORDS.t("export.section.template.unreadable") in app.warning[0].value
    finally:
        own.unlink()
