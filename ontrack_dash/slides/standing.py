"""The slide of all centres against the limits of chance."""

import pandas as pd

from ontrack_dash.comparisons import Funnel, flags
from ontrack_dash.figures import funnel as funnel_chart
from ontrack_dash.figures import marks as rows
from ontrack_dash.i18n import Words
from ontrack_dash.slides import compared, marking, telling
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import Axis, Chart, Curve, Level, Mark, Series, Slide
from ontrack_dash.slides.scope import Scope
from ontrack_dash.slides.telling import Around

MOST_NAMED = 6


def funnel(scope: Scope, kind: Kind) -> Slide:
    """Return all centres against the limits of chance; those far outside are named."""
    words, found = scope.words, compared.compare(scope)
    shown = found.centres[found.centres["status"].isin(rows.SHOWN) & found.centres["value"].notna()]
    if shown.empty or found.curves.empty:
        return telling.nothing(scope, kind, compared.title(scope), found.centres, (scope.indicator,))
    ordered = shown.sort_values("p", na_position="last", kind="stable")
    weights = ordered["effective_n" if "effective_n" in ordered else "n"].astype(float)
    marks = _points(scope, ordered, list(weights))
    outer = [
        float(found.curves[f"{side}{flags.OUTERMOST}"].agg(end)) for side, end in (("low", "min"), ("high", "max"))
    ]
    chart = Chart(
        "funnel",
        tuple(marking.category(words.label(compared.CENTRE, code)) for code in ordered[compared.CENTRE]),
        (Series(compared.title(scope), marks),),
        axis=marking.axis([marking.bare(mark) for mark in marks], words, *outer),
        levels=(Level(words.t("figure.reference", value=words.percent(found.reference)), found.reference),),
        curves=_curves(found, words),
        legend=words.t("slides.legend.funnel", level=flags.name_level(flags.OUTERMOST, words)),
        title=compared.title(scope),
        across=_persons(weights, words),
    )
    return telling.slide(
        scope,
        kind,
        _say_outside(found, words),
        chart,
        (scope.indicator,),
        Around(
            shows="funnel",
            alt=funnel_chart.describe(found.centres, words),
            caution=compared.say_hidden(found.centres, words),
        ),
    )


def _points(scope: Scope, ordered: pd.DataFrame, weights: list[float]) -> tuple[Mark, ...]:
    read = rows.read_marks(ordered, scope.words, compared.CENTRE)
    far = [row.code for row, flag in zip(read, ordered["flag"], strict=True) if flags.is_outermost(flag)]
    this = scope.chosen(compared.CENTRE)
    named = {*far[:MOST_NAMED], this}
    roles = {**dict.fromkeys(far, "look"), this: "this"}
    return tuple(
        marking.mark(
            row, scope.words, role=roles.get(row.code, "others"),
            label=marking.category(row.label) if row.code in named else "", at=weight,
        )
        for row, weight in zip(read, weights, strict=True)
    )  # fmt: skip


def _curves(found: Funnel, words: Words) -> tuple[Curve, ...]:
    return tuple(
        Curve(
            flags.name_level(name, words),
            tuple(zip(found.curves["n"].tolist(), found.curves[f"{side}{name}"].tolist(), strict=True)),
        )
        for name in flags.LEVELS
        for side in ("low", "high")
    )


def _persons(weights: "pd.Series[float]", words: Words) -> Axis:
    """Return the axis of persons, which is logarithmic: most centres are small."""
    low, high = float(weights.min()) / funnel_chart.ROOM, float(weights.max()) * funnel_chart.ROOM
    ticks = [tick for tick in funnel_chart.TICKS if low <= tick <= high]
    return Axis(low, high, tuple((float(tick), words.number(tick)) for tick in ticks), is_share=False)


def _say_outside(found: Funnel, words: Words) -> str:
    level, outside = flags.name_level(flags.OUTERMOST, words), found.count_outside(flags.OUTERMOST)
    if not outside:
        return words.t("slides.headline.inside", n=words.number(found.count), level=level)
    chance = words.number(found.alarms[flags.OUTERMOST], 1)
    said = words.plural("comparison.outside", outside, level=level, chance=chance)
    compared = words.plural("slides.headline.compared", found.count)
    return telling.fit((f"{compared} {said}", said))
