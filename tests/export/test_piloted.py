"""Tables of pilots as files: real numbers under words, the rules beside them, and nothing of what is hidden."""

import csv
import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from ontrack_dash.comparisons.practicality import Reason
from ontrack_dash.export import piloted, worked
from ontrack_dash.export.about import About
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.sentences import of_pilot
from tests.figures.estimates import BG
from tests.figures.pilot import scores, times
from tests.sentences.test_of_pilot import HIDDEN, THREE, judged

ABOUT = About((("Кръг", "кръг 2"),), "НАПОО", None, "7", True, "On Track")
BOTH = pytest.mark.parametrize("words", [Words(name) for name in LANGUAGES], ids=LANGUAGES)
KINDS = pytest.mark.parametrize("kind", piloted.COLUMNS)


def evaluations() -> pd.DataFrame:
    numbers = {
        "n": 40, "respondents": 38, "complete": 36, "unanswered": 0.02, "alpha": 0.812, "raters": 36,
        "agreement": 0.12, "agreed": 0.7, "adopt_n": 40, "adopt_yes": 30, "adopt_changed": 8, "adopt_no": 2,
        "invited": 50, "answered": 40, "response": 0.8, "response_low": 0.67, "response_high": 0.89,
    }  # fmt: skip
    states = {"method": "fleiss", "response_status": "imprecise", "status": "value", "is_small": False}
    hidden = {**dict.fromkeys(numbers), "method": "none", "response_status": "protected", "status": "protected"}
    return pd.DataFrame([{"tool": "letters", **numbers, **states}, {"tool": "handbook", **hidden, "is_small": False}])


FRAMES = {
    "diverging": scores,
    "minutes": times,
    "verdicts": lambda: judged(*THREE, HIDDEN),
    "evaluations": evaluations,
    "agreement": lambda: pd.DataFrame(
        [{"criterion": "ease", "tools": 4, "raters": 12, "agreement": 0.2, "agreed": 0.6, "method": "fleiss",
          "status": "value"}]
    ),
    "real_use": lambda: pd.DataFrame(
        [{"tool": "employers", "tried_n": 20, "tried": 0.6, "tried_status": "imprecise", "used_n": None, "used": None,
          "used_low": None, "used_high": None, "used_status": "not_applicable", "blank_n": 300, "blank": 0.03,
          "blank_status": "value", "status": "value"}]
    ),
    "themes": lambda: pd.DataFrame(
        [{"tool": "register", "theme": "none", "comments": 2, "of": 9, "status": "value"}]
    ),
    "comments": lambda: pd.DataFrame(
        [{"round": "2", "tool": "наш формуляр", "country": "PL", "role": None, "themes": ("ease", "other"),
          "comment": "=1+1 и още", "status": "value"}]
    ),
}  # fmt: skip


def read(kind: str, words: Words = BG) -> dict[str, str]:
    """Return the first row of the table on screen."""
    header, rows, _ = worked.written_table(kind, FRAMES[kind](), words)
    return {name: cell.replace("\N{NO-BREAK SPACE}", " ") for name, cell in zip(header, rows[0], strict=True)}


@KINDS
@BOTH
def test_every_column_has_its_words(kind: str, words: Words) -> None:
    table = worked.worked_table(kind, FRAMES[kind](), words)
    assert len(table.columns) == len(piloted.COLUMNS[kind]) == len(set(table.columns))
    assert set(piloted.ON_SCREEN[kind]) <= set(piloted.COLUMNS[kind])


@KINDS
def test_a_workbook_holds_the_rules_behind_its_numbers(kind: str) -> None:
    book = load_workbook(io.BytesIO(worked.worked_workbook(kind, FRAMES[kind](), BG, ABOUT)))
    assert book.sheetnames == [BG.t("app.demo_mark"), BG.t("export.definitions"), BG.t("export.about")]
    rules = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows(min_row=2)}
    assert rules == dict(of_pilot.explain(BG))
    about = [str(cell.value) for row in book.worksheets[2].iter_rows() for cell in row]
    assert "Кръг: кръг 2" in about
    # The rule of indicators does not hold here, but for what real use brings: one or two who gave a score are told.
    protection = about[about.index(BG.t("export.protection")) + 1]
    assert (protection == of_pilot.say_protection(BG)) == (kind != "real_use")


@KINDS
def test_the_delimited_file_has_a_row_for_each_and_names_its_filters(kind: str) -> None:
    text = worked.worked_csv(kind, FRAMES[kind](), BG, ABOUT).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == len(FRAMES[kind]())
    assert rows[0][BG.t("export.filters")] == "Кръг: кръг 2"
    assert BG.t("pilot.rule.source") in rows[0][BG.t("export.definitions")]


@pytest.mark.parametrize("kind", ["diverging", "minutes", "verdicts", "evaluations"])
def test_a_hidden_row_has_its_status_and_no_number(kind: str) -> None:
    careless = FRAMES[kind]().head(1).assign(status="protected")
    cells = worked.worked_table(kind, careless, BG).iloc[0].tolist()
    assert [cell for cell in cells if isinstance(cell, (int, float))] == []
    assert "защитена стойност" in cells
    _, rows, _ = worked.written_table(kind, careless, BG)
    assert [cell for cell in rows[0] if any(sign.isdigit() for sign in cell) and "вълна" not in cell] == [] or (
        kind == "verdicts"
    )


def test_shares_stand_as_their_state_asks() -> None:
    assert read("diverging")["Дял с 4 или 5"] == "70,0 %"
    assert read("evaluations")["Отговорили от поканените"] == "(80,0 %)"
    used = read("real_use")
    assert (used["Отговорили в пилота"], used["Отговорили в употреба"], used["Празни отговори"]) == (
        "(60,0 %)", "неприложимо", "3,0 %",
    )  # fmt: skip
    _, rows, _ = worked.written_table("diverging", scores(), BG)
    assert rows[1][1].replace("\N{NO-BREAK SPACE}", " ") == "(37,5 %)*"


def test_a_verdict_says_its_reasons_in_full() -> None:
    table = worked.worked_table("verdicts", judged(*THREE), BG)
    reasons = table[BG.t("worked.verdicts.reasons")].tolist()
    assert reasons[0] == ""
    assert reasons[1] == " ".join(of_pilot.say_reasons(THREE[1]["reasons"], BG))
    weakened = judged({**THREE[0], "reservations": (Reason("no_response"),)})
    assert BG.t("pilot.reason.no_response") in worked.worked_table("verdicts", weakened, BG).iloc[0].tolist()


def test_reliability_and_agreement_are_written_with_two_decimals() -> None:
    row = read("evaluations")
    assert (row["Алфа на Кронбах"], row["Съгласие по критериите (капа)"]) == ("0,81", "Флайс 0,12")


def test_a_comment_stands_as_it_was_entered_and_is_never_run() -> None:
    book = load_workbook(io.BytesIO(worked.worked_workbook("comments", FRAMES["comments"](), BG, ABOUT)))
    cells = {cell.value: cell for cell in book.worksheets[0][2]}
    assert cells["=1+1 и още"].data_type == "s"
    assert {"наш формуляр", "PL", "лекота; друго", "не е посочено", "кръг 2"} <= set(cells)
    assert "'=1+1 и още" in worked.worked_csv("comments", FRAMES["comments"](), BG, ABOUT).decode("utf-8-sig")
