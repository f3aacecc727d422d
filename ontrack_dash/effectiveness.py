"""How useful kinds of measures are for tracking graduates, by criteria a reader weights: this product's own method."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from ontrack_dash.fields import load_definition


class Kind(NamedTuple):
    """One kind of measure."""

    source: str
    rhythm: str

    @property
    def id(self) -> str:
        """Return the name of the measure in tables."""
        return f"{self.source}_{self.rhythm}"


@dataclass(frozen=True)
class Score:
    """What one criterion gives a source or a rhythm; `source_url` is "" where the reason is only an argument."""

    score: int
    source_url: str = ""


@dataclass(frozen=True)
class Criterion:
    """One criterion; `by` says whether it looks at the source of a measure or at its rhythm."""

    id: str
    by: str
    scores: Mapping[str, Score]


def _criterion(name: str, table: dict[str, Any], kinds: Mapping[str, list[str]]) -> Criterion:
    by = table.pop("by")
    if set(table) != set(kinds[by]):
        raise ValueError(f"criterion {name} must score each of {kinds[by]}")
    return Criterion(name, by, MappingProxyType({kind: Score(**table[kind]) for kind in kinds[by]}))


_DEFINED = load_definition("effectiveness")

BEST: int = _DEFINED["scale"]["best"]
HEAVIEST: int = _DEFINED["scale"]["heaviest"]
USUAL: int = _DEFINED["scale"]["usual"]
KINDS = tuple(Kind(source, rhythm) for source in _DEFINED["kinds"]["source"] for rhythm in _DEFINED["kinds"]["rhythm"])
CRITERIA: Mapping[str, Criterion] = MappingProxyType(
    {name: _criterion(name, dict(table), _DEFINED["kinds"]) for name, table in _DEFINED["criteria"].items()}
)
# System → what its table says of it: its source and its rhythm, or only one of them, or neither.
SYSTEMS: Mapping[str, Mapping[str, str]] = MappingProxyType(_DEFINED["systems"])


def usual_weights() -> dict[str, int]:
    """Return the same weight for every criterion."""
    return dict.fromkeys(CRITERIA, USUAL)


def kind_of(system: str) -> Kind | None:
    """Return what kind of measure a system is, None where its table does not say enough to tell."""
    said = SYSTEMS[system]
    return Kind(**said) if set(said) == set(Kind._fields) else None


def score(kind: Kind, criterion: str) -> Score:
    """Return what a criterion gives a measure."""
    found = CRITERIA[criterion]
    return found.scores[getattr(kind, found.by)]


def rate(weights: Mapping[str, int]) -> pd.DataFrame:
    """Rate every measure, the best first: measure, source, rhythm, total, and one column of scores a criterion.

    The total is the weighted mean of the scores as a part of the best one (0-1), NaN where nothing has a weight.

    Raises:
        KeyError: a criterion has no weight. ValueError: a weight is below 0 or above the heaviest.
    """
    heavy = {name: weights[name] for name in CRITERIA}
    if any(not 0 <= weight <= HEAVIEST for weight in heavy.values()):
        raise ValueError(f"weights run from 0 to {HEAVIEST}")
    whole = BEST * sum(heavy.values())
    rows = []
    for kind in KINDS:
        scores = {name: score(kind, name).score for name in CRITERIA}
        total = sum(heavy[name] * scores[name] for name in CRITERIA) / whole if whole else float("nan")
        rows.append({"measure": kind.id, "source": kind.source, "rhythm": kind.rhythm, "total": total, **scores})
    return pd.DataFrame(rows).sort_values("total", ascending=False, kind="stable").reset_index(drop=True)


def outdone(rated: pd.DataFrame, weights: Mapping[str, int]) -> list[str]:
    """Return the criteria with a weight in which another measure scores higher than the first one."""
    first = rated.iloc[0]
    return [name for name in CRITERIA if weights[name] and rated[name].max() > first[name]]


def leaders(rated: pd.DataFrame) -> list[str]:
    """Return the measures nothing is rated above, several where they are rated alike, none without weights."""
    best = rated["total"].max()
    return list(rated.loc[(rated["total"] - best).abs() < 1e-9, "measure"])


def scores() -> pd.DataFrame:
    """Return every score with what it stands on: criterion, by, kind, score, source_url."""
    return pd.DataFrame(list(_list_scores()))


def _list_scores() -> Iterator[dict[str, object]]:
    for criterion in CRITERIA.values():
        for kind, found in criterion.scores.items():
            yield {
                "criterion": criterion.id, "by": criterion.by, "kind": kind, "score": found.score,
                "source_url": found.source_url,
            }  # fmt: skip
