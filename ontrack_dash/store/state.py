"""The application's own state: history, saved mappings and answers to questions. SQLite unless a URL says otherwise."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    insert,
    select,
)

from ontrack_dash.settings import Settings

metadata = MetaData()

history_table = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("happened_at", DateTime, nullable=False),
    Column("action", String(20), nullable=False),
    Column("build", Integer),
    Column("details", JSON, nullable=False),
)
saved_table = Table(
    "saved",
    metadata,
    Column("topic", String(40), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("value", JSON, nullable=False),
)


@dataclass(frozen=True)
class Event:
    """One thing that happened to the data."""

    happened_at: datetime
    action: str
    build: int | None
    details: dict[str, Any]


@lru_cache
def _engine(url: str) -> Engine:
    return create_engine(url)


@lru_cache
def _make_tables(database: Engine, _known: frozenset[str]) -> None:
    """Make what is missing, once for the tables known so far: modules that keep something add theirs."""
    metadata.create_all(database)


def engine(settings: Settings) -> Engine:
    """Return the database of the application state, its tables made when they are missing."""
    settings.data.mkdir(parents=True, exist_ok=True)
    database = _engine(settings.state_url or f"sqlite:///{settings.data / 'state.sqlite'}")
    _make_tables(database, frozenset(metadata.tables))
    return database


def record(settings: Settings, action: str, build: int | None, details: dict[str, Any]) -> None:
    """Add one event to the history; `details` must hold nothing personal."""
    with engine(settings).begin() as transaction:
        transaction.execute(
            insert(history_table).values(
                happened_at=datetime.now(UTC).replace(tzinfo=None), action=action, build=build, details=details
            )
        )


def history(settings: Settings, limit: int = 200) -> list[Event]:
    """Return the latest events, newest first."""
    query = select(history_table).order_by(history_table.c.id.desc()).limit(limit)
    with engine(settings).connect() as reader:
        return [Event(row.happened_at, row.action, row.build, row.details) for row in reader.execute(query)]


def save(settings: Settings, topic: str, name: str, value: object) -> None:
    """Keep one saved answer (a mapping of survey questions, the oblast of a settlement) under its topic and name."""
    plain = json.loads(json.dumps(value))
    with engine(settings).begin() as transaction:
        transaction.execute(delete(saved_table).where(saved_table.c.topic == topic, saved_table.c.name == name))
        transaction.execute(insert(saved_table).values(topic=topic, name=name, value=plain))


def saved(settings: Settings, topic: str) -> dict[str, Any]:
    """Return everything saved under a topic, by name."""
    query = select(saved_table).where(saved_table.c.topic == topic)
    with engine(settings).connect() as reader:
        return {row.name: row.value for row in reader.execute(query)}
