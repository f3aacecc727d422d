"""Slides of the parts of a whole: destinations, and the way from completion to answer."""

import pandas as pd

from ontrack_dash.catalogue import members
from ontrack_dash.figures import marks as rows
from ontrack_dash.figures import stack, steps
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_response
from ontrack_dash.slides import headlines, marking, telling
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import MOST_ROWS, Chart, Mark, Series, Slide
from ontrack_dash.slides.scope import Scope
from ontrack_dash.slides.telling import Around

Bars = dict[str, dict[str, rows.Mark]]


def destinations(scope: Scope, kind: Kind) -> Slide:
    """Return what becomes of graduates: one bar, or one a group."""
    words, ids = scope.words, members(kind.of)
    estimates = scope.publish(ids, kind.by)
    known = marking.keep_known(estimates) if kind.by and len(estimates) else estimates
    title = words.t("ui.destinations", by=words.t(f"ui.by.{kind.by}") if kind.by else "").strip()
    if not marking.is_shown(known):
        return telling.nothing(scope, kind, title, known, ids)
    bars = _read(known, words, kind.by)
    chart = Chart(
        "stack",
        tuple(
            marking.category(next(iter(bar.values())).label) if kind.by else words.t("app.total")
            for bar in bars.values()
        ),
        tuple(_part(name, place, bars, words) for place, name in enumerate(ids)),
        legend=words.t("slides.legend.stack"),
        title=title,
    )
    last = {code: bar for code, bar in bars.items() if any(mark.value is not None for mark in bar.values())}
    parts = [mark for bar in bars.values() for mark in bar.values()]
    return telling.slide(
        scope,
        kind,
        headlines.say_largest(next(reversed(last.values())), kind.by, words),
        chart,
        ids,
        Around(
            shows="stack",
            alt=stack.describe(known, words, by=kind.by or None),
            caution=marking.count_states(parts, words),
            basis=_basis(scope, kind, parts),
        ),
    )


def response(scope: Scope, kind: Kind) -> Slide:
    """Return how many completed, can be reached, were invited and answered."""
    words = scope.words
    estimates = scope.publish((*steps.STEPS, *steps.KEPT.values()))
    found = {mark.indicator: mark for mark in rows.read_marks(estimates, words)}
    counted = estimates[estimates["indicator"].isin(steps.STEPS)]
    title = words.t("ui.response")
    if not marking.is_shown(counted):
        return telling.nothing(scope, kind, title, counted, steps.STEPS)
    marks = tuple(_step(found, name, words) for name in steps.STEPS)
    chart = Chart(
        "steps",
        tuple(words.t(f"indicator.{name}.name") for name in steps.STEPS),
        (Series(title, marks),),
        axis=marking.axis(marks, words, 0.0, is_share=False),
        title=title,
    )
    said, low = of_response.rate_and_warning(estimates, words)
    return telling.slide(
        scope,
        kind,
        telling.fit((said, title)),
        chart,
        steps.STEPS,
        Around(
            shows="steps",
            alt=steps.describe(estimates, words),
            basis=scope.describe(),
            caution=" ".join(filter(None, (low, marking.count_states([found[name] for name in steps.STEPS], words)))),
        ),
    )


def _basis(scope: Scope, kind: Kind, parts: list[rows.Mark]) -> str:
    """Say the persons behind a bar, the fewest and the most, and the filters with the cohort."""
    people = telling.say_range(parts, telling.people_of(parts[0].indicator), scope.words)
    return " · ".join(filter(None, (people, scope.describe(kind.by))))


def _read(known: pd.DataFrame, words: Words, by: str) -> Bars:
    """Read one bar a group, the last so many of them; years stand in their order."""
    bars: Bars = {}
    for mark in rows.read_marks(known, words, by or None):
        bars.setdefault(mark.code if by else "", {})[mark.indicator] = mark
    return dict(list(bars.items())[-MOST_ROWS:])


def _part(name: str, place: int, bars: Bars, words: Words) -> Series:
    marks = tuple(_segment(bar[name], words) for bar in bars.values())
    return Series(words.t(f"indicator.{name}.short"), marks, colour=place)


def _segment(row: rows.Mark, words: Words) -> Mark:
    """Return one part, written in whole per cents: there is no room for more."""
    made = marking.mark(row._replace(benchmark=None), words)
    if row.value is None:
        return made
    return marking.rewrite(made, words.percent(row.value, 0), row, words)


def _step(found: dict[str, rows.Mark], name: str, words: Words) -> Mark:
    row = found[name]
    share = found.get(steps.KEPT.get(name, ""))
    if share is None or share.value is None:
        return marking.mark(row, words)
    kept = words.t(f"figure.kept.{share.indicator}", value=words.value(share.indicator, share.value))
    return marking.mark(row, words, label=kept)
