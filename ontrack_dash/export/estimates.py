"""Published estimates as the table a person reads: words for ids, numbers as numbers."""

import pandas as pd

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.i18n import Words

# Column of an estimates frame → key of its name; these hold numbers.
COUNTS = {"n": "app.n", "population": "export.population"}
MEASURES = {
    "value": "app.value",
    "low": "app.interval_low",
    "high": "app.interval_high",
    "benchmark": "app.benchmark",
}
UNITS = {
    "share": "export.unit_share",
    "ratio": "export.unit_share",
    "median": "export.unit_months",
    "count": "export.unit_persons",
}


def readable_table(estimates: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Name everything in words; the order of rows is kept and a missing number stays missing.

    Columns: indicator, the dimensions present, n, value, low, high, benchmark, population, unit, status, note, under
    the names people read. Shares stay 0-1.
    """
    table: dict[str, list[object]] = {
        words.t("app.indicator"): [words.t(f"indicator.{name}.name") for name in estimates["indicator"]]
    }
    for dimension in [name for name in estimates.columns if name in DIMENSIONS]:
        table[words.t(f"dimension.{dimension}")] = [
            _name(dimension, code, words) for code in estimates[dimension].tolist()
        ]
    for column, key in {"n": COUNTS["n"], **MEASURES, "population": COUNTS["population"]}.items():
        table[words.t(key)] = [None if pd.isna(number) else number for number in estimates[column]]
    table[words.t("export.unit")] = [words.t(UNITS[INDICATORS[name].kind]) for name in estimates["indicator"]]
    table[words.t("app.status")] = [words.t(f"status.{status}") for status in estimates["status"]]
    table[words.t("export.note")] = [words.t("app.small_mark") if small else "" for small in estimates["is_small"]]
    return pd.DataFrame(table, dtype=object)


def _name(dimension: str, code: str | int | None, words: Words) -> str | int:
    # A year stays a number, so that a sheet can sort and filter by it.
    return code if isinstance(code, int) else words.label(dimension, code)
