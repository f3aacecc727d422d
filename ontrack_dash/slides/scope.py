"""What a slide looks at: build, words, page and filters; whatever is asked is asked as the public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from ontrack_dash import filtering, indicators
from ontrack_dash.addresses import PAGES, Page
from ontrack_dash.catalogue import RULES
from ontrack_dash.comparisons import pooled_years
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.i18n import Words
from ontrack_dash.runs import View
from ontrack_dash.store import guard, register
from ontrack_dash.store.builds import Build
from ontrack_dash.store.register import Contents
from ontrack_dash.viewers import PUBLIC

ANSWERS = 2_000
BUILDS = 8
# Whether answers of a cohort may be seen is told by this indicator.
ANSWERED = "employed_rate"
POOL = "pool"
KIND = "kind"
CENTRE = "centre"
# Between the codes of a choice of several.
SEPARATOR = "."

Pairs = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Scope:
    """The same for every slide of a view; `where` holds one code a filter, `years` the cohorts put together."""

    build: Build
    words: Words
    page: Page
    view: View
    contents: Contents
    where: Mapping[str, str]
    years: tuple[str, ...] = ()

    def chosen(self, name: str) -> str:
        """Return what the address of the view says, or nothing."""
        return dict(self.view.address).get(name, "")

    @property
    def indicator(self) -> str:
        """Return the indicator of the charts: the chosen one, or the usual one of the page."""
        chosen = self.chosen("indicator")
        return chosen if chosen in self.page.charted else self.page.charted[0]

    @property
    def has_one_year(self) -> bool:
        """Tell whether the view is about one cohort, which may be compared with the one before."""
        return bool(self.where.get("year")) and len(self.years) < 2

    @property
    def link(self) -> str:
        """Return path and query of the live page, as the public sees it."""
        path = "" if self.page.id == next(iter(PAGES)) else self.page.id
        build = [("build", self.view.build)] if self.view.build else []
        return f"/{path}?{urlencode([('lang', self.words.lang), ('view', PUBLIC.role), *self.view.address, *build])}"

    def codes(self, *without: str) -> dict[str, tuple[str, ...]]:
        """Return the filters as the gate takes them, but for what is grouped by."""
        found = {name: (code,) for name, code in self.where.items() if code and name not in without}
        return found | ({"year": self.years} if self.years and "year" not in without else {})

    def describe(self, *without: str) -> str:
        """Say the filters in words, but for what is grouped by."""
        left = {name: code for name, code in self.where.items() if name not in (*without, "year", KIND)}
        year = "" if "year" in without else self.where.get("year", "")
        said = filtering.describe({"year": year, **left}, self.words, self.contents, self.years if year else ())
        return " · ".join(filter(None, (said, "" if KIND in without else self._say_kind())))

    def _say_kind(self) -> str:
        """Return the kind of training in a word: what is long is spelled out on the first slide of a run."""
        code = self.where.get(KIND, "")
        short = f"slides.kind.{code}"
        return self.words.t(short) if self.words.has(short) else self.words.label(KIND, code) if code else ""

    def publish(
        self, ids: Sequence[str], by: str | Sequence[str] = (), purpose: str = "cohort", weighting: str = "none"
    ) -> pd.DataFrame:
        """Return what the public may see under the filters; everybody shares the frame, so nobody changes it."""
        groups = tuple(filter(None, (by,) if isinstance(by, str) else by))
        where = freeze(self.codes(*groups))
        return _publish(self.build.path, written(self.build), tuple(ids), groups, where, purpose, weighting)

    def change(self, ids: Sequence[str]) -> pd.DataFrame | None:
        """Return the change on the cohort before; there is none over several years."""
        if not self.has_one_year:
            return None
        return _change(self.build.path, written(self.build), tuple(ids), freeze(self.codes()))

    def within(self, **where: str) -> "Scope":
        """Return the scope with more filters."""
        return replace(self, where={**self.where, **where})


def open_scope(build: Build, view: View, words: Words) -> Scope:
    """Settle what a view looks at, as its page would for the public."""
    guard.prepare(build.path)
    page, known = PAGES[view.page], contents(build)
    address = dict(view.address)
    where = filtering.resolve(page.filters, lambda name: address.get(name, ""), known, lambda: latest(build))
    return Scope(build, _named(build, words), page, view, known, where, _pool(address, where, known))


def contents(build: Build) -> Contents:
    """Return the codes present in a build and its data date."""
    return _contents(build.path, written(build))


def latest(build: Build) -> str:
    """Return the latest cohort whose answers the public may see, "" where there is none."""
    answered = _publish(build.path, written(build), (ANSWERED,), ("year",), (), "cohort", "none")
    years = answered.loc[answered["status"].isin(SHOWN), "year"]
    return str(years.max()) if len(years) else ""


def centres_shown(build: Build) -> dict[str, int]:
    """Return of how many main indicators the public sees the latest cohort's value, of centres with any."""
    where = freeze({"year": (latest(build),), KIND: (filtering.USUAL_KIND,)})
    found = _publish(build.path, written(build), PAGES[CENTRE].headline, (CENTRE,), where, "cohort", "none")
    counted = found.loc[found["status"].isin(SHOWN), CENTRE].value_counts()
    return {str(code): int(count) for code, count in counted.items()}


def written(build: Build) -> int:
    """Name the moment a build was written: the caches tell by it that a folder was emptied and filled again."""
    return build.path.stat().st_mtime_ns


def freeze(codes: Mapping[str, Sequence[str]]) -> Pairs:
    """Return filters as a key of caches."""
    return tuple(sorted((name, tuple(values)) for name, values in codes.items()))


def _named(build: Build, words: Words) -> Words:
    return Words(words.lang, {"centre": _centres(build.path, written(build))})


def _pool(address: Mapping[str, str], where: Mapping[str, str], known: Contents) -> tuple[str, ...]:
    count, year = address.get(POOL, ""), where.get("year", "")
    if not year or count not in map(str, range(2, RULES["comparison"]["most_years"] + 1)):
        return ()
    return pooled_years(year, int(count), known.codes["year"])


@lru_cache(maxsize=ANSWERS)
def _publish(
    build: Path, _written: int, ids: tuple[str, ...], by: tuple[str, ...], where: Pairs, purpose: str, weighting: str
) -> pd.DataFrame:
    return indicators.publish(build, ids, by, dict(where), viewer=PUBLIC, purpose=purpose, weighting=weighting)


@lru_cache(maxsize=ANSWERS)
def _change(build: Path, _written: int, ids: tuple[str, ...], where: Pairs) -> pd.DataFrame:
    return indicators.change(build, ids, dict(where), viewer=PUBLIC)


@lru_cache(maxsize=BUILDS)
def _contents(build: Path, _written: int) -> Contents:
    return register.contents(build)


@lru_cache(maxsize=BUILDS)
def _centres(build: Path, _written: int) -> dict[str, Any]:
    frame = register.centres(build)
    return dict(zip(frame["centre"], frame["centre_name"].fillna(frame["centre"]), strict=True))
