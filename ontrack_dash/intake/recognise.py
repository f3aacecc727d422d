"""Say what kind of file a sheet is, from its header alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import LAYOUTS, PROGRAM_HEADERS, Column, Layout, fold
from ontrack_dash.intake.dates import are_dates
from ontrack_dash.intake.findings import MASKED, Findings
from ontrack_dash.intake.forms import Asked, share_told
from ontrack_dash.intake.headers import (
    Fit,
    best_fits,
    find_fits,
    is_personal,
    known_headers,
    label,
    lay_chosen,
    letter,
    positions,
    simplify,
)
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
    `asked`: what the columns of the product's own questionnaire ask, by position.
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
    asked: Mapping[int, Asked] = field(default_factory=dict)

    @property
    def layout(self) -> Layout | None:
        """Return the layout of the kind, or the one its candidates share."""
        kinds = (self.kind,) if self.kind else self.candidates
        return LAYOUTS[kinds[0]] if kinds and (self.columns or self.questions) else None


def recognise(cells: pd.DataFrame, kind: str | None = None) -> Match:
    """Match a sheet (columns by position, index = row people see) to a layout; `kind` is what the person chose."""
    findings = Findings()
    fits = find_fits(cells)
    best = best_fits(fits if kind is None else [fit for fit in fits if fit.layout.kind == kind])
    if not best and not best_fits(fits):
        best = lay_chosen(cells, kind)
    if not best:
        return _refuse(fits, kind, findings)
    fit = best[0]
    candidates = tuple(each.layout.kind for each in best)
    if len(best) > 1:
        findings.add("kind_ambiguous", detail=", ".join(candidates))
    if _is_of_guidance(fit, "headers"):
        findings.add("guidance_centre")
    header_row = int(cells.index[fit.row])
    if header_row != FIRST_ROW:
        findings.add("header_shifted", row=header_row)
    return _describe(cells, fit, candidates, findings)


def _describe(cells: pd.DataFrame, fit: Fit, candidates: tuple[str, ...], findings: Findings) -> Match:
    personal = tuple(at for at, text in fit.texts.items() if is_personal(text) and at not in fit.taken)
    _scan_above(cells.iloc[: fit.row + fit.layout.header_rows], findings)
    columns = {column.field: at for at, column in fit.taken.items() if not column.ignore}
    _check_sent(cells, fit, columns, findings)
    personal += _dropped(fit, columns)
    others = {at: fit.texts[at] for at in fit.extra if at not in personal}
    has_questions = fit.layout.questions or fit.layout.points
    asked = {at: its for at, its in fit.asked.items() if at in others}
    questions = others if has_questions else {at: others[at] for at in asked}
    unknown = {} if has_questions else {at: label(at, text) for at, text in others.items() if at not in asked}
    for name in unknown.values():
        findings.add("column_unknown", column=name)
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
        questions=_question_texts(questions),
        findings=findings,
        asked=asked,
    )


def _check_sent(cells: pd.DataFrame, fit: Fit, columns: dict[str, int], findings: Findings) -> None:
    """Leave out when an answer was sent, where a program from elsewhere writes it in a way that can mean two days."""
    sent = columns.get("answer_date") if fit.layout.chosen else None
    if sent is not None and not are_dates(cells[sent].iloc[fit.row + 1 :].dropna().unique().tolist()):
        findings.add("sent_unread", column=label(sent, fit.texts[sent]))
        del columns["answer_date"]


def _dropped(fit: Fit, columns: Mapping[str, int]) -> tuple[int, ...]:
    """Return the columns a survey program adds, and those another column says better."""
    if fit.layout.instrument is None and not fit.layout.chosen:
        return ()
    names = set(map(simplify, PROGRAM_HEADERS))
    added = tuple(at for at in fit.extra if at not in fit.asked and simplify(fit.texts[at]) in names)
    return (*added, *(at for at in fit.taken if at not in columns.values()))


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
    if nearest and nearest.taken and _is_of_guidance(nearest, "headers", "placeholder_headers"):
        findings.add("guidance_centre")
    elif candidates and kind is not None:
        detail = _headers(nearest.missing if nearest else ())
        findings.add("layout_other", value=", ".join(candidates), detail=detail)
    elif nearest is None or not nearest.taken:
        findings.add("layout_unknown", value=kind, detail=NOTHING)
    else:
        detail = f"− {_headers(nearest.missing)}; + {_extra(nearest) or NOTHING}"
        findings.add("layout_unknown", value=nearest.layout.kind, detail=detail)
    return Match(None, candidates, FIRST_ROW, FIRST_ROW, {}, {}, (), {}, {}, findings)


def _closeness(fit: Fit) -> tuple[float, int]:
    """Measure how near a layout is; columns that speak for another one count against it as missing ones do."""
    if fit.layout.instrument:
        return share_told(fit.layout.instrument, fit.asked.values()), -fit.row
    strange = [] if fit.layout.own else [at for at in fit.extra if simplify(fit.texts[at]) in known_headers()]
    needed = len(fit.taken) + len(fit.missing) + len(strange)
    return len(fit.taken) / needed, -fit.row


def _extra(fit: Fit) -> str:
    """Name the columns a layout does not have; where questions may follow, any column can be one."""
    if fit.layout.points:
        return ""
    return ", ".join(redact(fit.texts[at]) for at in fit.extra if not is_personal(fit.texts[at]))


def _is_of_guidance(fit: Fit, *signs: str) -> bool:
    """Tell whether a header speaks of centres for guidance instead of those for training."""
    theirs = {simplify(header) for sign in signs for header in RULES["guidance"][sign]}
    return any(simplify(text) in theirs for text in fit.texts.values())


def _headers(columns: tuple[Column, ...]) -> str:
    names = [f"{column.group} / {column.header}" if column.group else column.header for column in columns]
    return ", ".join(names) or NOTHING
