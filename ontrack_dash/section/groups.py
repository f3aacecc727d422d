"""A section by profession and by kind of course, the graduates' view beside the employers', from the gate's answers."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from ontrack_dash import indicators
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.section.answers import ESTIMATE, Answers, Row, frame
from ontrack_dash.section.scope import Scope

SIZE = "completers"


def by_profession(scope: Scope, kind: str) -> pd.DataFrame:
    """Return estimates by profession, those with most graduates first; of completers both cohorts of the table."""
    ids = RULES["section"]["by_group"]
    cohorts = sorted({scope.cohort(name) for name in ids})
    where = {"centre": (scope.licence,), "kind": (kind,), "year": tuple(map(str, cohorts))}
    found = indicators.publish(scope.path, ids, ("year", "profession"), where, viewer=scope.viewer)
    rows = [
        {**_estimate(row), "cohort": int(row["year"]), "profession": row["profession"]}
        for row in found.to_dict("records")
        if row["status"] != "no_data" and _is_reported(scope, row["indicator"], int(row["year"]))
    ]
    sizes: dict[Any, float] = {}
    for row in rows:
        size = row["n"] if row["indicator"] == SIZE and not pd.isna(row["n"]) else 0
        sizes[row["profession"]] = sizes.get(row["profession"], 0.0) + size
    rows.sort(key=lambda row: (-sizes[row["profession"]], str(row["profession"])))
    return frame(rows, "cohort", "profession")


def by_kind(scope: Scope, answers: Answers, kind: str) -> pd.DataFrame:
    """Return the same estimates of every other kind of course the centre has."""
    ids = RULES["section"]["by_group"]
    rows = [
        {**row, "cohort": cohort, "kind": other}
        for cohort in sorted({scope.cohort(name) for name in ids})
        for name in ids
        if _is_reported(scope, name, cohort)
        for other, row in answers.kinds(name, cohort).items()
        if other != kind
    ]
    return frame(rows, "cohort", "kind")


def views(scope: Scope, answers: Answers, kind: str) -> pd.DataFrame:
    """Return what employers say and, under each, what graduates say of the same; nothing where no employer answered."""
    rows = []
    for employers, graduates in RULES["section"]["views"].items():
        said = answers.row(employers, scope.cohort(employers), kind)
        if said["status"] != "no_data":
            other = answers.row(graduates, scope.cohort(graduates), kind)
            pair = ((employers, said), (graduates, other))
            rows += [{**row, "cohort": scope.cohort(name), "view": employers} for name, row in pair]
    return frame(rows, "cohort", "view")


def response(scope: Scope, answers: Answers, kind: str) -> pd.DataFrame:
    """Return how many of the cohort of each wave completed, can be reached, were invited and answered."""
    waves = sorted({INDICATORS[name].wave or 0 for name in RULES["section"]["reported"]} - {0})
    rows = [
        {**answers.row(name, cohort, kind, wave), "cohort": cohort, "wave": wave}
        for wave, cohort in ((wave, cohort_of(scope, wave)) for wave in waves)
        for name in RULES["section"]["response"]
    ]
    return frame(rows, "cohort", "wave")


def by_wave(response: pd.DataFrame) -> dict[int, dict[str, Row]]:
    """Return the rows of `response` by wave and indicator."""
    waves: dict[int, dict[str, Row]] = {}
    for row in response.to_dict("records"):
        waves.setdefault(int(row["wave"]), {})[str(row["indicator"])] = row
    return waves


def cohort_of(scope: Scope, wave: int) -> int:
    """Return the cohort whose answers of a wave belong into the report."""
    return next(scope.cohort(name) for name in RULES["section"]["reported"] if INDICATORS[name].wave == wave)


def _estimate(row: dict[Hashable, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ESTIMATE}


def _is_reported(scope: Scope, name: str, cohort: int) -> bool:
    """Tell whether a table shows an indicator of a cohort: its own, and how many there were in each of the others."""
    return name == SIZE or scope.cohort(name) == cohort
