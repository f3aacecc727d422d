"""The eight counts of ИС на НАПОО beside what the loaded data know of them, each under the basis of its year."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from ontrack_dash import filings
from ontrack_dash.estimating import SHOWN
from ontrack_dash.fields import load_definition
from ontrack_dash.section.answers import Answers, is_missing
from ontrack_dash.section.scope import Scope

COUNTS: Mapping[str, Mapping[str, str]] = MappingProxyType(load_definition("counts"))
COLUMNS = ("count", "basis", "own", "own_status", "filed", "filed_status", "agrees")
# Those who did not complete: ИС на НАПОО counts them apart, the annual information only together.
LEFT = ("filed_failed", "filed_withdrawn")


def count(scope: Scope, answers: Answers) -> pd.DataFrame:
    """Return the counts as filed and, where a kind of course stands for one, its completers of the report year.

    The two are of different years for a document that was issued in another year than its course ended, so they are
    only told apart, never added or subtracted.
    """
    filed = _read_filed(scope)
    rows = [_count(name, answers, scope.year, filed.get(name)) for name in COUNTS]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"own": "Int64", "filed": "Int64", "agrees": "boolean"})


def count_left(scope: Scope, answers: Answers, counts: pd.DataFrame) -> dict[str, int] | None:
    """Say how many left courses that ended in the report year without a document; None where nothing is known of it.

    Returns:
        enrolled, left: of all kinds of course with annual information; filed: what the report says of the two counts
        that make them up, where it says both.
    """
    known = answers.kinds("completion_rate", scope.year)
    if not known or any(row["status"] not in SHOWN for row in known.values()):
        return None
    enrolled = sum(int(row["n"]) for row in known.values())
    certified = sum(round(float(row["value"]) * int(row["n"])) for row in known.values())
    said = {"enrolled": enrolled, "left": enrolled - certified}
    filed = counts.loc[counts["count"].isin(LEFT), "filed"]
    return said if filed.isna().any() else {**said, "filed": int(filed.sum())}


def _count(name: str, answers: Answers, year: int, filed: int | None) -> dict[str, Any]:
    kind = COUNTS[name].get("kind")
    row = answers.row("completers", year, kind) if kind else {"status": "not_applicable", "n": pd.NA}
    own = row["n"] if row["status"] in SHOWN else pd.NA
    return {
        "count": name,
        "basis": COUNTS[name]["basis"],
        "own": own,
        "own_status": row["status"],
        "filed": pd.NA if filed is None else filed,
        "filed_status": "no_data" if filed is None else "value",
        "agrees": pd.NA if filed is None or is_missing(own) else filed == own,
    }


def _read_filed(scope: Scope) -> dict[str, int]:
    """Return what the centre's report of the year says, by count."""
    if not scope.is_own:
        return {}
    filed = filings.filed_counts(scope.path, viewer=scope.viewer)
    of_year = filed[(filed["centre"] == scope.licence) & (filed["year"] == scope.year)]
    return {str(name): int(number) for name, number in zip(of_year["count"], of_year["filed"], strict=True)}
