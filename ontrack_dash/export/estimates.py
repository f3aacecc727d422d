"""Published estimates as the table a person reads: words for ids, numbers as numbers."""

import pandas as pd

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.comparisons.flags import say_flag
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
# What comparisons work out: a column a frame need not have → key of its name.
WORKED_COUNTS = {name: f"comparison.column.{name}" for name in ("effective_n", "rank_best", "rank_worst")}
WORKED_MEASURES = {name: f"comparison.column.{name}" for name in ("shrunken", "shrunken_low", "shrunken_high")}
# What a tile says beside its value.
CHANGES = {name: f"open_data.{name}" for name in ("change", "change_low", "change_high")}
FLAGS = {"flag": "comparison.column.flag", "p": "comparison.column.p", "is_discovery": "comparison.column.is_discovery"}
UNITS = {
    "share": "export.unit_share",
    "ratio": "export.unit_share",
    "median": "export.unit_months",
    "count": "export.unit_persons",
}


def readable_table(estimates: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Name everything in words; the order of rows is kept and a missing number stays missing.

    Columns: indicator, the dimensions present, n, value, low, high, benchmark, population, what comparisons added,
    unit, status, note, under the names people read. Shares stay 0-1.
    """
    table: dict[str, list[object]] = {
        words.t("app.indicator"): [words.t(f"indicator.{name}.name") for name in estimates["indicator"]]
    }
    for dimension in [name for name in estimates.columns if name in DIMENSIONS]:
        table[words.t(f"dimension.{dimension}")] = [
            _name(dimension, code, words) for code in estimates[dimension].tolist()
        ]
    numbers = {
        "n": COUNTS["n"],
        **MEASURES,
        **CHANGES,
        "population": COUNTS["population"],
        **WORKED_MEASURES,
        **WORKED_COUNTS,
    }
    for column, key in {**numbers, "p": FLAGS["p"]}.items():
        if column in estimates:
            table[words.t(key)] = [None if pd.isna(number) else number for number in estimates[column]]
    if "flag" in estimates:
        table[words.t(FLAGS["flag"])] = [None if pd.isna(flag) else say_flag(flag, words) for flag in estimates["flag"]]
        answers = {True: words.t("yes_no.yes"), False: words.t("yes_no.no")}
        table[words.t(FLAGS["is_discovery"])] = [answers.get(found) for found in estimates["is_discovery"].tolist()]
    table[words.t("export.unit")] = [words.t(UNITS[INDICATORS[name].kind]) for name in estimates["indicator"]]
    table[words.t("app.status")] = [words.t(f"status.{status}") for status in estimates["status"]]
    table[words.t("export.note")] = [words.t("app.small_mark") if small else "" for small in estimates["is_small"]]
    return pd.DataFrame(table, dtype=object)


def _name(dimension: str, code: str | int | None, words: Words) -> str | int:
    # A year stays a number, so that a sheet can sort and filter by it.
    return code if isinstance(code, int) else words.label(dimension, code)
