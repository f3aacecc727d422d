"""The rows under a header: personal data found and masked, blank and total rows left out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import FIELDS, fold
from ontrack_dash.intake.coded import Coded, Rows, encode
from ontrack_dash.intake.dates import parse_date
from ontrack_dash.intake.findings import MASKED, Findings
from ontrack_dash.intake.headers import label, licence_headers, positions, simplify
from ontrack_dash.intake.mapping import drop_free_text
from ontrack_dash.intake.personal_data import find_hits, find_names
from ontrack_dash.intake.recognise import Match
from ontrack_dash.intake.values import is_number

TOTAL_LIKE = r"^\D{4,30}$"


@dataclass(frozen=True)
class Body:
    """`numbers`: the row people see of each row; `columns`: by position, only those the layout uses."""

    numbers: npt.NDArray[np.int64]
    columns: Mapping[int, Coded]

    def select(self, rows: Rows) -> "Body":
        """Keep some of the rows."""
        return Body(self.numbers[rows], {at: column.select(rows) for at, column in self.columns.items()})

    def to_cells(self, match: Match) -> pd.DataFrame:
        """Return a text frame: columns by field id or question, index = the row people see."""
        names = {at: name for name, at in match.columns.items()} | dict(match.questions)
        index = pd.Index(self.numbers, name="row")
        return pd.DataFrame({names[at]: column.to_series(index) for at, column in self.columns.items()}, index=index)


def read_body(cells: pd.DataFrame, match: Match, findings: Findings) -> Body:
    """Take the rows under a header, and say what was masked and left out.

    Every cell is looked at for personal data, also in columns nobody uses; only then are those dropped.
    """
    under = cells.loc[match.first_row :].drop(columns=list(match.personal))
    body = Body(
        under.index.to_numpy(dtype=np.int64),
        dict(zip(positions(under), (encode(under[at]) for at in under), strict=True)),
    )
    body = body.select(~_all_empty(body))
    body = _mask_personal(body, match, findings)
    used = {*match.columns.values(), *match.questions}
    totals = _find_totals(body, match)
    findings.add_rows("totals_row", body.numbers[totals])
    kept = Body(body.numbers, {at: column for at, column in body.columns.items() if at in used})
    return _mask_names(_cut(kept.select(~totals), match), match, findings)


def _all_empty(body: Body) -> Rows:
    empty: Rows = np.ones(len(body.numbers), dtype=bool)
    for column in body.columns.values():
        empty &= column.is_empty
    return empty


def _mask_personal(body: Body, match: Match, findings: Findings) -> Body:
    names = {at: asked.item.field for at, asked in match.asked.items() if asked.item.field}
    names |= {at: name for name, at in match.columns.items()}
    columns = dict(body.columns)
    for at, column in body.columns.items():
        field_id = names.get(at, "")
        name = match.unknown.get(at) or label(at, match.questions.get(at, ""))
        if _holds_licences(field_id, name):
            continue
        hits = find_hits(column.distinct, is_number=is_number(field_id))
        columns[at] = _mask(column, hits, body, match.letters.get(field_id) or name, findings)
    return replace(body, columns=columns)


def _mask_names(body: Body, match: Match, findings: Findings) -> Body:
    """Mask names where a key belongs; a row of totals, which is words too, must be gone by then."""
    keys = {name: at for name, at in match.columns.items() if name in FIELDS and FIELDS[name].type == "key"}
    columns = dict(body.columns)
    for name, at in keys.items():
        columns[at] = _mask(columns[at], find_names(columns[at].distinct), body, match.letters[name], findings)
    return replace(body, columns=columns)


def _mask(column: Coded, hits: npt.NDArray[np.int64], body: Body, place: str, findings: Findings) -> Coded:
    if not len(hits):
        return column
    chosen = np.zeros(len(column.distinct), dtype=bool)
    chosen[hits] = True
    findings.add_rows("personal_data", body.numbers[column.rows_where(chosen.tolist())], place, MASKED)
    return column.replace_at(hits, MASKED)


def _holds_licences(field_id: str, name: str) -> bool:
    """One licence number in ten passes for an identifier, so its column is exempt by name."""
    if field_id:
        return field_id in FIELDS and FIELDS[field_id].type == "licence"
    return simplify(name.partition(" · ")[2]) in licence_headers()


def _find_totals(body: Body, match: Match) -> Rows:
    """Find rows in which a column of the layout, or one without a header, says that they are a sum."""
    found: Rows = np.zeros(len(body.numbers), dtype=bool)
    for at, column in body.columns.items():
        if at in match.questions or at in match.unknown:
            continue
        maybe = pc.match_substring_regex(column.distinct, TOTAL_LIKE).to_pylist()
        words = column.texts
        is_total = [likely and fold(word).rstrip(" :.") in _totals() for likely, word in zip(maybe, words, strict=True)]
        if any(is_total):
            found |= column.rows_where(is_total)
    return found


@lru_cache
def _totals() -> frozenset[str]:
    return frozenset(map(fold, RULES["reading"]["totals"]))


def _cut(body: Body, match: Match) -> Body:
    """Cut what must not be kept: the day and month of a birth, what was written after a ticked answer."""
    columns = dict(body.columns)
    # Answers to a survey asked elsewhere may hold a semicolon of their own.
    is_ticked = match.layout and match.layout.questions and not match.layout.chosen
    for at in match.questions if is_ticked else ():
        columns[at] = columns[at].change(drop_free_text)
    if (births := match.columns.get("birth_year")) is not None:
        columns[births] = columns[births].change(_keep_year)
    return replace(body, columns=columns)


def _keep_year(text: str) -> str:
    day = parse_date(text)
    return str(day.year) if day else text
