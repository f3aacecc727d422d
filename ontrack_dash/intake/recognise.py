"""Say what kind of file a sheet is, from its header alone."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ontrack_dash.fields import LAYOUTS, Column, Layout, fold
from ontrack_dash.intake.findings import MASKED, Findings
from ontrack_dash.intake.headers import Fit, best_fits, find_fits, is_personal, label, letter, positions, simplify
from ontrack_dash.intake.personal_data import holds_personal_data, redact

ROW_NUMBER = "row_number"
NOTHING = "–"
FIRST_ROW = 1


@dataclass(frozen=True)
class Match:
    """What the header of a sheet says.

    `candidates`: the kinds it fits when `kind` is open. `header_row`, `first_row`: rows as people see them of the
    header and of the data. `columns`: position by field. `letters`: column name as people see it, by field.
    `unknown`: label by position; `questions`: text by position. `personal`: positions of columns to be dropped.
    """

    kind: str | None
    candidates: tuple[str, ...]
    header_row: int
    first_row: int
    columns: Mapping[str, int]
    letters: Mapping[str, str]
    personal: tuple[int, ...]
    unknown: Mapping[int, str]
    questions: Mapping[int, str]
    findings: Findings

    @property
    def layout(self) -> Layout | None:
        """Return the layout of the kind, or the one its candidates share."""
        kinds = (self.kind,) if self.kind else self.candidates
        return LAYOUTS[kinds[0]] if kinds and self.columns else None


def recognise(cells: pd.DataFrame, kind: str | None = None) -> Match:
    """Match a sheet (columns by position, index = row people see) to a layout; `kind` is what the person chose."""
    findings = Findings()
    fits = find_fits(cells)
    best = best_fits(fits if kind is None else [fit for fit in fits if fit.layout.kind == kind])
    if not best:
        return _refuse(fits, kind, findings)
    fit = best[0]
    candidates = tuple(each.layout.kind for each in best)
    if len(best) > 1:
        findings.add("kind_ambiguous", detail=", ".join(candidates))
    header_row = int(cells.index[fit.row])
    if header_row != FIRST_ROW:
        findings.add("header_shifted", row=header_row)
    return _describe(cells, fit, candidates, findings)


def _describe(cells: pd.DataFrame, fit: Fit, candidates: tuple[str, ...], findings: Findings) -> Match:
    personal = tuple(at for at, text in fit.texts.items() if is_personal(text) and at not in fit.taken)
    _scan_above(cells.iloc[: fit.row + fit.layout.header_rows], findings)
    others = {at: fit.texts[at] for at in fit.extra if at not in personal}
    is_survey = fit.layout.questions
    unknown = {} if is_survey else {at: label(at, text) for at, text in others.items()}
    for name in unknown.values():
        findings.add("column_unknown", column=name)
    columns = {column.field: at for at, column in fit.taken.items() if not column.ignore}
    if (numbers := _row_number(cells, fit)) is not None:
        columns[ROW_NUMBER] = numbers
    return Match(
        kind=candidates[0] if len(candidates) == 1 else None,
        candidates=candidates,
        header_row=int(cells.index[fit.row]),
        first_row=int(cells.index[0]) + fit.row + fit.layout.header_rows + _has_field_ids(cells, fit),
        columns=columns,
        letters={name: label(at, fit.texts.get(at, "")) for name, at in columns.items()},
        personal=personal,
        unknown=unknown,
        questions=_question_texts(others) if is_survey else {},
        findings=findings,
    )


def _scan_above(cells: pd.DataFrame, findings: Findings) -> None:
    """Look for personal data in the header and in what stands above it."""
    for at, place in zip(cells.columns, positions(cells), strict=True):
        for row, text in cells[at].dropna().items():
            if holds_personal_data(str(text)):
                findings.add("personal_data", row=int(str(row)), column=letter(place), value=MASKED)


def _row_number(cells: pd.DataFrame, fit: Fit) -> int | None:
    """Find the running numbers, under a blank header left of everything else."""
    if not any(column.field == ROW_NUMBER for column in fit.layout.columns):
        return None
    first = min(fit.taken)
    return next((at for at in positions(cells) if at < first and at not in fit.texts), None)


def _has_field_ids(cells: pd.DataFrame, fit: Fit) -> int:
    """Count the hidden row of field ids that may stand under a template's header."""
    row = fit.row + fit.layout.header_rows
    if not fit.layout.own or row >= len(cells):
        return 0
    below = cells.iloc[row]
    ids = [simplify(column.field) == simplify(str(below[at])) for at, column in fit.taken.items()]
    return int(sum(ids) * 2 > len(ids))


def _question_texts(texts: Mapping[int, str]) -> dict[int, str]:
    """Return questions as files print them; of two alike the second is told apart by its column."""
    questions: dict[int, str] = {}
    for at, text in texts.items():
        question = redact(" ".join(text.split()))
        is_repeated = fold(question) in map(fold, questions.values())
        questions[at] = f"{question} [{at + 1}]" if is_repeated else question
    return questions


def _refuse(fits: list[Fit], kind: str | None, findings: Findings) -> Match:
    others = best_fits(fits)
    wanted = [fit for fit in fits if kind in (None, fit.layout.kind)]
    nearest = max(wanted, key=_closeness, default=None)
    candidates = tuple(fit.layout.kind for fit in others)
    if candidates and nearest:
        findings.add("layout_other", value=", ".join(candidates), detail=_headers(nearest.missing))
    elif nearest is None or not nearest.taken:
        findings.add("layout_unknown", value=kind, detail=NOTHING)
    else:
        extra = ", ".join(redact(nearest.texts[at]) for at in nearest.extra if not is_personal(nearest.texts[at]))
        detail = f"− {_headers(nearest.missing)}; + {extra or NOTHING}"
        findings.add("layout_unknown", value=nearest.layout.kind, detail=detail)
    return Match(None, candidates, FIRST_ROW, FIRST_ROW, {}, {}, (), {}, {}, findings)


def _closeness(fit: Fit) -> tuple[float, int]:
    needed = len(fit.taken) + len(fit.missing)
    return len(fit.taken) / needed, -fit.row


def _headers(columns: tuple[Column, ...]) -> str:
    names = [f"{column.group} / {column.header}" if column.group else column.header for column in columns]
    return ", ".join(names) or NOTHING
