"""Hardened DuckDB connections: one base per build, one cursor per call."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import duckdb

MEMORY_LIMIT = "4GB"
THREADS = 2

_bases: dict[Path, duckdb.DuckDBPyConnection] = {}
_lock = Lock()


def harden(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Cut a connection off from files, network and further settings."""
    connection.execute(f"SET memory_limit='{MEMORY_LIMIT}'")
    connection.execute(f"SET threads={THREADS}")
    connection.execute("SET autoload_known_extensions=false")
    connection.execute("SET autoinstall_known_extensions=false")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
    return connection


@contextmanager
def read(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend one cursor on a published build; it is closed when the block ends.

    A connection shared by threads without cursors hands one caller another caller's rows, so no cursor is ever kept.
    """
    key = path.resolve()
    with _lock:
        base = _bases.get(key)
        if base is None:
            base = _bases[key] = harden(duckdb.connect(str(key), read_only=True))
        cursor = base.cursor()
    try:
        yield cursor
    finally:
        cursor.close()


@contextmanager
def write(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a build that nobody reads yet, in one transaction; checkpointed and closed when the block ends."""
    connection = harden(duckdb.connect(str(path)))
    try:
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def forget(path: Path) -> None:
    """Drop the base of a build that was removed; cursors still out keep it alive until they close."""
    with _lock:
        _bases.pop(path.resolve(), None)


def forget_all() -> None:
    """Drop every base, as `forget` drops one."""
    with _lock:
        _bases.clear()
