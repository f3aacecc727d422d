"""What centres filed, as the files of the agency say it. Only the gate of filings (`filings`) may read it."""

from pathlib import Path

import pandas as pd

from ontrack_dash.fields import load_definition
from ontrack_dash.store import connection

COUNTS = tuple(load_definition("counts"))


def read_filings(path: Path) -> pd.DataFrame:
    """Return the latest word on the two reports of each centre and year that a list or a report speaks of.

    Returns:
        centre, year, filing_status, filing_date, annual_status, annual_date; without a word NaN and NaT.
    """
    filings = _read(path, "SELECT * FROM stg_filings ORDER BY centre, year")
    return filings.astype({"filing_status": "str", "annual_status": "str"})


def read_lists(path: Path) -> pd.DataFrame:
    """Return which lists of which years were imported, and the centres each of them speaks of.

    Returns:
        year, list (self_assessment, napoo, annual, annual_all, or report for reports exported with their counts),
        centre.
    """
    return _read(
        path,
        """
        SELECT DISTINCT year, list, licence AS centre FROM raw_filings
        UNION ALL
        SELECT DISTINCT year, 'report' AS list, licence AS centre FROM raw_self_assessments
        ORDER BY year, list, centre
        """,
    )


def read_counts(path: Path) -> pd.DataFrame:
    """Return centre, year and the eight counts of each report, by the ids of `counts.toml`."""
    return _read(path, f"SELECT centre, year, {', '.join(COUNTS)} FROM stg_self_assessments ORDER BY centre, year")


def read_points(path: Path) -> pd.DataFrame:
    """Return centre, year, question, points: one row a scored question, in the order of the questionnaire."""
    return _read(path, "SELECT centre, year, question, points FROM stg_points ORDER BY centre, year, place")


def _read(path: Path, query: str) -> pd.DataFrame:
    with connection.read(path) as cursor:
        return cursor.execute(query).df()
