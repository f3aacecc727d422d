"""Slides of some centres under each other: in their order, and side by side."""

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.figures import dots
from ontrack_dash.figures import marks as rows
from ontrack_dash.i18n import Words
from ontrack_dash.slides import compared, figured, headlines, marking, telling
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import Slide
from ontrack_dash.slides.scope import SEPARATOR, Scope
from ontrack_dash.slides.telling import Around

# So many of the largest centres stand beside the one in view as long as nobody chose others.
USUAL = 3
MOST_BESIDE = RULES["comparison"]["most_beside"]


def order(scope: Scope, kind: Kind) -> Slide:
    """Return the largest centres in their order, each with the places it may stand at."""
    words, found = scope.words, compared.compare(scope)
    shown = found.centres[found.centres["status"].isin(rows.SHOWN)]
    if not marking.is_shown(found.centres):
        return telling.nothing(scope, kind, compared.title(scope), found.centres, (scope.indicator,))
    drawn = marking.largest(shown)
    ranks = {str(row[compared.CENTRE]): _say_rank(row, words) for row in drawn.to_dict("records")}
    read = rows.by_state(rows.read_marks(drawn, words, compared.CENTRE))
    chart = figured.draw_dots(
        read,
        words.t("comparison.order_title", indicator=compared.name(scope)),
        scope,
        compared.roles_of(scope, drawn),
        ranks,
    )
    first = int((found.centres["rank_best"] == 1).sum())
    ranked = int(found.centres["rank_best"].notna().sum())
    return telling.slide(
        scope,
        kind,
        _say_first(scope, first, ranked),
        chart,
        (scope.indicator,),
        Around(
            shows="dots",
            alt=dots.describe(drawn, words, by=compared.CENTRE),
            caution=" ".join(filter(None, (figured.say_cut(shown, scope), compared.say_hidden(found.centres, words)))),
        ),
    )


def beside(scope: Scope, kind: Kind) -> Slide:
    """Return the centres that were chosen, or the one in view and the largest, for one indicator."""
    words, found = scope.words, compared.compare(scope).centres
    shown = found[found["status"].isin(rows.SHOWN)].sort_values("n", ascending=False, kind="stable")
    listed = set(scope.chosen(kind.id).split(SEPARATOR)) & set(found[compared.CENTRE])
    usual = {scope.chosen(compared.CENTRE), *shown[compared.CENTRE].head(USUAL)}
    drawn = found[found[compared.CENTRE].isin(list(listed or usual))].head(MOST_BESIDE)
    if not marking.is_shown(drawn):
        return telling.nothing(scope, kind, words.t("comparison.beside_title"), drawn, (scope.indicator,))
    read = rows.by_state(rows.read_marks(drawn, words, compared.CENTRE))
    return telling.slide(
        scope,
        kind,
        headlines.say_groups(scope.indicator, read, words),
        figured.draw_dots(read, words.t("comparison.beside_title"), scope, compared.roles_of(scope, drawn)),
        (scope.indicator,),
        Around(
            shows="dots",
            alt=dots.describe(drawn, words, by=compared.CENTRE),
            caution=marking.count_states(read, words),
        ),
    )


def _say_first(scope: Scope, first: int, ranked: int) -> str:
    """Say how many centres can stand first: so little an order tells."""
    words = scope.words
    if not first:
        return words.t("comparison.order_title", indicator=compared.name(scope))
    said = words.plural("slides.headline.order", first, of=words.number(ranked))
    return telling.fit(
        [f"{name}: {said}" for name in (compared.name(scope), headlines.name_short(scope.indicator, words))]
    )


def _say_rank(row: dict, words: Words) -> str:  # type: ignore[type-arg]
    best, worst = row["rank_best"], row["rank_worst"]
    if pd.isna(best):
        return words.t("figure.no_rank")
    if best == worst:
        return words.t("figure.rank_one", best=best)
    return words.t("figure.rank", best=best, worst=worst)
