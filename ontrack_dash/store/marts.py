"""From raw tables to marts: the SQL files in order, the cube, the invariants."""

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

import duckdb

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import reference
from ontrack_dash.store import cube, weights
from ontrack_dash.store.errors import AssertionFailedError

REFERENCES = {"ref_professions": "professions", "ref_specialties": "specialties"}
# The code that makes weights: their SQL says nothing of how.
WEIGHING = (
    "store/weights.py", "store/respondents.py", "stats/nonresponse.py", "stats/raking.py", "stats/linearisation.py",
    "stats/weights.py",
)  # fmt: skip


@lru_cache
def _scripts(folder: str) -> dict[str, str]:
    """Return name → text of the SQL files of a folder, in order."""
    found = (files("ontrack_dash.store") / "sql" / folder).iterdir()
    return {item.name: item.read_text(encoding="utf-8") for item in sorted(found, key=lambda item: item.name)
            if item.name.endswith(".sql")}  # fmt: skip


@lru_cache
def fingerprint() -> str:
    """Return what identifies this version's way of counting: its SQL, cube, weights and reference tables."""
    counting = [f"{column}: {condition}" for column, condition in cube.measures().items()]
    margins = [str(margin) for margin in cube.margins()]
    tables = [reference(name).to_csv() for name in REFERENCES.values()]
    weighing = [(files("ontrack_dash") / name).read_text(encoding="utf-8") for name in WEIGHING]
    parts = [*_scripts(".").values(), *counting, *margins, *tables, *weighing]
    parts += [str(RULES[name]) for name in ("waves", "weights")]
    return sha256("\n".join(parts).encode()).hexdigest()


def create_raw_tables(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make the raw tables an empty build lacks."""
    cursor.execute(_scripts(".")["00_raw_tables.sql"])


def rebuild(cursor: duckdb.DuckDBPyConnection) -> None:
    """Rebuild every view and mart and check the invariants.

    Raises:
        AssertionFailedError: an invariant selects rows.
    """
    _drop_derived(cursor)
    _load_references(cursor)
    for name, script in _scripts(".").items():
        if not name.startswith("00"):
            cursor.execute(script)
    columns = {name: _columns(cursor, name) for name in cube.SOURCES}
    filled = {name for name in cube.SOURCES if cursor.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()}
    for statement in cube.statements(columns, filled):
        cursor.execute(statement)
    if "mart_answers" in filled:
        weights.rebuild(cursor)
    check(cursor)


def check(cursor: duckdb.DuckDBPyConnection) -> None:
    """Run the invariants: each is a query that must select nothing."""
    for name, script in _scripts("assertions").items():
        bad = cursor.execute(script).fetchall()
        if bad:
            raise AssertionFailedError(name.removesuffix(".sql"), len(bad))


def _drop_derived(cursor: duckdb.DuckDBPyConnection) -> None:
    """Remove everything an earlier version derived: what was a table there may be a view here."""
    derived = cursor.execute(
        """
        SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal
        UNION ALL
        SELECT 'TABLE', table_name FROM duckdb_tables() WHERE regexp_matches(table_name, '^(ref|stg|mart)_')
        """
    ).fetchall()
    for kind, name in derived:
        cursor.execute(f"DROP {kind} {name}")


def _columns(cursor: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {row[0] for row in cursor.execute(f"DESCRIBE {table}").fetchall()}


def _load_references(cursor: duckdb.DuckDBPyConnection) -> None:
    for table, name in REFERENCES.items():
        cursor.register("incoming", reference(name))
        cursor.execute(f"CREATE TABLE {table} AS SELECT * FROM incoming")
        cursor.unregister("incoming")
    cursor.execute("CREATE TABLE ref_nominal_months (wave INTEGER, months INTEGER)")
    for wave, months in RULES["waves"]["nominal_months"].items():
        cursor.execute("INSERT INTO ref_nominal_months VALUES (?, ?)", [int(wave), months])
