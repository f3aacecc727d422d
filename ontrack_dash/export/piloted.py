"""The tables of pilots: their columns, and what their codes are called."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import pandas as pd

from ontrack_dash.export.units import DECIMAL, MINUTES, PERSONS, POINTS, RATED, SHARE, TEXT
from ontrack_dash.fields import VOCABULARIES
from ontrack_dash.i18n import Words
from ontrack_dash.pilot_names import name_code
from ontrack_dash.sentences import of_pilot

Row = Mapping[Any, Any]
Say = Callable[[Row, Words], str]

# As `worked.COLUMNS` and `worked.ON_SCREEN`.
COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "diverging": {
            "code": TEXT, "n": PERSONS, "answered": PERSONS, "score_1": PERSONS, "score_2": PERSONS,
            "score_3": PERSONS, "score_4": PERSONS, "score_5": PERSONS, "value": RATED, "low": SHARE, "high": SHARE,
            "unanswered": SHARE, "difference": POINTS, "difference_low": POINTS, "difference_high": POINTS,
            "status": TEXT,
        },
        "minutes": {
            "tool": TEXT, "minutes_n": PERSONS, "minutes": MINUTES, "minutes_low": MINUTES, "minutes_high": MINUTES,
            "promised": MINUTES, "status": TEXT,
        },
        "verdicts": {
            "tool": TEXT, "verdict": TEXT, "n": PERSONS, "reached": PERSONS, "weakest": TEXT, "value": RATED,
            "low": SHARE, "high": SHARE, "minutes": MINUTES, "promised": MINUTES, "reasons": TEXT,
            "reservations": TEXT, "status": TEXT,
        },
        "evaluations": {
            "tool": TEXT, "n": PERSONS, "respondents": PERSONS, "invited": PERSONS, "answered": PERSONS,
            "response": RATED, "response_low": SHARE, "response_high": SHARE, "unanswered": SHARE,
            "complete": PERSONS, "alpha": DECIMAL, "raters": PERSONS, "agreement": DECIMAL, "agreed": SHARE,
            "method": TEXT, "adopt_n": PERSONS, "adopt_yes": PERSONS, "adopt_changed": PERSONS, "adopt_no": PERSONS,
            "status": TEXT,
        },
        "agreement": {
            "criterion": TEXT, "tools": PERSONS, "raters": PERSONS, "agreement": DECIMAL, "agreed": SHARE,
            "method": TEXT, "status": TEXT,
        },
        "real_use": {
            "tool": TEXT, "tried_n": PERSONS, "tried": RATED, "used_n": PERSONS, "used": RATED, "used_low": SHARE,
            "used_high": SHARE, "blank_n": PERSONS, "blank": RATED,
        },
        "themes": {"tool": TEXT, "theme": TEXT, "comments": PERSONS, "of": PERSONS},
        "comments": {
            "round": TEXT, "tool": TEXT, "country": TEXT, "role": TEXT, "themes": TEXT, "comment": TEXT,
        },
    }
)  # fmt: skip
# Whose files follow the rule of pilots; what real use brings follows that of indicators.
PROTECTED = tuple(kind for kind in COLUMNS if kind != "real_use")
ON_SCREEN: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "diverging": ("code", "value", "low", "high", "n", "unanswered"),
        "minutes": ("tool", "minutes", "minutes_low", "minutes_high", "promised", "minutes_n"),
        "verdicts": ("tool", "verdict", "n", "weakest", "value", "reasons", "reservations"),
        "evaluations": (
            "tool", "n", "invited", "response", "unanswered", "alpha", "method", "agreed", "adopt_yes",
            "adopt_changed", "adopt_no",
        ),
        "agreement": ("criterion", "tools", "raters", "method", "agreed"),
        "real_use": ("tool", "tried_n", "tried", "used_n", "used", "blank_n", "blank"),
        "themes": ("tool", "theme", "comments", "of"),
        "comments": ("comment", "themes", "role", "country", "round"),
    }
)  # fmt: skip


def _name(dimension: str, column: str, row: Row, words: Words) -> str:
    return "" if bool(pd.isna(row[column])) else name_code(dimension, str(row[column]), words)


def _name_themes(row: Row, words: Words) -> str:
    return "; ".join(words.t(f"pilot_theme.{code}") for code in row["themes"])


def _say_reasons(column: str, row: Row, words: Words) -> str:
    return " ".join(of_pilot.say_reasons(row[column], words))


def _name_role(row: Row, words: Words) -> str:
    return words.t(f"pilot_role.{row['role']}" if row["role"] in VOCABULARIES["pilot_role"] else "pilot.not_said")


# Column of text → what its codes are called.
SAID: Mapping[str, Say] = MappingProxyType(
    {
        "code": lambda row, words: name_code(str(row["grouped"]), str(row["code"]), words),
        "tool": partial(_name, "tool", "tool"),
        "country": partial(_name, "country", "country"),
        "round": partial(_name, "round", "round"),
        "criterion": partial(_name, "criterion", "criterion"),
        "weakest": partial(_name, "criterion", "weakest"),
        "verdict": of_pilot.name_verdict,
        "reasons": partial(_say_reasons, "reasons"),
        "reservations": partial(_say_reasons, "reservations"),
        "method": of_pilot.say_agreement,
        "theme": lambda row, words: of_pilot.name_theme(row["theme"], words),
        "role": _name_role,
        "themes": _name_themes,
        "comment": lambda row, _: str(row["comment"]),
    }
)
