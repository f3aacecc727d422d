"""Immutable builds: the next one is made beside the current one and swapped in whole."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from ontrack_dash.catalogue import RULES
from ontrack_dash.store import connection, marts
from ontrack_dash.store.errors import NothingToUndoError


@dataclass(frozen=True)
class Build:
    """One published state of the data; the number is cache key, freshness stamp and undo."""

    number: int
    path: Path
    parent: int | None
    created_at: datetime
    is_demo: bool


def current(data: Path) -> Build | None:
    """Return the published build, or None when nothing was imported yet."""
    pointer = _folder(data) / "current"
    number = int(pointer.read_text()) if pointer.exists() else 0
    return _describe(data, number) if number else None


def publish(
    data: Path,
    change: Callable[[duckdb.DuckDBPyConnection], None],
    *,
    is_demo: bool = False,
    from_empty: bool = False,
    instead: bool = False,
) -> Build:
    """Make the next build from the current one, change it, check it and swap it in.

    Whatever fails, and wherever the process dies, readers keep the build they had. `instead` makes the new build
    take the place of the current one, so that undo passes over it.

    Raises:
        AssertionFailedError: the changed data break an invariant.
    """
    with _writing(data):
        base = None if from_empty else current(data)
        number = _highest(data) + 1
        draft = _path(data, number).with_suffix(".tmp")
        if base:
            shutil.copyfile(base.path, draft)
        try:
            with connection.write(draft) as cursor:
                marts.create_raw_tables(cursor)
                change(cursor)
                _stamp(cursor, number, _parent(current(data), instead=instead), is_demo=is_demo)
                marts.rebuild(cursor)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        draft.replace(_path(data, number))
        _point(data, number)
        _drop_old(data)
        return _describe(data, number)


def undo(data: Path) -> Build | None:
    """Return to the build before the current one; None when that was the empty beginning.

    Raises:
        NothingToUndoError: nothing is published, or the earlier build is no longer kept.
    """
    with _writing(data):
        build = current(data)
        if build is None or (build.parent and not _path(data, build.parent).exists()):
            raise NothingToUndoError
        _point(data, build.parent or 0)
        return current(data)


def refresh(data: Path) -> Build | None:
    """Rebuild the marts when this version of the product counts differently from the one that made them."""
    build = current(data)
    if build is None:
        return None
    with connection.read(build.path) as cursor:
        made_by = cursor.execute("SELECT fingerprint FROM build_info").fetchone()
    if made_by and made_by[0] == marts.fingerprint():
        return build
    return publish(data, lambda _: None, is_demo=build.is_demo, instead=True)


def _parent(build: Build | None, *, instead: bool) -> int | None:
    if build is None:
        return None
    return build.parent if instead else build.number


def _folder(data: Path) -> Path:
    return data / "builds"


def _path(data: Path, number: int) -> Path:
    return _folder(data) / f"build-{number:05d}.duckdb"


def _numbers(data: Path) -> list[int]:
    return sorted(int(path.stem.removeprefix("build-")) for path in _folder(data).glob("build-*.duckdb"))


def _highest(data: Path) -> int:
    return max(_numbers(data), default=0)


@contextmanager
def _writing(data: Path) -> Iterator[None]:
    """Let one process at a time write; the lock dies with its process, and so do half-made builds."""
    _folder(data).mkdir(parents=True, exist_ok=True)
    with (_folder(data) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in _folder(data).glob("*.tmp*"):
            leftover.unlink()
        yield


def _stamp(cursor: duckdb.DuckDBPyConnection, number: int, parent: int | None, *, is_demo: bool) -> None:
    cursor.execute("DELETE FROM build_info")
    cursor.execute(
        "INSERT INTO build_info VALUES (?, ?, ?, ?, ?)",
        [number, parent, datetime.now(UTC).replace(tzinfo=None), is_demo, marts.fingerprint()],
    )


def _describe(data: Path, number: int) -> Build:
    path = _path(data, number)
    return _read_description(path, path.stat().st_mtime_ns, number)


@lru_cache
def _read_description(path: Path, _written: int, number: int) -> Build:
    """Read what a build says of itself, once as long as the file is the same: a build never changes."""
    with connection.read(path) as cursor:
        row = cursor.execute("SELECT parent, created_at, is_demo FROM build_info").fetchone()
    if row is None:
        raise FileNotFoundError(path)
    return Build(number=number, path=path, parent=row[0], created_at=row[1], is_demo=row[2])


def _point(data: Path, number: int) -> None:
    pointer = _folder(data) / "current"
    draft = pointer.with_suffix(".tmp")
    draft.write_text(str(number))
    draft.replace(pointer)


def _drop_old(data: Path) -> None:
    for number in _numbers(data)[: -RULES["builds"]["kept"]]:
        # Beside a build lies what is made from it (its guard).
        for path in _folder(data).glob(f"{_path(data, number).stem}.*"):
            connection.forget(path)
            path.unlink()
