"""What centres write themselves: the texts of a section and their improvement measures. Kept beside the builds."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Column, Date, DateTime, Integer, String, Table, Text, delete, insert, select

from ontrack_dash.settings import Settings
from ontrack_dash.store import state

STEPS = ("plan", "do", "check", "review")

texts_table = Table(
    "section_texts",
    state.metadata,
    Column("licence", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("part", String(40), primary_key=True),
    Column("text", Text, nullable=False),
    Column("changed_at", DateTime, nullable=False),
)
measures_table = Table(
    "measures",
    state.metadata,
    Column("licence", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("finding", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due", Date),
    Column("step", String(10), nullable=False),
    Column("indicator", String(60)),
    Column("result", Text, nullable=False),
)


@dataclass(frozen=True)
class Measure:
    """One improvement measure of the report of `year`; `step` says how far plan-do-check-review has come."""

    year: int
    finding: str
    measure: str
    owner: str = ""
    due: date | None = None
    step: str = STEPS[0]
    indicator: str | None = None
    result: str = ""


def texts(settings: Settings, licence: str, year: int) -> dict[str, str]:
    """Return what a centre wrote in its section of a year, by part."""
    query = select(texts_table).where(texts_table.c.licence == licence, texts_table.c.year == year)
    with state.engine(settings).connect() as reader:
        return {row.part: row.text for row in reader.execute(query)}


def save_text(settings: Settings, licence: str, year: int, part: str, text: str) -> None:
    """Keep one text; an empty one is removed."""
    table = texts_table.c
    with state.engine(settings).begin() as transaction:
        transaction.execute(delete(texts_table).where(table.licence == licence, table.year == year, table.part == part))
        if text:
            now = datetime.now(UTC).replace(tzinfo=None)
            row = {"licence": licence, "year": year, "part": part, "text": text, "changed_at": now}
            transaction.execute(insert(texts_table).values(row))


def measures(settings: Settings, licence: str, years: Sequence[int]) -> tuple[Measure, ...]:
    """Return the measures of some report years, oldest first, in the order they were written."""
    table = measures_table.c
    query = select(measures_table).where(table.licence == licence, table.year.in_(years))
    with state.engine(settings).connect() as reader:
        rows = reader.execute(query.order_by(table.year, table.place))
        return tuple(
            Measure(row.year, row.finding, row.measure, row.owner, row.due, row.step, row.indicator, row.result)
            for row in rows
        )


def save_measures(settings: Settings, licence: str, year: int, listed: Sequence[Measure]) -> None:
    """Put these measures in the place of all of that report year.

    Raises:
        ValueError: a measure of another year, or a step that is none.
    """
    wrong = [measure for measure in listed if measure.year != year or measure.step not in STEPS]
    if wrong:
        raise ValueError(f"{len(wrong)} measures are not of {year} or of no known step")
    table = measures_table.c
    with state.engine(settings).begin() as transaction:
        transaction.execute(delete(measures_table).where(table.licence == licence, table.year == year))
        rows = [{"licence": licence, "place": place, **asdict(measure)} for place, measure in enumerate(listed)]
        if rows:
            transaction.execute(insert(measures_table), rows)
