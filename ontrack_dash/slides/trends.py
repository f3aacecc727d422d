"""Slides over completion years, beside the figures of others where a definition agrees."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from ontrack_dash import references, responses
from ontrack_dash.catalogue import RULES
from ontrack_dash.figures import marks as rows
from ontrack_dash.figures import trend as trend_chart
from ontrack_dash.i18n import Words
from ontrack_dash.responses import Trend
from ontrack_dash.sentences import of_response
from ontrack_dash.slides import headlines, marking, telling
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import Chart, Level, Mark, Series, Slide
from ontrack_dash.slides.scope import ANSWERS, Pairs, Scope, freeze, written
from ontrack_dash.slides.telling import Around
from ontrack_dash.viewers import PUBLIC

MOST_LINES = 5
SPLIT = "split"

Lines = dict[str, dict[int, rows.Mark]]


def trend(scope: Scope, kind: Kind) -> Slide:
    """Return one indicator over years, one line a group of the dimension the view splits it by."""
    words, indicator, split = scope.words, scope.indicator, _split(scope)
    by = ("year", split) if split else ("year",)
    estimates = scope.publish((indicator,), by, purpose="comparison")
    title = words.t("ui.groups", indicator=words.t(f"indicator.{indicator}.name"), by=words.t("ui.by.year"))
    known = _keep_lines(estimates, split) if split and len(estimates) else estimates
    if not marking.is_shown(known):
        return telling.nothing(scope, kind, title, known, (indicator,))
    found = _read(known, words, split)
    first = min(int(year) for year in known["year"])
    outside = references.lines(indicator, first)
    chart = _draw(scope, indicator, found, outside)
    tested = Trend("few_years") if split else _test(scope, indicator)
    slide = telling.slide(
        scope,
        kind,
        _say(indicator, found, tested, split, words),
        chart,
        (indicator,),
        Around(
            shows="trend",
            without=("year",),
            alt=trend_chart.describe(known, words, by=split or None),
            caution=_caution(tested, outside, split, words),
            basis=_basis(scope, indicator, found),
        ),
    )
    if not split and not tested.reason:
        slide = replace(slide, notes=f"{of_response.say_trend(tested, words)}\n\n{slide.notes}")
    return slide if outside is None else replace(slide, source=_both_sources(slide.source, words))


def _split(scope: Scope) -> str:
    """Return what the lines are split by: anybody writes an address, so only what the page itself offers."""
    asked = scope.chosen(SPLIT)
    return asked if asked in scope.page.splits else ""


def _basis(scope: Scope, indicator: str, found: Lines) -> str:
    """Say how many persons stand behind a point, the fewest and the most, and the filters with the cohorts."""
    shown = [row for line in found.values() for row in line.values()]
    people = telling.say_range(shown, telling.people_of(indicator), scope.words)
    return " · ".join(filter(None, (people, scope.describe("year"))))


def _test(scope: Scope, indicator: str) -> Trend:
    return _tested(scope.build.path, written(scope.build), indicator, freeze(scope.codes("year")))


@lru_cache(maxsize=ANSWERS)
def _tested(build: Path, _written: int, indicator: str, where: Pairs) -> Trend:
    return responses.trend_test(build, indicator, dict(where), viewer=PUBLIC)


def _keep_lines(estimates: pd.DataFrame, split: str) -> pd.DataFrame:
    """Keep the groups with most persons over all years."""
    known = marking.keep_known(estimates.rename(columns={"year": "of_year"})).rename(columns={"of_year": "year"})
    sizes = known.groupby(split)["n"].sum(min_count=1).sort_values(ascending=False, na_position="last", kind="stable")
    return known[known[split].isin(sizes.index[:MOST_LINES])]


def _read(estimates: pd.DataFrame, words: Words, split: str) -> Lines:
    found: Lines = {}
    for row, year in zip(rows.read_marks(estimates, words, split or None), estimates["year"], strict=True):
        found.setdefault(row.code, {})[int(year)] = row
    return found


def _draw(scope: Scope, indicator: str, found: Lines, outside: pd.DataFrame | None) -> Chart:
    words = scope.words
    values = [] if outside is None else [(str(geo), of_geo) for geo, of_geo in outside.groupby("geo", sort=False)]
    years = _years([year for line in found.values() for year in line], outside)
    lines = [
        Series(
            marking.category(next(iter(line.values())).label),
            tuple(_at(line, year, words) for year in years),
            colour=place,
        )
        for place, line in enumerate(found.values())
    ]
    others = [
        Series(words.t(f"figure.geo.{geo}"), tuple(_outside(of_geo, year, words) for year in years))
        for geo, of_geo in values
    ]
    levels = _levels(indicator, words)
    marks = [mark for line in (*lines, *others) for mark in line.marks]
    breaks = tuple(str(year) for year in RULES["years"]["series_breaks"] if year in years[1:])
    return Chart(
        "lines",
        tuple(map(str, years)),
        (*lines, *others),
        axis=marking.axis(marks, words, *(level.value for level in levels), is_share=marking.is_share(indicator)),
        levels=levels,
        breaks=breaks,
        legend=" ".join([words.t("slides.legend.lines"), *_explain_hatch(lines, words)]),
        title=words.t(f"indicator.{indicator}.name"),
    )


def _explain_hatch(lines: Sequence[Series], words: Words) -> list[str]:
    """Say what a hatched year means, where no line has a value and one is protected."""
    for marks in zip(*(line.marks for line in lines), strict=True):
        if all(mark.value is None for mark in marks) and marks[0].status == "protected":
            return [words.t("slides.hatched")]
    return []


def _years(found: Iterable[int], outside: pd.DataFrame | None) -> list[int]:
    every = [*found, *([] if outside is None else map(int, outside["year"]))]
    return list(range(min(every), max(every) + 1))


def _at(line: dict[int, rows.Mark], year: int, words: Words) -> Mark:
    absent = Mark(words.t("status.no_data"), "no_data")
    return marking.mark(line[year]._replace(benchmark=None), words) if year in line else absent


def _outside(of_geo: pd.DataFrame, year: int, words: Words) -> Mark:
    cells = of_geo[of_geo["year"] == year]
    if cells.empty or pd.isna(cells["value"].iloc[0]):
        return Mark(words.t("status.no_data"), "no_data", role="others")
    value, flags = float(cells["value"].iloc[0]), str(cells["flags"].iloc[0] or "")
    label = "".join(words.t(f"figure.flag.{flag}") for flag in flags)
    return Mark(words.percent(value), "value", value, role="others", label=label)


def _levels(indicator: str, words: Words) -> tuple[Level, ...]:
    targets = references.targets(indicator)
    if targets is None:
        return ()
    return tuple(
        Level(words.t("figure.target", year=row["year"], value=words.percent(row["value"], 0)), float(row["value"]))
        for row in targets.to_dict("records")
    )


def _say(indicator: str, found: Lines, tested: Trend, split: str, words: Words) -> str:
    """Say the trend of one line, or how several lines stand in the latest year any of them has."""
    if not split:
        line = next(iter(found.values()))
        return headlines.say_trend(
            indicator, [row._replace(code=str(year)) for year, row in line.items()], tested, words
        )
    last = max(year for line in found.values() for year, row in line.items() if row.value is not None)
    return headlines.say_groups(indicator, [line[last] for line in found.values() if last in line], words, last)


def _caution(tested: Trend, outside: pd.DataFrame | None, split: str, words: Words) -> str:
    """Say what keeps from reading too much into the lines; of a tested trend the headline says it."""
    if outside is not None:
        return words.t("slides.eurostat_differs")
    if split:
        return words.t("slides.split")
    return of_response.say_trend(tested, words) if tested.reason else ""


def _both_sources(own: str, words: Words) -> str:
    return f"{own} · {words.t('reference.eurostat.source')}"
