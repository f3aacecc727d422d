"""The way of a file: chosen, recognised, checked, previewed, written, undone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, state
from ontrack_dash.ui import empty as empty_page
from tests import files
from tests.intake.making import grid
from tests.pages.opening import all_text, has_no_error, labels, open_page

WORDS = Words("bg")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LICENCE = "2013121111"
GRADUATES = files.workbook(files.table("graduates", {"licence": LICENCE}, times=30))
BROKEN = files.workbook(
    files.table("graduates", {"licence": LICENCE, "completion_date": "31.31.2023"}, {"licence": LICENCE}, times=1)
)
ANNUAL = files.workbook(files.table("annual_a", {"hours": 960}, {"hours": 660}))
REGISTER = files.workbook(files.table("centres", {"licence": LICENCE, "settlement": "с. Абланица"}))
SURVEY = files.workbook(
    [
        ["ЦПО", "Професионално направление", "Професия", "Специалност", "Къде сте сега?"],
        *[["Пример", "Хотелиерство", "811070", "", answer] for answer in ("На работа", "На работа", "Уча")],
    ]
)


ASKED = ["Timestamp", "Email Address", "What do you do?", "Score", "Trade", "Finished", "Anything else?"]
NEXT = [ASKED, *[["2024/05/06 3:45:12 PM GMT+3", "a@example.org", now, score, "Cook", "05.2022", "no; thanks"]
                 for now, score in (("Hired", 9), ("Hired", 10), ("School", 9))]]  # fmt: skip
ELSEWHERE = files.workbook([*NEXT, NEXT[1]])


def upload(*uploads: tuple[str, bytes], lang: str = "bg") -> AppTest:
    app = open_page("import_data", lang=lang)
    return app.file_uploader[0].set_value([(name, content, EXCEL) for name, content in uploads]).run()


def press(app: AppTest, key: str, words: Words = WORDS) -> AppTest:
    return next(button for button in app.button if button.label == words.t(key)).click().run()


def test_an_empty_installation_says_what_to_do(empty: Path) -> None:
    app = open_page("overview")
    assert has_no_error(app)
    assert WORDS.t("empty.no_data_title") in app.info[0].value
    assert {WORDS.t("empty.go_import"), WORDS.t("empty.load_demo")} <= set(labels(app, "button"))


def test_the_way_to_the_import_leads_there(empty: Path) -> None:
    app = press(open_page("overview"), "empty.go_import")
    assert app.title[0].value == WORDS.t("page.import_data.question")


def test_the_public_of_an_empty_installation_is_offered_nothing(empty: Path) -> None:
    app = open_page("overview", view="public")
    assert WORDS.t("empty.load_demo") not in labels(app, "button")


def test_demonstration_data_load_at_a_press(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(empty_page, "GRADUATES", 100)
    app = press(open_page("overview"), "empty.load_demo")
    assert has_no_error(app)
    assert WORDS.t("app.demo_mark") in all_text(app)


def test_a_file_is_recognised_and_its_effect_shown_before_anything_is_written(empty: Path) -> None:
    app = upload(("any name.xlsx", GRADUATES))
    text = all_text(app)
    assert WORDS.t("import.recognised", kind=WORDS.t("file_kind.graduates")) in text
    assert WORDS.t("import.no_findings") in text
    assert WORDS.t("import.effect") in text
    assert builds.current(empty) is None


def test_a_file_is_written_when_the_reader_says_so(empty: Path) -> None:
    app = press(upload(("graduates.xlsx", GRADUATES)), "import.commit")
    assert WORDS.t("import.committed", build=1) in app.success[0].value
    build = builds.current(empty)
    assert build is not None
    assert not build.is_demo
    assert "graduates.xlsx" in all_text(app)


def test_the_same_file_again_changes_nothing_and_says_so(empty: Path) -> None:
    press(upload(("graduates.xlsx", GRADUATES)), "import.commit")
    app = upload(("another name.xlsx", GRADUATES))
    assert WORDS.t("rule.already_imported.message") in all_text(app)
    assert WORDS.t("import.commit") not in labels(app, "button")


def test_a_broken_file_says_where_and_how_to_mend_it_and_cannot_be_written(empty: Path) -> None:
    app = upload(("broken.xlsx", BROKEN))
    text = all_text(app)
    assert WORDS.t("rule.date_invalid.remedy") in text
    assert WORDS.t("import.rejected") in text
    assert WORDS.t("ui.annotated") in text
    assert WORDS.t("import.commit") not in labels(app, "button")


def test_one_broken_file_stops_the_others(empty: Path) -> None:
    app = upload(("graduates.xlsx", GRADUATES), ("broken.xlsx", BROKEN))
    assert WORDS.t("import.commit") not in labels(app, "button")


def test_what_the_file_cannot_say_is_asked_for(empty: Path) -> None:
    app = upload(("annual.xlsx", ANNUAL))
    assert WORDS.t("import.commit") not in labels(app, "button")
    assert WORDS.t("import.ask_note") in all_text(app)
    assert WORDS.t("import.rejected") not in all_text(app)
    app.selectbox(key="ask.annual.xlsx.kind").set_value("annual_a").run()
    app.selectbox(key="ask.annual.xlsx.year").set_value(2023).run()
    app.text_input(key="ask.annual.xlsx.centre").set_value(LICENCE).run()
    assert has_no_error(app)
    assert WORDS.t("import.commit") in labels(app, "button")
    assert app.selectbox(key="ask.annual.xlsx.year").value == 2023


def test_the_questions_of_a_self_assessment_are_not_asked_about(empty: Path) -> None:
    questions = {"Публичност": 2, "Какво ще подобрите?": "Достъпа"}
    app = upload(("доклади.xlsx", files.workbook(grid("self_assessments", questions=questions))))
    assert has_no_error(app)
    assert WORDS.t("import.recognised", kind=WORDS.t("file_kind.self_assessments")) in all_text(app)
    assert WORDS.t("import.ask_mapping") not in all_text(app) + str([one.label for one in app.expander])
    assert has_no_error(press(app, "import.commit"))
    assert builds.current(empty) is not None


def test_a_settlement_of_several_oblasti_is_asked_for_once_and_remembered(empty: Path) -> None:
    app = upload(("register.xlsx", REGISTER))
    box = next(box for box in app.selectbox if box.label == WORDS.t("import.ask_oblast", value="с. Абланица"))
    box.set_value("LOV").run()
    assert WORDS.t("rule.settlement_ambiguous.remedy") not in all_text(app)
    assert state.saved(Settings(empty), "settlement") == {"с. Абланица": "LOV"}


def test_the_questions_of_a_survey_are_told_once_and_remembered(empty: Path) -> None:
    app = upload(("survey.xlsx", SURVEY))
    assert WORDS.t("import.commit") not in labels(app, "button")
    app.selectbox(key="ask.survey.xlsx.year").set_value(2023).run()
    app.selectbox(key="ask.survey.xlsx.wave").set_value(1).run()
    next(box for box in app.selectbox if box.label == "Къде сте сега?").set_value("destination").run()
    for answer, code in {"На работа": "employed", "Уча": "study"}.items():
        label = f"{WORDS.t('import.mapping_answer')}: {answer}"
        next(box for box in app.selectbox if box.label == label).set_value(code).run()
    app = press(app, "app.save")
    assert has_no_error(app)
    (kept,) = state.saved(Settings(empty), "mapping").values()
    assert kept["answers"] == {"Къде сте сега?": {"На работа": "employed", "Уча": "study"}}
    assert WORDS.t("import.commit") in labels(app, "button")


def test_the_questions_and_answers_of_a_survey_are_only_text(empty: Path) -> None:
    picture = "![x](https://tracker.example/x.png)"
    head = ["ЦПО", "Професионално направление", "Професия", "Специалност", f"Къде сте? {picture}"]
    rows = [["Пример", "Хотелиерство", "811070", "", answer] for answer in (f"Уча {picture}", "На работа")]
    app = upload(("survey.xlsx", files.workbook([head, *rows])))
    app.selectbox(key="ask.survey.xlsx.year").set_value(2023).run()
    app.selectbox(key="ask.survey.xlsx.wave").set_value(1).run()
    next(box for box in app.selectbox if "tracker" in box.label).set_value("destination").run()
    said = [label for label in labels(app, "selectbox") if "tracker" in label]
    assert len(said) == 2
    assert not any(picture in label for label in said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_survey_asked_elsewhere_is_chosen_told_once_and_known_again(empty: Path, lang: str) -> None:
    words = Words(lang)
    app = upload(("forms.xlsx", ELSEWHERE), lang=lang)
    assert words.t("rule.layout_unknown.remedy") in all_text(app)
    assert words.t("file_kind.survey_other").partition(" (")[0] in words.t("rule.layout_unknown.remedy")
    app.selectbox(key="ask.forms.xlsx.kind").set_value("survey_other").run()
    assert words.t("import.commit") not in labels(app, "button")
    app.selectbox(key="ask.forms.xlsx.wave").set_value(1).run()
    said = {
        "What do you do?": "destination",
        "Score": "satisfaction",
        "Trade": "profession",
        "Finished": "completion_date",
    }
    for question, field in said.items():
        next(box for box in app.selectbox if box.label == question).set_value(field).run()
    answers = {"Hired": "employed", "School": "study", "9": "5", "10": "5", "Cook": "811070"}
    for answer, code in answers.items():
        label = f"{words.t('import.mapping_answer')}: {answer}"
        next(box for box in app.selectbox if box.label == label).set_value(code).run()
    app = press(app, "app.save", words)
    assert has_no_error(app)
    app = press(app, "import.commit", words)
    assert words.t("import.committed", build=1) in app.success[0].value
    (kept,) = state.saved(Settings(empty), "mapping").values()
    assert kept["questions"] == {**said, "Anything else?": ""}
    app = upload(("next.xlsx", files.workbook(NEXT)), lang=lang)
    app.selectbox(key="ask.next.xlsx.kind").set_value("survey_other").run()
    app.selectbox(key="ask.next.xlsx.wave").set_value(1).run()
    assert words.t("import.commit") in labels(app, "button")


def test_a_kind_chosen_by_mistake_can_be_chosen_again(empty: Path) -> None:
    app = upload(("forms.xlsx", ELSEWHERE))
    app.selectbox(key="ask.forms.xlsx.kind").set_value("survey_other").run()
    app.selectbox(key="ask.forms.xlsx.kind").set_value("graduates").run()
    assert has_no_error(app) or WORDS.t("import.rejected") in all_text(app)
    assert not app.exception
    assert app.selectbox(key="ask.forms.xlsx.kind").value == "graduates"


def test_real_data_take_the_place_of_the_demonstration(country: Path, tmp_path: Path) -> None:
    app = upload(("graduates.xlsx", GRADUATES))
    assert WORDS.t("rule.demo_replaced.message") in app.warning[0].value


def test_an_import_can_be_undone(empty: Path) -> None:
    press(upload(("graduates.xlsx", GRADUATES)), "import.commit")
    app = open_page("import_data")
    app.button(key="undo").click().run()
    assert WORDS.t("ui.undone_all") in app.success[0].value
    assert builds.current(empty) is None


def test_a_file_that_is_no_table_is_refused_in_words(empty: Path) -> None:
    app = upload(("picture.xlsx", b"\x89PNG nothing"))
    assert not app.exception
    assert WORDS.t("import.rejected") in all_text(app)


def test_cancelling_forgets_the_files(empty: Path) -> None:
    app = press(upload(("graduates.xlsx", GRADUATES)), "app.cancel")
    assert WORDS.t("import.effect") not in all_text(app)
    assert builds.current(empty) is None


def test_templates_are_offered(empty: Path) -> None:
    assert WORDS.t("file_kind.graduates") in labels(open_page("import_data"), "download_button")
