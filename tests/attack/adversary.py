"""An adversary: asks the gate everything the public may ask and works out what is not said.

What he knows: every published row with its n and value; that groups not listed have nobody; which oblast a centre
stands in and which field a profession belongs to; how the indicators hang together (which answers count where).
What he does not know are numbers of persons of each type of answer in each group, none of them negative.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from ontrack_dash import indicators
from ontrack_dash.catalogue import INDICATORS, Indicator
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.i18n import UNKNOWN
from ontrack_dash.stats import ranges
from ontrack_dash.store import connection, cube, people
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer

ALWAYS = ("year", "kind")
GROUPS = tuple(name for name, dimension in DIMENSIONS.items() if not dimension.always)
SHOWN = ("value", "imprecise")

Cell = tuple[object, ...]


@dataclass(frozen=True)
class Secret:
    """A protected row: what its n and its numerator are made of, and what they really are."""

    indicator: str
    group: tuple[tuple[str, object], ...]
    n: dict[int, float]
    x: dict[int, float]


@dataclass
class Knowledge:
    """Numbers of persons by cell and type (the unknowns), and what sums of them are known."""

    types: dict[int, np.ndarray]
    columns: tuple[str, ...]
    number: dict[tuple[Cell, int], int] = field(default_factory=dict)
    known: list[tuple[dict[int, float], float]] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)

    def unknown(self, cell: Cell, kind: int) -> int:
        return self.number.setdefault((cell, kind), len(self.number))

    def persons(self, cell: Cell, column: str) -> dict[int, float]:
        """Return the unknowns that count in a column of a cell."""
        place, types = self.columns.index(column), self.types[cell[0]]
        return {self.unknown(cell, kind): 1.0 for kind in np.flatnonzero(types[:, place])}


def questions() -> Iterator[tuple[str, ...]]:
    """Yield every choice of up to two dimensions of which something is published, alone and beside year and kind."""
    for size in range(3):
        for groups in combinations(GROUPS, size):
            if indicators.is_publishable(groups):
                yield from ((*always, *groups) for always in ((), ("year",), ("kind",), ALWAYS))


def listen(build: Path, family: str, ids: Sequence[str], viewer: Viewer = PUBLIC, year: int | None = None) -> Knowledge:
    """Ask everything, of one year or of all, and write down what the answers say."""
    where = {"year": (str(year),)} if year else {}
    knowledge = _begin(build, family, ids, year)
    cells = _cells(build, ids, where)
    _hang_together(knowledge, cells, _homes(build))
    for by in questions():
        published = indicators.publish(build, ids, by, where, viewer=viewer)
        _note(knowledge, cells, by, published[published["status"] != "not_applicable"])
    return knowledge


def worked_out(knowledge: Knowledge, width: float = 1.0) -> list[Secret]:
    """Return the protected rows whose n and numerator are both known to within less than `width`."""
    known = _matrix([each for each, _ in knowledge.known], len(knowledge.number))
    totals = np.array([total for _, total in knowledge.known])
    left = knowledge.secrets
    for part in ("x", "n"):
        sums = {tuple(sorted(getattr(secret, part))): getattr(secret, part) for secret in left}
        wanted = _matrix(list(sums.values()), len(knowledge.number))
        low, high = ranges.possible(known, totals, wanted, enough=width)
        narrow = {key for key, is_narrow in zip(sums, high - low < width - 1e-6, strict=True) if is_narrow}
        left = [secret for secret in left if tuple(sorted(getattr(secret, part))) in narrow]
    return left


def _begin(build: Path, family: str, ids: Sequence[str], year: int | None) -> Knowledge:
    wave = INDICATORS[ids[0]].wave
    with connection.read(build) as cursor:
        parts = [
            part
            for part in people.read(cursor, family)
            if part.wave in (None, wave) and part.year == (year or part.year)
        ]
    return Knowledge({part.year: part.types for part in parts}, tuple(parts[0].measures))


def _cells(build: Path, ids: Sequence[str], where: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """List the groups that exist, as the public sees them listed."""
    found = []
    for groups in [(), *((name,) for name in GROUPS), ("oblast", "sex")]:
        listed = indicators.publish(build, ids, (*ALWAYS, *groups), where, viewer=PUBLIC)
        rows = listed.loc[listed["status"] != "no_data", [*ALWAYS, *groups]].drop_duplicates()
        found += [((row[0], groups, tuple(row[1:])),) for row in rows.itertuples(index=False, name=None)]
    return pd.DataFrame(found, columns=["cell"])


def _homes(build: Path) -> dict[str, dict[object, object]]:
    with connection.read(build) as cursor:
        homes = dict(cursor.execute("SELECT centre, oblast FROM stg_centres").fetchall())
        abroad = (
            "SELECT 1 FROM mart_answers AS one JOIN stg_centres USING (centre) WHERE one.oblast <> stg_centres.oblast"
        )
        if cursor.execute(f"{abroad} LIMIT 1").fetchone():
            homes = {}  # some teach elsewhere too: where the persons of a centre are he cannot tell
        fields = dict(cursor.execute("SELECT profession_code, field_code FROM ref_professions").fetchall())
    return {"centre": homes, "profession": fields}


def _hang_together(knowledge: Knowledge, cells: pd.DataFrame, homes: dict[str, dict[object, object]]) -> None:
    """Write down that a group is the sum of the groups within it, person by person of every type."""
    inside: dict[Cell, dict[tuple[str, ...], list[Cell]]] = {}
    for cell in cells["cell"]:
        for parent in _parents(cell, homes):
            inside.setdefault(parent, {}).setdefault(cell[1], []).append(cell)
    for parent, children in inside.items():
        for groups_inside in children.values():
            for kind in range(len(knowledge.types[parent[0]])):
                row = {knowledge.unknown(parent, kind): 1.0}
                row |= {knowledge.unknown(cell, kind): -1.0 for cell in groups_inside}
                knowledge.known.append((row, 0.0))


def _parents(cell: Cell, homes: dict[str, dict[object, object]]) -> list[Cell]:
    year, groups, codes = cell
    if not groups:
        return []
    if len(groups) == 2:
        return [(year, (groups[place],), (codes[0], codes[place + 1])) for place in (0, 1)]
    within = DIMENSIONS[groups[0]].within
    if within is None or not homes[groups[0]]:
        return [(year, (), codes[:1])]
    return [(year, (within,), (codes[0], homes[groups[0]].get(codes[1], UNKNOWN)))]


def _note(knowledge: Knowledge, cells: pd.DataFrame, by: Sequence[str], published: pd.DataFrame) -> None:
    groups = tuple(name for name in by if name in GROUPS)
    parts: dict[tuple[object, ...], list[Cell]] = {}
    for cell in cells["cell"]:
        if cell[1] == groups:
            said = {"year": cell[0], "kind": cell[2][0], **dict(zip(groups, cell[2][1:], strict=True))}
            parts.setdefault(tuple(said[name] for name in by), []).append(cell)
    for row in published.to_dict("records"):
        group = tuple(row[name] for name in by)
        if group in parts:
            _note_row(knowledge, row, tuple(zip(by, group, strict=True)), parts[group])


def _note_row(
    knowledge: Knowledge, row: dict[str, object], group: tuple[tuple[str, object], ...], parts: Iterable[Cell]
) -> None:
    indicator = INDICATORS[str(row["indicator"])]
    sums = [
        {key: value for cell in parts for key, value in knowledge.persons(cell, column).items()}
        for column in _columns(indicator)
    ]
    if row["status"] == "protected":
        knowledge.secrets.append(Secret(indicator.id, group, sums[0], sums[-1]))
    elif row["status"] == "no_data":
        knowledge.known.extend((each, 0.0) for each in sums)
    elif row["status"] in SHOWN:
        knowledge.known.append((sums[0], float(row["n"])))
        if indicator.kind == "share":
            knowledge.known.append((sums[-1], float(np.round(row["value"] * row["n"]))))


def _columns(indicator: Indicator) -> tuple[str, ...]:
    return (cube.denominator(indicator), cube.numerator(indicator))


def _matrix(rows: Sequence[dict[int, float]], width: int) -> sparse.csr_array:
    place = [(number, key, value) for number, row in enumerate(rows) for key, value in row.items()]
    row, column, value = zip(*place, strict=True) if place else ((), (), ())
    return sparse.csr_array((np.array(value, dtype=float), (row, column)), shape=(len(rows), width))


def of_others(build: Path, secrets: Sequence[Secret], licence: str) -> list[Secret]:
    """Return the rows that are too small themselves and hold somebody of another centre than this.

    Of its own a centre knows everything; and where the rest of a large row is published, it may add the two up.
    """
    kept = []
    for secret in secrets:
        by = tuple(name for name, _ in secret.group)
        if dict(secret.group).get("centre") == licence or not _find(build, secret, by)["is_small"].any():
            continue
        rows = _find(build, secret, (*by, "centre"))
        if rows.loc[rows["centre"] != licence, "n"].sum() > 0:
            kept.append(secret)
    return kept


def _find(build: Path, secret: Secret, by: Sequence[str]) -> pd.DataFrame:
    """Return the rows of a secret as the agency sees them."""
    rows = indicators.publish(build, [secret.indicator], tuple(dict.fromkeys(by)), viewer=AGENCY)
    mine = np.logical_and.reduce([rows[name] == code for name, code in secret.group] or [np.full(len(rows), True)])
    return rows[mine]
