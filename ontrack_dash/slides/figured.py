"""Slides of the indicators under a view's filters: tiles, and groups side by side."""

from collections.abc import Mapping

import pandas as pd

from ontrack_dash import sentences, written
from ontrack_dash.figures import alt, dots, rulings
from ontrack_dash.figures import marks as rows
from ontrack_dash.i18n import Words
from ontrack_dash.slides import headlines, marking, telling
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import MOST_ROWS, Chart, Level, Series, Slide
from ontrack_dash.slides.scope import Scope
from ontrack_dash.slides.telling import Around


def numbers(scope: Scope, kind: Kind) -> Slide:
    """Return the tiles of the page: value, interval, persons."""
    words, ids = scope.words, kind.ids or scope.page.headline
    estimates = scope.publish(ids)
    if not marking.is_shown(estimates):
        return telling.nothing(scope, kind, scope.words.t(f"slides.name.{kind.id}"), estimates, ids)
    found = rows.read_marks(estimates[estimates["status"] != "no_data"], words)
    marks = tuple(marking.mark(row, words, label=_small_print(row, scope)) for row in found)
    first = estimates[estimates["status"].isin(rows.SHOWN)].head(1)
    name = str(first["indicator"].iloc[0])
    chart = Chart("numbers", tuple(words.t(f"indicator.{row.indicator}.name") for row in found), (Series("", marks),))
    return telling.slide(
        scope,
        kind,
        headlines.say_value(first, words, scope.change((name,))),
        chart,
        ids,
        Around(
            shows="",
            alt=_list(found, scope),
            caution=" ".join(filter(None, (sentences.caution(estimates, words), telling.say_absent(estimates, words)))),
        ),
    )


def groups(scope: Scope, kind: Kind) -> Slide:
    """Return one indicator by the groups of a dimension: the largest, in their order."""
    words, indicator = scope.words, scope.indicator
    estimates = scope.publish((indicator,), kind.by)
    known = marking.keep_known(estimates) if len(estimates) else estimates
    title = words.t("ui.groups", indicator=words.t(f"indicator.{indicator}.name"), by=words.t(f"ui.by.{kind.by}"))
    if not marking.is_shown(known):
        return telling.nothing(scope, kind, title, known, (indicator,))
    drawn = marking.largest(known)
    found = rows.by_state(rows.read_marks(drawn, words, kind.by))
    return telling.slide(
        scope,
        kind,
        headlines.say_groups(indicator, found, words),
        draw_dots(found, title, scope),
        (indicator,),
        Around(
            shows="dots",
            alt=dots.describe(drawn, words, by=kind.by),
            without=(kind.by,),
            caution=" ".join(filter(None, (say_cut(known, scope), marking.count_states(found, words)))),
        ),
    )


def draw_dots(
    found: list[rows.Mark],
    title: str,
    scope: Scope,
    roles: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Chart:
    """Return rows of dots with the benchmark they share; `roles` and `labels` say by code what is otherwise usual.

    Labels are the places of centres in an order.
    """
    words, common = scope.words, rulings.common_benchmark(found)
    marks = tuple(
        marking.mark(
            row._replace(benchmark=None) if common else row,
            words,
            role=(roles or {}).get(row.code, "this"),
            label=(labels or {}).get(row.code, ""),
        )
        for row in found
    )
    levels = _level(common, words)
    return Chart(
        "dots",
        tuple(marking.category(row.label, len(found)) for row in found),
        (Series(title, marks),),
        axis=marking.axis(
            marks, words, *(level.value for level in levels), is_share=all(row.is_share for row in found)
        ),
        levels=levels,
        legend=words.t("slides.legend.order" if labels else "slides.legend.dots"),
        title=title,
    )


def say_cut(known: pd.DataFrame, scope: Scope) -> str:
    """Say how many groups there are beside those drawn."""
    total, words = len(known), scope.words
    if total <= MOST_ROWS:
        return ""
    return words.t("slides.cut", shown=words.number(MOST_ROWS), total=words.number(total))


def _level(common: rows.Mark | None, words: Words) -> tuple[Level, ...]:
    if common is None or common.benchmark is None:
        return ()
    written_as = words.value(common.indicator, common.benchmark)
    return (Level(words.t("figure.benchmark", value=written_as), common.benchmark),)


def _small_print(row: rows.Mark, scope: Scope) -> str:
    words = scope.words
    if row.n is None:
        return ""
    interval = written.interval(row.indicator, row.low, row.high, words)
    persons = words.plural("app.persons", row.n)
    return f"{interval} · {persons}" if interval else ("" if row.value == row.n else persons)


def _list(found: list[rows.Mark], scope: Scope) -> str:
    words = scope.words
    return " ".join(
        alt.say("figure.alt.only", row, words, words.t(f"indicator.{row.indicator}.name"))
        if row.value is not None
        else f"{words.t(f'indicator.{row.indicator}.name')} – {words.t(f'status.{row.status}')}."
        for row in found
    )
