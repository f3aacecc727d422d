"""Kinds of measures rated by this product's own method, as tables: the points, their reasons, the systems."""

from collections.abc import Mapping, Sequence

from ontrack_dash import effectiveness, tracking
from ontrack_dash.export.abroad import compose, name_filter, origin
from ontrack_dash.export.sourced import SCORE, TEXT, Sourced
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_tracking as said


def rated(weights: Mapping[str, int], words: Words) -> Sourced:
    """Return the points of every kind of measure by criterion, and its total with these weights."""
    rows = tuple(
        (
            words.t(f"europe.measure_name.{row['measure']}"),
            *(int(row[name]) for name in effectiveness.CRITERIA),
            said.of_hundred(row["total"]),
        )
        for row in effectiveness.rate(weights).to_dict("records")
    )
    columns = (
        (words.t("europe.measure"), TEXT),
        *((words.t(f"europe.criterion_name.{name}"), SCORE) for name in effectiveness.CRITERIA),
        (words.t("europe.total"), SCORE),
    )
    heavy = (words.t("europe.weight"), _list_weights(weights, words))
    return Sourced(words.t("europe.effect_scores"), columns, rows, (_method(words), heavy))


def reasons(words: Words) -> Sourced:
    """Return every score with its reason, and the source of the fact it leans on, where there is one."""
    rows = tuple(
        (
            words.t(f"europe.criterion_name.{row['criterion']}"),
            words.t(f"europe.kind_name.{row['kind']}"),
            int(row["score"]),
            said.reason(row["criterion"], row["kind"], words),
            row["source_url"] or words.t("europe.argument"),
        )
        for row in effectiveness.scores().to_dict("records")
    )
    columns = (
        (words.t("europe.criterion"), TEXT), (words.t("europe.kind"), TEXT), (words.t("europe.score"), SCORE),
        (words.t("europe.reason"), TEXT), origin(words)[0],
    )  # fmt: skip
    return Sourced(words.t("europe.effect_reasons"), columns, rows, (_method(words),))


def placed(weights: Mapping[str, int], words: Words, countries: Sequence[str] = ()) -> Sourced:
    """Return what kind of measure each system is, and the points that kind gets with these weights."""
    rated = effectiveness.rate(weights)
    totals = dict(zip(rated["measure"], rated["total"], strict=True))
    table = tracking.systems(countries)

    def total(system: str) -> int | None:
        kind = effectiveness.kind_of(system)
        return said.of_hundred(totals[kind.id]) if kind else None

    rows = tuple(
        (
            words.t(f"europe.system_name.{row['system']}"),
            said.kind_of(row["system"], words),
            total(row["system"]),
            row["source_url"],
            row["retrieved"],
        )
        for row in table[table["aspect"] == "data"].to_dict("records")
    )
    names = (("system", TEXT), ("measure", TEXT), ("total", SCORE))
    heavy = (words.t("europe.weight"), _list_weights(weights, words))
    return compose("effect_systems", names, rows, words, *name_filter(words, countries), _method(words), heavy)


def _list_weights(weights: Mapping[str, int], words: Words) -> str:
    return "; ".join(f"{words.t(f'europe.criterion_name.{name}')} – {weights[name]}" for name in effectiveness.CRITERIA)


def _method(words: Words) -> tuple[str, str]:
    return words.t("europe.method"), words.t("europe.effect_lead", best=effectiveness.BEST)
