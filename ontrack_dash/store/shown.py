"""Saved views and runs, each owner's apart. Kept beside the builds, and keeping the builds they are frozen to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Column, ColumnElement, Integer, String, Table, Text, delete, func, insert, select, update

from ontrack_dash.runs import Run, RunFileError, View, from_text, to_text
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, state

VIEW, RUN = "view", "run"
# Of each kind an owner keeps no more.
MOST = 200

shown_table = Table(
    "shown",
    state.metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String(20), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("place", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

Kept = TypeVar("Kept", View, Run)


class TooManyError(Exception):
    """An owner keeps as many as there is place for."""


def views(settings: Settings, owner: str) -> dict[int, View]:
    """Return the saved views of an owner ("agency" or a licence) by their numbers, in their order."""
    return {number: run.views[0] for number, run in _read(settings, owner, VIEW).items() if run.views}


def runs(settings: Settings, owner: str) -> dict[int, Run]:
    """Return the saved runs of an owner by their numbers, in their order."""
    return _read(settings, owner, RUN)


def save(settings: Settings, owner: str, kept: View | Run, number: int | None = None) -> int:
    """Keep a view or a run at the end of its list, or in the place of an own one, and return its number.

    Raises:
        KeyError: the owner has nothing of this number.
        TooManyError: the list is full.
    """
    kind, text = (VIEW, to_text(Run("", (kept,)))) if isinstance(kept, View) else (RUN, to_text(kept))
    with state.engine(settings).begin() as transaction:
        if number is not None:
            changed = transaction.execute(update(shown_table).where(*_own(owner, kind, number)).values(text=text))
            if not changed.rowcount:
                raise KeyError(number)
        else:
            mine = shown_table.c.owner == owner, shown_table.c.kind == kind
            last = select(func.count(), func.coalesce(func.max(shown_table.c.place), 0)).where(*mine)
            count, place = transaction.execute(last).one()
            if count >= MOST:
                raise TooManyError
            row = {"owner": owner, "kind": kind, "place": place + 1, "text": text}
            number = int(transaction.execute(insert(shown_table).values(row).returning(shown_table.c.id)).scalar_one())
    _pin(settings)
    return number


def remove(settings: Settings, owner: str, kind: str, number: int) -> None:
    """Take an own view or run out of its list; what is not there is nobody's loss."""
    with state.engine(settings).begin() as transaction:
        transaction.execute(delete(shown_table).where(*_own(owner, kind, number)))
    _pin(settings)


def move(settings: Settings, owner: str, kind: str, number: int, step: int) -> None:
    """Put an own view or run before (-1) or behind (1) its neighbour."""
    order = reorder(tuple(_read(settings, owner, kind)), number, step)
    with state.engine(settings).begin() as transaction:
        for place, one in enumerate(order, start=1):
            transaction.execute(update(shown_table).where(*_own(owner, kind, one)).values(place=place))


def copy(settings: Settings, owner: str, kept: Kept, name: str) -> int:
    """Keep the same once more under another name."""
    return save(settings, owner, replace(kept, name=name))


def reorder(listed: tuple[int, ...], one: int, step: int) -> tuple[int, ...]:
    """Return a list with one of it a step earlier or later; at the ends nothing moves."""
    place = listed.index(one) if one in listed else -1
    if place < 0 or not 0 <= place + step < len(listed):
        return listed
    others = [other for other in listed if other != one]
    others.insert(place + step, one)
    return tuple(others)


def _own(owner: str, kind: str, number: int) -> tuple[ColumnElement[bool], ...]:
    table = shown_table.c
    return table.owner == owner, table.kind == kind, table.id == number


def _read(settings: Settings, owner: str, kind: str) -> dict[int, Run]:
    table = shown_table.c
    query = select(shown_table).where(table.owner == owner, table.kind == kind).order_by(table.place, table.id)
    with state.engine(settings).connect() as reader:
        return _parsed({row.id: row.text for row in reader.execute(query)})


def _parsed(written: Mapping[int, str]) -> dict[int, Run]:
    """Read what was kept; what this version of the product has no page for any more is passed over."""
    found = {}
    for number, text in written.items():
        try:
            found[number] = from_text(text)
        except RunFileError:
            continue
    return found


def _pin(settings: Settings) -> None:
    """Keep the builds somebody's view is frozen to, and no others."""
    with state.engine(settings).connect() as reader:
        every = _parsed({row.id: row.text for row in reader.execute(select(shown_table))})
    builds.pin(settings.data, {view.build for run in every.values() for view in run.views if view.build})
