"""The guard of a build: which counts the public may see, found once and kept in a file beside the build."""

import fcntl
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import duckdb
import pandas as pd

from ontrack_dash.catalogue import RULES, Indicator
from ontrack_dash.fields import DIMENSIONS, reference
from ontrack_dash.i18n import UNKNOWN
from ontrack_dash.store import connection, cube, marts, people, shifts

Where = Mapping[str, tuple[str, ...]]
Progress = Callable[[int, int], object]

SUFFIX = ".guard"
DRAFT = ".guard.part"
ANSWERS = 4_000
# A sum of changes that is no change but for rounding.
NOTHING = 1e-6
# A table of the first also answers for the second: each of its groups lies within one of these.
NESTED = {"profession": "field"}
COHORT = ".is_population_shifted"


def is_ready(build: Path) -> bool:
    """Tell whether the guard of a build stands."""
    path = _path(build)
    return path.exists() and _fingerprint_of(path, path.stat().st_mtime_ns) == fingerprint()


def prepare(build: Path, progress: Progress | None = None) -> Path:
    """Find the guard of a build where it does not stand yet; whoever comes second waits for the first.

    Args:
        progress: told after each year and wave how many of how many are done.
    """
    if is_ready(build):
        return _path(build)
    with build.with_suffix(".guard.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_ready(build):
            _make(build, progress or (lambda _done, _of: None))
    return _path(build)


def is_publishable(dimensions: set[str]) -> bool:
    """Tell whether a question by these dimensions is one of the published tables."""
    return _table(dimensions) is not None


def shifted(build: Path, indicators: Sequence[Indicator], by: Sequence[str], where: Where) -> pd.DataFrame:
    """Tell which counts are not the same in every country that fits what is published.

    Returns:
        One row a group in which something differs: the `by` columns, then per indicator `<id>.is_shifted` and, where it
        has one, `<id>.is_population_shifted`.

    Raises:
        ValueError: the question is none of the published tables.
    """
    path = prepare(build)
    asked = tuple((name, tuple(codes)) for name, codes in where.items())
    return _shifted(path, path.stat().st_mtime_ns, tuple(indicators), tuple(by), asked)


# A guard never changes, so what it says of a question is kept; everybody shares the frame, so nobody changes it.
@lru_cache(maxsize=ANSWERS)
def _shifted(
    path: Path, _written: int, indicators: tuple[Indicator, ...], by: tuple[str, ...],
    conditions: tuple[tuple[str, tuple[str, ...]], ...],
) -> pd.DataFrame:  # fmt: skip
    where = dict(conditions)
    counted, cohorts = _asked(indicators)
    if "wave" not in by:
        return _ask(path, {**counted, **cohorts}, by, where)
    answers = _ask(path, counted, by, where)
    if not cohorts:
        return answers
    groups = [name for name in by if name != "wave"]
    of_cohorts = _ask(path, cohorts, groups, where)
    return answers.merge(of_cohorts, how="outer", on=groups) if groups else answers.merge(of_cohorts, how="cross")


def _ask(path: Path, asked: Mapping[str, tuple[str, ...]], by: Sequence[str], where: Where) -> pd.DataFrame:
    table = _table({*by, *where})
    if table is None:
        raise ValueError(f"not a published table: {', '.join(sorted({*by, *where}))}")
    waves = where.get("wave", ())
    condition, values = cube.condition({name: codes for name, codes in where.items() if name != "wave" or "wave" in by})
    sums = [
        f'sum({measure}){"" if name.endswith(COHORT) else _of_waves(waves)} AS "{name}.{measure}"'
        for name, measures in asked.items()
        for measure in measures
    ]
    tests = [
        "coalesce(bool_or(" + " OR ".join(f'abs("{name}.{each}") > {NOTHING}' for each in measures) + "), false)"
        f' AS "{name}"'
        for name, measures in asked.items()
    ]
    groups = "".join(f"{name}, " for name in by)
    grouping = f"GROUP BY {', '.join(by)} ORDER BY ALL" if by else ""
    with connection.read(path) as cursor:
        return cursor.execute(
            f"SELECT {groups}{', '.join(tests)} FROM (SELECT {groups}{', '.join(sums)} FROM {_name(table)} "
            f"WHERE {condition} GROUP BY {groups}country, family) {grouping}",
            values,
        ).df()


@lru_cache
def fingerprint() -> str:
    """Return what identifies this version's way of protecting."""
    rules = str(sorted(RULES["protection"].items()))
    return sha256(f"{marts.fingerprint()} {rules} {shifts.tables()} {shifts.VERSION}".encode()).hexdigest()


def _asked(indicators: Sequence[Indicator]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return name of a test → the measures that must not differ: those counted, and those of the cohort."""
    counted: dict[str, tuple[str, ...]] = {}
    cohorts: dict[str, tuple[str, ...]] = {}
    for item in indicators:
        both = (cube.denominator(item),) if item.kind == "median" else (cube.numerator(item), cube.denominator(item))
        counted[f"{item.id}.is_shifted"] = tuple(dict.fromkeys(both))
        if item.population:
            cohorts[f"{item.id}{COHORT}"] = (item.population,)
    return counted, cohorts


def _of_waves(waves: Sequence[str]) -> str:
    return f" FILTER (WHERE wave IN ({', '.join(str(int(wave)) for wave in waves)}))" if waves else ""


def _table(dimensions: set[str]) -> tuple[str, ...] | None:
    """Return the smallest published table that knows these dimensions: a group knows the one it stands within."""
    asked = {name for name in dimensions if not DIMENSIONS[name].always}
    fitting = (table for table in shifts.tables() if asked <= set(_known(table)))
    return next(fitting, None)


def _known(table: Sequence[str]) -> tuple[str, ...]:
    return (*table, *(NESTED[name] for name in table if name in NESTED))


def _name(table: Sequence[str]) -> str:
    return "_".join(["shift", *table])


def _path(build: Path) -> Path:
    return build.with_suffix(SUFFIX)


@lru_cache(maxsize=8)
def _fingerprint_of(path: Path, _written: int) -> str | None:
    with connection.read(path) as cursor:
        row = cursor.execute("SELECT fingerprint FROM guard_info").fetchone()
    return str(row[0]) if row else None


def _make(build: Path, progress: Progress) -> None:
    draft = build.with_suffix(DRAFT)
    draft.unlink(missing_ok=True)
    connection.forget(_path(build))
    found: dict[tuple[str, ...], list[pd.DataFrame]] = {table: [] for table in shifts.tables()}
    with connection.read(build) as cursor:
        total = sum(people.count_slices(cursor, family) for family in people.FAMILIES)
        slices = ((family, part) for family in people.FAMILIES for part in people.read(cursor, family))
        for done, (family, part) in enumerate(slices, start=1):
            for table, frame in shifts.find(part).items():
                found[table].extend(each.assign(family=family) for each in (frame, *_per_wave(frame)))
            progress(done, total)
    with connection.write(draft) as cursor:
        for table, frames in found.items():
            _write(cursor, table, frames)
        cursor.execute("CREATE TABLE guard_info AS SELECT ? AS fingerprint", [fingerprint()])
    draft.replace(_path(build))


def _per_wave(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Lengthen the flags kept per wave: each becomes the measure's change in rows of its wave."""
    rest = [name for name in frame.columns if name in DIMENSIONS or name == "country"]
    return [
        frame[rest].assign(wave=int(wave), **{measure: frame[flag]})
        for measure, wave, flag in cube.waved(frame.columns)
    ]


def _with_nested(frame: pd.DataFrame) -> pd.DataFrame:
    """Name the field of each profession."""
    if "profession" not in frame:
        return frame
    fields = reference("professions").set_index("profession_code")["field_code"]
    return frame.assign(field=frame["profession"].map(fields).fillna(UNKNOWN))


def _write(cursor: duckdb.DuckDBPyConnection, table: tuple[str, ...], frames: Sequence[pd.DataFrame]) -> None:
    measures = ", ".join(f"{measure} DOUBLE" for measure in cube.measures())
    known = [name for name in _known(table) if not DIMENSIONS[name].always]
    codes = "".join(f"{name} VARCHAR, " for name in known)
    cursor.execute(
        f"CREATE TABLE {_name(table)} (family VARCHAR, country INTEGER, year INTEGER, kind VARCHAR, wave INTEGER, "
        f"{codes}{measures})"
    )
    # Only frames of the same columns are joined: a measure that is not counted is no measure that hides (NaN).
    alike: dict[tuple[str, ...], list[pd.DataFrame]] = {}
    for frame in frames:
        alike.setdefault(tuple(frame.columns), []).append(frame)
    for frame in (_with_nested(pd.concat(each, ignore_index=True)) for each in alike.values()):
        cursor.register("incoming", frame.drop(columns=[flag for _, _, flag in cube.waved(frame.columns)]))
        cursor.execute(f"INSERT INTO {_name(table)} BY NAME SELECT * FROM incoming")
        cursor.unregister("incoming")
