"""Evaluations of the tools in pilots, and answers the same tools brought in. Only their gate (`pilots`) may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ontrack_dash.fields import VOCABULARIES
from ontrack_dash.store import connection

CRITERIA = tuple(VOCABULARIES["criterion"])
COLUMNS = {criterion: f"tool_{criterion}" for criterion in CRITERIA}
NO_ANSWER = "unknown"


@dataclass(frozen=True)
class Probe:
    """One question of a questionnaire and where its answers are kept; `when`: asked only after these of a column."""

    table: str
    column: str
    wave: int | None = None
    when: tuple[str, tuple[str, ...]] | None = None


def read_evaluations(path: Path) -> pd.DataFrame:
    """Return one row per person, tool and round, without comments.

    Returns:
        round (text), tool, country, provider, respondent, role, one column a criterion and minutes (float64, NaN where
        empty), adopt.
    """
    scores = ", ".join(f"{column}::DOUBLE AS {name}" for name, column in COLUMNS.items())
    return _read(
        path,
        f"""
        SELECT "round"::VARCHAR AS "round", tool, country, provider, respondent, role, {scores},
            minutes::DOUBLE AS minutes, adopt
        FROM stg_pilot_evaluations
        ORDER BY ALL
        """,
    )


def read_comments(path: Path) -> pd.DataFrame:
    """Return round (text), tool, country, role, themes (list of codes), comment of every evaluation that has one."""
    return _read(
        path,
        """
        SELECT "round"::VARCHAR AS "round", tool, country, role, themes, comment
        FROM stg_pilot_evaluations
        WHERE comment IS NOT NULL OR len(themes) > 0
        ORDER BY ALL
        """,
    )


def read_responses(path: Path) -> pd.DataFrame:
    """Return round (text), tool, country, invited, answered, added up over organisations."""
    return _read(
        path,
        """
        SELECT "round"::VARCHAR AS "round", tool, country, sum(invited)::BIGINT AS invited,
            sum(answered)::BIGINT AS answered
        FROM stg_pilot_responses
        GROUP BY ALL
        ORDER BY ALL
        """,
    )


def count_blank(path: Path, probes: Sequence[Probe]) -> pd.DataFrame:
    """Count, for each probe, whom the question was put to and who left it empty, in real answers.

    Only answers to the product's own questionnaires: a survey of another system may never have asked.

    Returns:
        asked, blank; one row a probe, in their order.
    """
    rows = [row for probe in probes for row in _read(path, *_blank_query(probe)).to_dict("records")]
    return pd.DataFrame(rows, columns=["asked", "blank"])


def _blank_query(probe: Probe) -> tuple[str, list[object]]:
    column = f'"{probe.column}"'
    asked, bound = "true", list[object]()
    if probe.when:
        asked, bound = f'"{probe.when[0]}" IN (SELECT unnest(?))', [list(probe.when[1])]
    own = ["true"]
    if probe.wave is not None:
        own = ["survey IS NULL", "wave = ?"]
        bound.append(str(probe.wave))
    query = f"""
        SELECT count(*) AS asked, count(*) FILTER ({column} IS NULL OR {column}::VARCHAR = '{NO_ANSWER}') AS blank
        FROM raw_{probe.table}
        WHERE {asked} AND {" AND ".join(own)}
        """
    return query, bound


def _read(path: Path, query: str, bound: Sequence[object] = ()) -> pd.DataFrame:
    with connection.read(path) as cursor:
        return cursor.execute(query, list(bound)).df()
