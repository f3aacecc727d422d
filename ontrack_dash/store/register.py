"""What a build says of itself that is no count of persons: centres, years, choices, data date."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.store import connection, cube


@dataclass(frozen=True)
class Contents:
    """What a build holds: the codes present in each dimension and the day of its latest import."""

    codes: dict[str, tuple[str, ...]]
    data_date: date | None
    imports: int


def centres(path: Path) -> pd.DataFrame:
    """Return the public register: centre, centre_name, settlement, oblast; centres only seen in files come last."""
    with connection.read(path) as cursor:
        return cursor.execute(
            f"""
            SELECT centre, centre_name, settlement, oblast FROM stg_centres
            UNION ALL BY NAME
            SELECT DISTINCT centre FROM {cube.margin_for({"centre"}).joined}
            WHERE centre <> 'unknown' AND centre NOT IN (SELECT centre FROM stg_centres)
            ORDER BY centre_name, centre
            """
        ).df()


def contents(path: Path) -> Contents:
    """Return the codes present in each dimension of a build and its data date."""
    with connection.read(path) as cursor:
        codes = {
            dimension: tuple(
                str(row[0])
                for row in cursor.execute(
                    f"SELECT DISTINCT {dimension} FROM {cube.margin_for({dimension}).joined} "
                    f"WHERE {dimension} IS NOT NULL ORDER BY 1"
                ).fetchall()
            )
            for dimension in DIMENSIONS
        }
        row = cursor.execute("SELECT max(imported_at), count(*) FROM raw_imports").fetchone()
    return Contents(codes=codes, data_date=row[0].date() if row and row[0] else None, imports=row[1] if row else 0)


def over_answered(path: Path) -> pd.DataFrame:
    """Return centre, year, wave, invited, answered where more answered than were invited."""
    with connection.read(path) as cursor:
        return cursor.execute(
            f"""
            SELECT centre, year, wave, sum(is_invited)::INTEGER AS invited, sum(is_answered)::INTEGER AS answered
            FROM {cube.margin_for({"centre"}).joined}
            WHERE wave IS NOT NULL AND centre <> 'unknown'
            GROUP BY centre, year, wave
            HAVING sum(is_answered) > sum(is_invited) AND sum(is_invited) > 0
            ORDER BY ALL
            """
        ).df()
