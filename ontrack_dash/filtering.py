"""Which filters a page stands at, and how they are said: the same for the page and for what is shown of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from ontrack_dash.fields import reference
from ontrack_dash.i18n import UNKNOWN, Words
from ontrack_dash.store.register import Contents

# Says that a reader took a filter off on purpose, where nothing chosen means the usual value.
ALL = "all"
USUAL_KIND = "full"

Chosen = Callable[[str], str]


def resolve(
    names: Sequence[str], chosen: Chosen, contents: Contents, latest: Callable[[], str], licence: str = ""
) -> dict[str, str]:
    """Return the code each filter stands at, "" for all; what a link names and the data do not hold is left out.

    `latest` finds the latest cohort whose answers one may see, "" where there is none; `licence` is one's own centre.
    """
    resolved = {name: _resolve(name, chosen(name), contents, latest, licence) for name in names}
    if resolved.get("profession") and resolved.get("field") not in (None, "", field_of(resolved["profession"])):
        resolved["profession"] = ""
    return resolved


def describe(where: Mapping[str, str], words: Words, contents: Contents, years: Sequence[str] = ()) -> str:
    """Say the filters in words, for the title; `years` are the cohorts put together."""
    pooled = words.t("app.cohorts", first=years[0], last=years[-1]) if len(years) > 1 else ""
    return " · ".join(
        pooled if pooled and name == "year" else _say(name, code, words, contents)
        for name, code in where.items()
        if code or name == "year"
    )


def field_of(profession: str) -> str:
    """Return the field a profession belongs to."""
    return _fields().get(profession, UNKNOWN)


def _resolve(name: str, code: str, contents: Contents, latest: Callable[[], str], licence: str) -> str:
    present = contents.codes[name]
    if code in present:
        return code
    if name == "kind":
        return USUAL_KIND if USUAL_KIND in present else next(iter(present), "")
    if name == "year" and code != ALL:
        return latest() or max(present, default="")
    return licence if name == "centre" else ""


def _say(name: str, code: str, words: Words, contents: Contents) -> str:
    if name == "year" and not code:
        years = contents.codes["year"]
        return words.t("app.cohorts", first=min(years, default=""), last=max(years, default=""))
    return words.t("app.cohort", year=code) if name == "year" else words.label(name, code)


@lru_cache(maxsize=1)
def _fields() -> dict[str, str]:
    table = reference("professions")
    return dict(zip(table["profession_code"], table["field_code"], strict=True))
