"""A file read and checked, ready to be brought in or to be mended; nothing is written."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import pandas as pd

from ontrack_dash.fields import Layout
from ontrack_dash.intake import form_answers, guidance, mapping
from ontrack_dash.intake.asked import Known, Options, SurveyMapping
from ontrack_dash.intake.body import Body, read_body
from ontrack_dash.intake.checked import Checked
from ontrack_dash.intake.checks import run_checks
from ontrack_dash.intake.findings import MASKED, Findings
from ontrack_dash.intake.mapping import Meaning
from ontrack_dash.intake.personal_data import redact, redact_name
from ontrack_dash.intake.points import Block, take_block
from ontrack_dash.intake.problems import Unreadable
from ontrack_dash.intake.questions import find_asks, report_options
from ontrack_dash.intake.read import Part, open_parts
from ontrack_dash.intake.recognise import Match, recognise
from ontrack_dash.intake.slots import make_slots
from ontrack_dash.intake.tidy import tidy

__all__ = ["Draft", "Known", "Options", "SurveyMapping", "prepare"]


@dataclass(frozen=True)
class Draft:
    """One sheet, read and checked.

    `asks`: options still unanswered ("kind", "mapping" and those of the layout). `rows`: typed rows of the raw table
    (see `tidy`), None while the kind is open. `cells`: text frame of the columns in use, personal data masked.
    """

    name: str
    sheet: str | None
    kind: str | None
    candidates: tuple[str, ...]
    asks: tuple[str, ...]
    rows_read: int
    rows_rejected: int
    findings: pd.DataFrame
    rows: pd.DataFrame | None
    cells: pd.DataFrame
    digest: str
    options: Options
    match: Match | None = None


@dataclass(frozen=True)
class _Text:
    """What a file is called, as it may be shown."""

    name: str
    sheet: str | None
    findings: Findings = field(default_factory=Findings)


def prepare(name: str, data: bytes, options: Options, known: Known) -> list[Draft]:
    """Read and check a file: a draft for each sheet in it; a file that cannot be read gives a draft that says why."""
    try:
        parts = open_parts(name, data, options.kind)
    except Unreadable as problem:
        return [_unreadable(name, data, options, known, problem)]
    matches = [_recognise(part, options, is_single=len(parts) == 1) for part in parts]
    counts = Counter(match.kind for match in matches if match.kind)
    drafts = []
    for part, match in zip(parts, matches, strict=True):
        texts = _name_part(part, known)
        if match.kind and counts[match.kind] > 1:
            alike = (other for other, its in zip(parts, matches, strict=True) if its.kind == match.kind)
            names = (redact_name(other.name, known.licences) for other in alike)
            texts.findings.add("zip_same_kind", detail=", ".join(names))
        drafts.append(_draft(part, match, texts, sha256(data).hexdigest(), options, known))
    return drafts


def _recognise(part: Part, options: Options, *, is_single: bool) -> Match:
    """In an archive the chosen kind only decides between kinds that share a header."""
    if is_single or options.kind is None:
        return recognise(part.cells, options.kind)
    match = recognise(part.cells)
    return recognise(part.cells, options.kind) if options.kind in match.candidates else match


def _name_part(part: Part, known: Known) -> _Text:
    texts = _Text(redact_name(part.name, known.licences), redact(part.sheet) if part.sheet else None)
    if texts.name != part.name:
        texts.findings.add("personal_data", value=MASKED, detail="file_name")
    if texts.sheet != part.sheet:
        texts.findings.add("personal_data", value=MASKED, detail="sheet_name")
    for label in part.personal:
        texts.findings.add("column_personal", column=label)
    if part.skipped:
        texts.findings.add("part_skipped", detail=", ".join(map(redact_name, part.skipped)))
    return texts


def _draft(part: Part, match: Match, texts: _Text, content: str, options: Options, known: Known) -> Draft:
    findings = texts.findings
    findings.extend([match.findings])
    layout = match.layout
    if layout is None:
        return _make(texts, match, (), findings, None, None, _digest(content, part.name, None, options), options)
    body, block = _read(part, match, layout, known, findings)
    if not len(body.numbers):
        findings.add("no_rows")
    meaning = mapping.resolve(match, options, known) if layout.questions else None
    asks = find_asks(match, layout, body, options, meaning)
    report_options(findings, asks, layout, options, known)
    if meaning and "mapping" in asks:
        findings.add("mapping_missing", detail="; ".join(mapping.unmapped(match, meaning)))
    rows = _check(match, layout, (body, block), meaning, findings, options, known) if match.kind else None
    return _make(texts, match, asks, findings, body, rows, _digest(content, part.name, layout, options), options)


def _read(part: Part, match: Match, layout: Layout, known: Known, findings: Findings) -> tuple[Body, Block | None]:
    body = read_body(part.cells, match, findings)
    if layout.table == "filings":
        body = guidance.leave_out(body, match, known.licences, findings)
    if layout.instrument:
        body = form_answers.settle(body, match, findings)
    if layout.chosen:
        body = form_answers.leave_out_open(body, match, findings)
    return take_block(body, match, findings) if layout.points else (body, None)


def _check(
    match: Match,
    layout: Layout,
    read: tuple[Body, Block | None],
    meaning: Meaning | None,
    findings: Findings,
    options: Options,
    known: Known,
) -> pd.DataFrame:
    body, block = read
    slots = make_slots(match, layout, body, meaning, known.today)
    survey = redact(options.survey or mapping.digest(match)) if layout.questions else None
    rows = tidy(slots, layout, options, known, body.numbers, survey)
    if block:
        rows["points"] = block.to_json().array
    if layout.instrument and "further" in rows:
        rows["further"] = form_answers.further(match, body).array
    findings.extend([run_checks(Checked(layout, body.numbers, slots, rows, options, known, block))])
    return rows


def _make(
    texts: _Text,
    match: Match | None,
    asks: Sequence[str],
    findings: Findings,
    body: Body | None,
    rows: pd.DataFrame | None,
    digest: str,
    options: Options,
) -> Draft:
    frame = findings.to_frame(texts.sheet)
    broken = frame.loc[frame["severity"] == "error", "row"].dropna().unique()
    return Draft(
        name=texts.name,
        sheet=texts.sheet,
        kind=match.kind if match else None,
        candidates=match.candidates if match else (),
        asks=tuple(asks),
        rows_read=len(body.numbers) if body else 0,
        rows_rejected=int(pd.Index(broken).isin(body.numbers).sum()) if body else 0,
        findings=frame,
        rows=rows,
        cells=body.to_cells(match) if body and match else pd.DataFrame(),
        digest=digest,
        options=options,
        match=match,
    )


def _unreadable(name: str, data: bytes, options: Options, known: Known, problem: Unreadable) -> Draft:
    texts = _Text(redact_name(name, known.licences), None)
    texts.findings.add(problem.rule, detail=redact_name(problem.detail) if problem.detail else None)
    if texts.name != name:
        texts.findings.add("personal_data", value=MASKED, detail="file_name")
    digest = _digest(sha256(data).hexdigest(), name, None, options)
    return _make(texts, None, (), texts.findings, None, None, digest, options)


def _digest(content: str, name: str, layout: Layout | None, options: Options) -> str:
    """Name the content and what was said of it: not the name of the file, but its place in an archive."""
    asked = ("kind", *layout.ask, *layout.optional_ask) if layout else ()
    about_questions = ("mapping", "survey") if layout and layout.questions else ()
    said = {option: getattr(options, option) for option in (*asked, *about_questions)}
    place = name.partition("/")[2]
    return sha256(json.dumps([content, place, said], sort_keys=True, default=dict).encode()).hexdigest()
