"""The person's own file given back with its findings where they are, and without personal columns."""

import io
import re
from collections.abc import Iterator, Mapping

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ontrack_dash.catalogue import RULES
from ontrack_dash.export.cells import FORMULA_STARTS, put
from ontrack_dash.i18n import Words
from ontrack_dash.intake.draft import Draft
from ontrack_dash.messages import explain

# Pale enough to read the text on; the severity also stands in the comment and on the findings sheet.
COLOURS = {"error": "F8CBAD", "warning": "FFE699", "info": "DDEBF7"}
FILLS = {severity: PatternFill("solid", fgColor=colour) for severity, colour in COLOURS.items()}
ORDER = tuple(COLOURS)
COLUMN_LETTERS = re.compile(r"[A-Z]{1,3}")
# Between the letter of a column and its header, as findings name it.
LABEL = " · "
BOLD = Font(bold=True)
HEIGHT, WIDTH = 140, 320

Place = tuple[int, int]


def annotated_workbook(draft: Draft, words: Words) -> bytes:
    """Return a draft's cells in the rows and columns people know, its findings as coloured cells and as a list.

    Columns the import does not use, personal ones among them, are left empty. A finding that names no cell is only
    on the list; of the cells that have any, the first `files.findings_shown` are explained in a comment too.
    """
    told = explain(draft.findings, words)
    book = Workbook(write_only=True)
    page = book.create_sheet(words.t("export.file"))
    _write_cells(page, _text_by_place(draft), _findings_by_place(told), words)
    _write_findings(book.create_sheet(words.t("import.findings")), told, words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text_by_place(draft: Draft) -> Mapping[int, Mapping[int, str]]:
    """Return row → column → text, the header in the last row above the data."""
    if draft.match is None or draft.cells.empty:
        return {}
    headers = {at: draft.match.letters[name].partition(LABEL)[2] for name, at in draft.match.columns.items()}
    headers |= draft.match.questions
    places = dict(draft.match.columns) | {question: at for at, question in draft.match.questions.items()}
    columns = [places[str(name)] + 1 for name in draft.cells.columns]
    texts: dict[int, Mapping[int, str]] = {draft.match.first_row - 1: {at + 1: text for at, text in headers.items()}}
    for row, *values in draft.cells.astype(object).where(draft.cells.notna(), None).itertuples(name=None):
        texts[int(row)] = {column: text for column, text in zip(columns, values, strict=True) if text is not None}
    return texts


def _findings_by_place(findings: pd.DataFrame) -> Mapping[Place, list[Mapping[str, str]]]:
    """Return row and column → findings there, the worst first."""
    places: dict[Place, list[Mapping[str, str]]] = {}
    located = findings[findings["row"].notna() & findings["column"].notna()]
    for finding in located.to_dict("records"):
        letters = COLUMN_LETTERS.match(str(finding["column"]))
        if letters:
            place = int(finding["row"]), column_index_from_string(letters.group())
            places.setdefault(place, []).append({str(key): str(text) for key, text in finding.items()})
    return {place: sorted(found, key=lambda one: ORDER.index(one["severity"])) for place, found in places.items()}


def _write_cells(
    page: WriteOnlyWorksheet,
    texts: Mapping[int, Mapping[int, str]],
    places: Mapping[Place, list[Mapping[str, str]]],
    words: Words,
) -> None:
    width = max([*(column for line in texts.values() for column in line), *(column for _, column in places)], default=0)
    marked = 0
    for row in range(1, max([*texts, *(row for row, _ in places)], default=0) + 1):
        said = texts.get(row, {})
        line: list[object] = []
        for column in range(1, width + 1):
            text, found = said.get(column), places.get((row, column))
            if found:
                marked += 1
                line.append(_marked(page, text, found, words if marked <= RULES["files"]["findings_shown"] else None))
            else:
                line.append(_guarded(page, text))
        page.append(line)


def _marked(page: WriteOnlyWorksheet, text: str | None, found: list[Mapping[str, str]], words: Words | None) -> Cell:
    marked = _cell(page, text)
    marked.fill = FILLS[found[0]["severity"]]
    if words:
        lines = [f"{words.t('severity.' + one['severity'])}\n{one['message']}\n{one['remedy']}" for one in found]
        marked.comment = Comment("\n\n".join(lines), words.t("app.short_name"), height=HEIGHT, width=WIDTH)
    return marked


def _write_findings(page: WriteOnlyWorksheet, findings: pd.DataFrame, words: Words) -> None:
    for letter, width in zip("ABCDEF", (24, 16, 10, 36, 60, 60), strict=True):
        page.column_dimensions[letter].width = width  # type: ignore[attr-defined]  # missing in the stubs only
    headers = [words.t(f"import.{name}") for name in ("severity", "sheet", "row", "column", "problem", "remedy")]
    cells = [_cell(page, header) for header in headers]
    for cell in cells:
        cell.font = BOLD
    page.append(cells)
    for line in _lines(findings, words):
        page.append([_guarded(page, value) for value in line])


def _lines(findings: pd.DataFrame, words: Words) -> Iterator[tuple[object, ...]]:
    for finding in findings.astype(object).where(findings.notna(), None).to_dict("records"):
        row = finding["row"]
        yield (
            words.t(f"severity.{finding['severity']}"),
            finding["sheet"],
            words.t("import.whole_file") if row is None else int(row),
            finding["column"],
            finding["message"],
            finding["remedy"],
        )


def _guarded(page: WriteOnlyWorksheet, value: object) -> object:
    """Return a value as it is, which is fast, or as a cell where a spreadsheet would run it."""
    return _cell(page, value) if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _cell(page: WriteOnlyWorksheet, value: object) -> Cell:
    cell: Cell = WriteOnlyCell(page)
    put(cell, value)
    return cell
