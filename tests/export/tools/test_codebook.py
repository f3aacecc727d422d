"""The code book lists every question and answer with its codes and what becomes of it."""

import io
from typing import Any

import openpyxl

from ontrack_dash.export.tools import codebook
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS, Instrument
from tests.export.tools.asking import BOTH, EACH

BG, EN = Words("bg"), Words("en")


def sheets(instrument: Instrument, words: Words) -> list[list[dict[str, Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(codebook.make(instrument, words)))
    tables = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets[:2]]
    return [[dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for rows in tables]


@BOTH
@EACH
def test_every_item_has_a_line_in_both_languages(instrument: Instrument, words: Words) -> None:
    questions, answers = sheets(instrument, words)
    code = words.t("tool.codebook.code")
    assert [row[code] for row in questions] == [item.id for item in instrument.items]
    for row, item in zip(questions, instrument.items, strict=True):
        assert (row["Български"], row["English"]) == (item.text(BG), item.text(EN))
        listed = [answer[words.t("tool.codebook.answer")] for answer in answers if answer[code] == item.id]
        assert listed == ([] if item.list == "profession" else [choice.code for choice in item.choices])


@BOTH
def test_it_says_where_an_answer_is_kept_and_what_it_feeds(words: Words) -> None:
    questions, answers = sheets(INSTRUMENTS["graduates_1"], words)
    by_code = {row[words.t("tool.codebook.code")]: row for row in questions}
    kept = words.t("tool.codebook.kept")
    assert by_code["usefulness"][kept] == f"{words.t('field.usefulness')} (usefulness)"
    assert by_code["obstacles"][kept] == words.t("tool.kept.further")
    assert by_code["improve"][kept] == words.t("tool.kept.dropped")
    fed = words.t("indicator.training_relevance_rate.name")
    assert by_code["usefulness"][words.t("tool.codebook.indicators")] == fed
    first = [row for row in answers if row[words.t("tool.codebook.code")] == "first_job"]
    assert [row[words.t("tool.codebook.value")] for row in first] == ["0", None, None]
