"""Words, numbers and dates as readers of each language write them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.fields import DIMENSIONS, VOCABULARIES, reference

LANGUAGES = ("bg", "en")
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
UNKNOWN = "unknown"

# English as European readers write it: the day before the month.
_LOCALES = {"bg": Locale("bg"), "en": Locale("en", "GB")}
_DATES = {"bg": "dd.MM.yyyy", "en": "d MMM yyyy"}
_PERCENT = {"bg": "\N{NO-BREAK SPACE}%", "en": "%"}
_NAMED = {"oblasti": "oblast_code", "professions": "profession_code", "fields": "field_code"}


@dataclass(frozen=True)
class Words:
    """The words of one language; `names` holds what no locale can know: {"centre": {licence: name}}."""

    lang: str
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise ValueError(f"no such language: {self.lang}")

    def t(self, key: str, **params: object) -> str:
        """Return the text of a key with its places filled.

        Raises:
            KeyError: no such text, or a place it names is not given.
        """
        text = _texts(self.lang)[key]
        return text.format(**params) if "{" in text else text

    def has(self, key: str) -> bool:
        """Tell whether a key has a text."""
        return key in _texts(self.lang)

    def plural(self, key: str, n: float, **params: object) -> str:
        """Return the text of `<key>.one` or `.other`; its {n} is the number as this language writes it."""
        return self._counted(key, n, n=self.number(n), **params)

    def number(self, x: float | None, digits: int | None = None) -> str:
        """Write a number with its thousands apart; `digits` fixes the decimals, else at most one."""
        number = _decimal(x)
        return self._missing if number is None else self._written(number, digits)

    def percent(self, x: float | None, digits: int = 1) -> str:
        """Write a share 0-1 in per cent."""
        share = _decimal(x)
        return self._missing if share is None else self._written(share * 100, digits) + _PERCENT[self.lang]

    def points(self, x: float | None, digits: int = 1) -> str:
        """Write a difference of two shares in percentage points, always signed."""
        share = _decimal(x)
        if share is None:
            return self._missing
        return self._counted("points", _rounded(share * 100, digits), n=self.signed(x, digits))

    def signed(self, x: float | None, digits: int = 1) -> str:
        """Write a difference of two shares in percentage points that need not be named, always signed."""
        share = _decimal(x)
        if share is None:
            return self._missing
        points = _rounded(share * 100, digits)
        return "+" * (points > 0) + self._written(points, digits)

    def months(self, x: float | None) -> str:
        """Write a time in months, to the tenth."""
        months = _decimal(x)
        if months is None:
            return self._missing
        return self._counted("months", _rounded(months, 1).normalize(), n=self._written(months))

    def moment(self, at: datetime) -> str:
        """Write a day and the time of day, as this machine's clock shows it; `at` is in UTC without saying so."""
        local = at.replace(tzinfo=UTC).astimezone()
        return f"{self.date(local.date())} {local:%H:%M}"

    def date(self, d: date | None) -> str:
        """Write a day."""
        return self._missing if pd.isna(d) else format_date(d, _DATES[self.lang], _LOCALES[self.lang])

    def interval(self, low: float | None, high: float | None, digits: int = 0) -> str:
        """Write the bounds of a share 0-1 as one range in per cent."""
        bounds = [_decimal(bound) for bound in (low, high)]
        written = [self._written(bound * 100, digits) for bound in bounds if bound is not None]
        return EN_DASH.join(written) + _PERCENT[self.lang] if len(written) == len(bounds) else self._missing

    def value(self, indicator_id: str, x: float | None) -> str:
        """Write an estimate as its indicator is read: share and ratio in per cent, median in months, count as it is."""
        write = {"median": self.months, "count": self.number}.get(INDICATORS[indicator_id].kind, self.percent)
        return write(x)

    def label(self, dimension: str, code: str | int | None) -> str:
        """Name a code of a dimension; what nobody named is its own name.

        Raises:
            KeyError: no such dimension.
        """
        if pd.isna(code) or str(code) == UNKNOWN:
            return self.t(UNKNOWN)
        text, values = str(code), DIMENSIONS[dimension].values
        if values in VOCABULARIES:
            return self.t(f"{values}.{text}")
        table = _names(values, self.lang) if values in _NAMED else self.names.get(dimension, {})
        return str(table.get(text) or text)

    @property
    def _missing(self) -> str:
        return self.t("status.no_data")

    def _counted(self, key: str, amount: float | Decimal, **params: object) -> str:
        return self.t(f"{key}.{_LOCALES[self.lang].plural_form(Decimal(str(amount)))}", **params)

    def _written(self, number: Decimal, digits: int | None = None) -> str:
        places = "0.#" if digits is None else "0" + "." * bool(digits) + "0" * digits
        rounded = _rounded(number, 1 if digits is None else digits)
        return format_decimal(rounded, f"#,##{places};{MINUS}#,##{places}", _LOCALES[self.lang])


@lru_cache
def _texts(lang: str) -> dict[str, str]:
    """Return the texts of a language as dotted key → text."""
    content = (files("ontrack_dash") / "locales" / f"{lang}.toml").read_text(encoding="utf-8")
    return complete(dict(_flatten(tomllib.loads(content))))


def complete(texts: Mapping[str, str]) -> dict[str, str]:
    """Add what an indicator may leave unsaid: its name serves as the short one, persons are persons, the rest is ""."""
    keys = [f"indicator.{name}" for name in INDICATORS]
    unsaid = {f"{key}.{part}": "" for key in keys for part in ("numerator", "denominator", "limits")}
    unsaid |= {f"{key}.short": texts[f"{key}.name"] for key in keys if f"{key}.name" in texts}
    persons = {key.rpartition(".")[2]: text for key, text in texts.items() if key.startswith("app.persons.")}
    counted = {indicator.denominator for indicator in INDICATORS.values()}
    unsaid |= {f"sentence.people.{name}.{form}": text for name in counted for form, text in persons.items()}
    return {**unsaid, **texts}


def _flatten(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        flat += _flatten(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, value)]
    return flat


@lru_cache
def _names(table: str, lang: str) -> dict[str, str]:
    """Return code → name from a reference table; where a language has no name, the other language's."""
    frame = reference(table)
    other = next(language for language in LANGUAGES if language != lang)
    names = frame[f"name_{lang}"].where(frame[f"name_{lang}"] != "", frame[f"name_{other}"])
    return dict(zip(frame[_NAMED[table]], names, strict=True))


def _decimal(x: Any) -> Decimal | None:
    """Read a number as it is printed, so that 0.145 is not a little less than itself; None when it is missing."""
    return None if pd.isna(x) else Decimal(str(x))


def _rounded(number: Decimal, digits: int) -> Decimal:
    """Round halves away from zero, as people do, and never to minus zero."""
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0
