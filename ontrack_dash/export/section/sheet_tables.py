"""The tables of a section's workbook: names for ids, numbers as numbers, and how each of them stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.export.estimates import CHANGES, COUNTS, MEASURES, readable_table
from ontrack_dash.export.section.texts import clean
from ontrack_dash.export.tables import DATE_FORMAT
from ontrack_dash.export.units import FORMATS as WORKED_FORMATS
from ontrack_dash.export.units import POINTS, SHARE
from ontrack_dash.export.workbook import FORMATS
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Section, Written
from ontrack_dash.store.authored import Measure
from ontrack_dash.written import SHOWN

TEXT = ""
# What frames of a section have beside the columns of estimates → what stands in it.
ADDED: Mapping[str, str] = MappingProxyType(
    {
        "cohort": TEXT, "standing": TEXT, "expected": SHARE, "difference": POINTS, "difference_low": POINTS,
        "difference_high": POINTS, "change": POINTS, "change_low": POINTS, "change_high": POINTS,
        "previous_year": TEXT, "response": SHARE,
    }
)  # fmt: skip
# What stands there with a number or without.
ALWAYS = ("cohort", "previous_year")
# The parts that are sentences.
SENTENCES = ("summary", "findings", "gaps", "own")

MOVED = ("before_year", "before", "before_status", "after_year", "after", "after_status")

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Sheet:
    """A table under the names people read, and the number format of every cell; text has none."""

    table: pd.DataFrame
    formats: Sequence[Sequence[str]]


def indicators(section: Section) -> list[str]:
    """Return the indicators that any table of estimates speaks of."""
    frames = (section.measured, section.professions, section.kinds, section.employers, section.response)
    return [str(name) for frame in frames if not frame.empty for name in frame["indicator"]]


def estimates(frame: pd.DataFrame, words: Words) -> Sheet:
    """Return estimates with their cohort, and what was worked out from them in further columns."""
    table = readable_table(_readable(frame), words)
    rows = frame.to_dict("records")
    for place, column in enumerate(name for name in ADDED if name in frame):
        cells = [_added(column, row, words) for row in rows]
        table.insert(1 if place == 0 else len(table.columns), _column(column, words), pd.Series(cells, dtype=object))
    stands = {_column(name, words): WORKED_FORMATS.get(unit, TEXT) for name, unit in ADDED.items()}
    counts = {words.t(key) for key in COUNTS.values()}
    measures = {words.t(key) for key in MEASURES.values()}

    def stand(name: str, indicator: str) -> str:
        if name in counts:
            return FORMATS["count"]
        return FORMATS[INDICATORS[indicator].kind] if name in measures else stands.get(name, TEXT)

    return Sheet(table, [[stand(name, row["indicator"]) for name in table.columns] for row in rows])


def _readable(frame: pd.DataFrame) -> pd.DataFrame:
    """Let a wave be named; take away what the whole country counts, nothing to read one centre against, and changes.

    Those stand among what is added, which has numbers only beside a value.
    """
    counted = frame["indicator"].map(lambda name: INDICATORS[name].kind == "count").astype(bool)
    named = {"wave": frame["wave"].astype(str)} if "wave" in frame else {}
    kept = frame.drop(columns=list(CHANGES), errors="ignore")
    return kept.assign(benchmark=frame["benchmark"].mask(counted), **named)


def counts(frame: pd.DataFrame, words: Words) -> Sheet:
    """Return the eight counts: which year they go by, how many the data hold, how many were filed, whether alike."""
    agree = {True: words.t("section.counts.alike"), False: words.t("section.counts.different")}
    names = ("count", "basis", "own", "own_status", "filed", "filed_status", "agrees")
    rows = [
        (
            words.t(f"count.{row['count']}"),
            words.t(f"section.counts.year_of.{row['basis']}"),
            _number(row["own"], row["own_status"]),
            words.t(f"status.{row['own_status']}"),
            _number(row["filed"], row["filed_status"]),
            words.t(f"status.{row['filed_status']}"),
            agree.get(row["agrees"], ""),
        )
        for row in frame.to_dict("records")
    ]
    stands = [FORMATS["count"] if name in ("own", "filed") else TEXT for name in names]
    return Sheet(_table(names, rows, words), [stands] * len(rows))


def texts(written: Written, words: Words) -> Sheet:
    """Return what the section says in sentences, each under the heading of its part."""
    said = [
        (part.heading, text) for part in written.parts if part.id in SENTENCES for text in (*part.lead, *part.items)
    ]
    rows = [(clean(label), clean(text)) for label, text in (*written.facts, *said)]
    return Sheet(_table(("part", "text"), rows, words), [])


def measures(section: Section, words: Words) -> Sheet:
    """Return the improvement measures, and the value of their indicator before and after where a report shows both."""
    progress = {row["measure"]: row for row in section.progress.to_dict("records")}
    said = ("year", "finding", "measure", "owner", "due", "step", "indicator", "result")
    rows = [
        (*_say(measure, words), *_moved(progress.get(place, {}), words))
        for place, measure in enumerate(section.measures)
    ]
    stands = [[_stand(name, measure) for name in (*said, *MOVED)] for measure in section.measures]
    return Sheet(_table((*said, *MOVED), rows, words), stands)


def _stand(name: str, measure: Measure) -> str:
    if name == "due":
        return DATE_FORMAT
    is_measured = name in ("before", "after") and measure.indicator in INDICATORS
    return FORMATS[INDICATORS[str(measure.indicator)].kind] if is_measured else TEXT


def _say(measure: Measure, words: Words) -> tuple[object, ...]:
    indicator = words.t(f"indicator.{measure.indicator}.name") if measure.indicator in INDICATORS else ""
    step = words.t(f"report.step.{measure.step}")
    what = (clean(text) for text in (measure.finding, measure.measure, measure.owner))
    return (measure.year, *what, measure.due, step, indicator, clean(measure.result))


def _moved(row: Row, words: Words) -> tuple[object, ...]:
    if not row:
        return ("",) * len(MOVED)
    moments = ((row[f"{when}_year"], row[when], row[f"{when}_status"]) for when in ("before", "after"))
    return tuple(
        cell
        for year, value, status in moments
        for cell in (_number(year, SHOWN[0]), _number(value, status), words.t(f"status.{status}"))
    )


def _table(names: Sequence[str], rows: Sequence[Sequence[object]], words: Words) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[_column(name, words) for name in names], dtype=object)


def _column(name: str, words: Words) -> str:
    """Name a column; some are named where people fill them in, or where the page shows them."""
    keys = (f"{place}.{name}" for place in ("report.measure", "export.section.column", "section.counts.column"))
    return words.t(next(key for key in keys if words.has(key)))


def _added(column: str, row: Row, words: Words) -> object:
    if column == "standing":
        return words.t(f"section.standing.{row[column]}") if row[column] else ""
    return _number(row[column], SHOWN[0] if column in ALWAYS else row["status"])


def _number(number: Any, status: str) -> object:
    return None if status not in SHOWN or bool(pd.isna(number)) else number
