"""What a package is made of: resources, and the columns they promise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.i18n import LANGUAGES, Words

CODE = "code"
DIGITS: int = RULES["open_data"]["digits"]
SPOKEN = tuple(Words(lang) for lang in LANGUAGES)

Write = Callable[[Words], str]


@dataclass(frozen=True)
class Column:
    """One column: its type in Table Schema; `codes` names the list its values stand in."""

    name: str
    type: str
    title: str
    description: str = ""
    constraints: Mapping[str, Any] = field(default_factory=dict, hash=False)
    codes: str = ""


@dataclass(frozen=True)
class Resource:
    """One table, whose title is written in any language; a row is found by its `key`."""

    name: str
    folder: str
    title: Write
    table: pd.DataFrame
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def path(self) -> str:
        """Return where its file stands in the package."""
        return f"{self.folder}/{self.name}.csv"

    def to_csv(self) -> bytes:
        """Return the table as comma-separated UTF-8 with decimal points; missing is empty."""
        shown = self.table[[column.name for column in self.columns]]
        numbers = shown.select_dtypes("float64").columns
        rounded = shown.assign(**{str(name): shown[name].round(DIGITS) for name in numbers})
        return rounded.to_csv(index=False, lineterminator="\r\n", float_format="%.12g").encode()


def both(write: Write) -> str:
    """Say something in both languages, once where they say the same."""
    return " / ".join(dict.fromkeys(write(words) for words in SPOKEN))


def text(key: str, **places: object) -> Write:
    """Return what writes a text of the locales in any language."""
    return lambda words: words.t(key, **places)


def say(key: str, **places: object) -> str:
    """Return a text of the locales in both languages."""
    return both(text(key, **places))
