"""Put accepted rows into raw tables: one import replaces what it names, all in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from ontrack_dash.store import builds, connection


@dataclass(frozen=True)
class Batch:
    """The accepted rows of one file: a typed frame whose columns are those of its raw table."""

    kind: str
    table: str
    rows: pd.DataFrame
    replaces: tuple[str, ...]
    file_name: str
    year: int | None = None
    centre: str | None = None
    wave: int | None = None

    @property
    def digest(self) -> str:
        """Identify the content, whatever format or name the file had."""
        hashes = pd.util.hash_pandas_object(self.rows, index=False).to_numpy()
        return sha256(
            self.kind.encode() + b"|".join([*map(str.encode, self.rows.columns)]) + hashes.tobytes()
        ).hexdigest()


@dataclass(frozen=True)
class Effect:
    """What committing a batch would do to the current build."""

    added: int
    replaced: int
    is_unchanged: bool


def effect(data: Path, batch: Batch) -> Effect:
    """Say what a batch would add and replace, without writing."""
    build = builds.current(data)
    if build is None:
        return Effect(added=len(batch.rows), replaced=0, is_unchanged=False)
    with connection.read(build.path) as cursor:
        if _is_present(cursor, batch):
            return Effect(added=0, replaced=0, is_unchanged=True)
        cursor.register("incoming", batch.rows)
        row = cursor.execute(f"SELECT count(*) FROM raw_{batch.table} AS old WHERE {_matches(batch)}").fetchone()
        cursor.unregister("incoming")
    return Effect(added=len(batch.rows), replaced=row[0] if row else 0, is_unchanged=False)


def commit(data: Path, batches: list[Batch], *, is_demo: bool = False, from_empty: bool = False) -> builds.Build:
    """Publish one build with every batch in it.

    Raises:
        AssertionFailedError: together the files break an invariant; nothing was published.
    """

    def change(cursor: duckdb.DuckDBPyConnection) -> None:
        row = cursor.execute("SELECT coalesce(max(import_id), 0) FROM raw_imports").fetchone()
        first = (row[0] if row else 0) + 1
        numbered = list(enumerate(batches, start=first))
        for together in _apart(numbered):
            _insert(cursor, together)
        _name_imports(cursor, numbered)

    return builds.publish(data, change, is_demo=is_demo, from_empty=from_empty)


Numbered = tuple[int, Batch]


def _apart(batches: list[Numbered]) -> Iterator[list[Numbered]]:
    """Group batches that can be loaded at once: of one table, none of them replacing another's rows."""
    groups: dict[tuple[str, tuple[str, ...]], list[Numbered]] = {}
    for number, batch in batches:
        groups.setdefault((batch.table, batch.replaces), []).append((number, batch))
    for (_, replaces), group in groups.items():
        if len(group) == 1:
            yield group
            continue
        keys = pd.concat([batch.rows[list(replaces)].drop_duplicates() for _, batch in group])
        if keys.duplicated().any():
            yield from ([numbered] for numbered in group)
        else:
            yield group


def _insert(cursor: duckdb.DuckDBPyConnection, batches: list[Numbered]) -> None:
    one = batches[0][1]
    frames = [batch.rows.rename_axis("row").reset_index().assign(import_id=number) for number, batch in batches]
    together = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    # Arrow goes into DuckDB as it is; a frame of texts would be copied object by object.
    cursor.register("incoming", pa.Table.from_pandas(together, preserve_index=False))
    if cursor.execute(f"SELECT 1 FROM raw_{one.table} LIMIT 1").fetchone():
        cursor.execute(f"DELETE FROM raw_{one.table} AS old WHERE {_matches(one)}")
    cursor.execute(f"INSERT INTO raw_{one.table} BY NAME SELECT * FROM incoming")
    cursor.unregister("incoming")


def _name_imports(cursor: duckdb.DuckDBPyConnection, batches: list[Numbered]) -> None:
    imports = pd.DataFrame(
        [
            {
                "import_id": number,
                "kind": batch.kind,
                "file_name": batch.file_name,
                "digest": batch.digest,
                "year": batch.year,
                "centre": batch.centre,
                "wave": batch.wave,
                "row_count": len(batch.rows),
            }
            for number, batch in batches
        ]
    ).astype({"year": "Int32", "wave": "Int32", "centre": "str"})
    cursor.register("incoming", imports)
    cursor.execute("INSERT INTO raw_imports BY NAME SELECT *, now()::TIMESTAMP AS imported_at FROM incoming")
    cursor.unregister("incoming")


def _matches(batch: Batch) -> str:
    keys = " AND ".join(f"new.{key} IS NOT DISTINCT FROM old.{key}" for key in batch.replaces)
    return f"EXISTS (SELECT 1 FROM (SELECT DISTINCT {', '.join(batch.replaces)} FROM incoming) AS new WHERE {keys})"


def _is_present(cursor: duckdb.DuckDBPyConnection, batch: Batch) -> bool:
    """Tell whether this very content came in before and none of it was replaced since."""
    row = cursor.execute(
        f"""
        SELECT count(*)
        FROM raw_imports AS import
        WHERE import.digest = ?
            AND import.row_count = (
                SELECT count(*) FROM raw_{batch.table} AS kept WHERE kept.import_id = import.import_id
            )
        """,
        [batch.digest],
    ).fetchone()
    return bool(row and row[0])
