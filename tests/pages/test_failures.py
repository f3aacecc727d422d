"""A page that fails says so in words, and says nothing else."""

import logging
import re

import pytest

from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.ui import headline
from tests.pages.opening import all_text, open_page

SECRET = "9001011234"


@pytest.fixture
def broken_page(country: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(headline, "show", fail)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reader_gets_words_and_a_number(broken_page: None, lang: str) -> None:
    app = open_page("overview", lang=lang)
    words = Words(lang)
    assert not app.exception
    assert words.t("error.title") in app.error[0].value
    assert re.search(r"\b[0-9a-f]{8}\b", all_text(app))


def test_neither_page_nor_log_repeats_what_the_error_said(broken_page: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        app = open_page("overview")
    assert SECRET not in all_text(app)
    (record,) = [record for record in caplog.records if record.name == "ontrack_dash.ui.errors"]
    assert "RuntimeError" in record.getMessage()
    assert SECRET not in record.getMessage()


def test_the_number_on_the_page_finds_the_trace(broken_page: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        app = open_page("overview")
    (record,) = [record for record in caplog.records if record.name == "ontrack_dash.ui.errors"]
    number = re.findall(r"incident (\w+)", record.getMessage())[0]
    assert Words("bg").t("error.remedy", number=number) in all_text(app)


def test_the_rest_of_the_app_stays_within_reach(broken_page: None) -> None:
    app = open_page("overview")
    app.switch_page("pages/methods.py").run()
    assert not app.error
