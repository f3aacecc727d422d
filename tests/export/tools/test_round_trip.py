"""What is asked with any of the materials and exported the way each program does it comes back as it was answered."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS, Instrument
from ontrack_dash.intake.draft import Draft, Known, Options, prepare
from tests.export.tools import exporting
from tests.export.tools.asking import EACH
from tests.export.tools.exporting import Answers, as_csv, as_xlsx, kobo, limesurvey

BG, EN = Words("bg"), Words("en")
KNOWN = Known(today=date(2026, 11, 22))
MANY, FEW = 1000, 40

Writer = Callable[[Instrument, Answers], bytes]

FORMATS: dict[str, Writer] = {
    "entry": lambda form, answers: exporting.entry_sheet(form, answers, BG),
    "kobo_xml": lambda form, answers: as_xlsx(kobo(form, answers)),
    "kobo_labels": lambda form, answers: as_csv(kobo(form, answers, BG), ";"),
    "limesurvey_codes": lambda form, answers: as_csv(limesurvey(form, answers, BG, "code", full=False), ","),
    "limesurvey_texts": lambda form, answers: as_csv(limesurvey(form, answers, BG, "text", full=True), ","),
}
VARIANTS: dict[str, Writer] = {
    "entry_english": lambda form, answers: exporting.entry_sheet(form, answers, EN),
    "kobo_xml_csv": lambda form, answers: as_csv(kobo(form, answers, groups=False), ","),
    "kobo_single": lambda form, answers: as_xlsx(kobo(form, answers, many="single")),
    "kobo_separate": lambda form, answers: as_xlsx(kobo(form, answers, EN, many="separate")),
    "kobo_labels_single": lambda form, answers: as_xlsx(kobo(form, answers, BG, groups=False, many="single")),
    "limesurvey_english": lambda form, answers: as_xlsx(limesurvey(form, answers, EN, "text", full=True)),
    "limesurvey_both": lambda form, answers: as_xlsx(limesurvey(form, answers, BG, "both", full=False)),
    "limesurvey_semicolons": lambda form, answers: as_csv(limesurvey(form, answers, EN, "code", full=True), ";"),
}


def read(data: bytes, name: str = "results.csv", **said: Any) -> Draft:
    (draft,) = prepare(name, data, Options(**said), KNOWN)
    return draft


def plain(cell: Any) -> Any:
    if pd.isna(cell):
        return None
    return cell.date() if isinstance(cell, pd.Timestamp) else cell


def check(instrument: Instrument, write: Writer, count: int) -> None:
    answers = exporting.simulate(instrument, count)
    draft = read(write(instrument, answers), centre=exporting.LICENCE)
    assert draft.kind == f"form_{instrument.id}"
    errors = draft.findings[draft.findings["severity"] != "info"]
    assert errors.empty, errors.to_string()
    assert draft.asks == ()
    assert draft.rows is not None
    wanted = exporting.expected(instrument, answers)
    names = [name for name in wanted[0] if name in draft.rows]
    assert set(wanted[0]) - set(names) <= {"further"}
    rows = draft.rows[names].astype(object).to_dict("records")
    assert [{name: plain(cell) for name, cell in row.items()} for row in rows] == [
        {name: row[name] for name in names} for row in wanted
    ]
    key = "respondent" if "respondent" in draft.rows else "answer_id"
    assert draft.rows[key].is_unique
    if "answer_date" in draft.rows:
        days = [moment.date() for moment in exporting.moments(count)]
        assert draft.rows["answer_date"].dt.date.tolist() == days
    if instrument.wave:
        assert set(draft.rows["wave"]) == {str(instrument.wave)}


@pytest.mark.parametrize("name", FORMATS)
def test_a_thousand_answers_come_back_as_they_were_given(name: str) -> None:
    check(INSTRUMENTS["graduates_1"], FORMATS[name], MANY)


@EACH
@pytest.mark.parametrize("name", [*FORMATS, *VARIANTS])
def test_answers_to_every_questionnaire_come_back_from_every_format(instrument: Instrument, name: str) -> None:
    check(instrument, {**FORMATS, **VARIANTS}[name], FEW)
