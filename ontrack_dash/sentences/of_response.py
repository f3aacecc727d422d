"""Sentences about how far the answers speak for the graduates, and whether a share moves over the years."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.i18n import Words
from ontrack_dash.responses import Trend

SHOWN = ("value", "imprecise")
MOST_NAMES = 6
SMALLEST_P = 0.001

Row = Mapping[Any, Any]


def say_rate(estimates: pd.DataFrame, words: Words) -> str:
    """Say how many of those who completed answered, and warn where they are the fewer; nothing where it is hidden."""
    return " ".join(filter(None, rate_and_warning(estimates, words)))


def rate_and_warning(estimates: pd.DataFrame, words: Words) -> tuple[str, str]:
    """Say how many of those who completed answered, and by itself the warning where they are the fewer."""
    found = {row["indicator"]: row for row in estimates.to_dict("records") if row["status"] in SHOWN}
    if not {"completers", "answered"} <= set(found):
        return "", ""
    completers, answered = (int(found[name]["n"]) for name in ("completers", "answered"))
    if answered > completers:
        return words.t("sentence.response.more_answers"), ""
    said = words.t(
        "sentence.response.rate",
        answered=words.number(answered),
        completers=words.plural("app.persons", completers),
        share=words.percent(answered / completers, 0),
    )
    least = RULES["response"]["low_share"]
    low = words.t("sentence.response.low", share=words.percent(least, 0)) if answered < least * completers else ""
    return said, low


def say_representation(worked: pd.DataFrame, words: Words) -> str:
    """Say which groups answered less and which more than they completed, by more than chance; else that none did."""
    rows = worked.to_dict("records")
    shown = [row for row in rows if row["status"] in SHOWN]
    if not shown:
        return words.t("sentence.response.unseen") if rows else ""
    apart = sorted((row for row in shown if row["is_apart"]), key=lambda row: -abs(row["difference"]))
    under, over = [row for row in apart if row["difference"] < 0], [row for row in apart if row["difference"] > 0]
    said = [
        words.t(f"sentence.response.{side}", groups=_list([_say_group(row, words) for row in found], words))
        for side, found in (("under", under), ("over", over))
        if found
    ]
    hidden = sum(row["status"] == "protected" for row in rows)
    return " ".join(
        [
            *(said or [words.t("sentence.response.alike", points=_moved_points(words))]),
            *([words.plural("sentence.response.hidden", hidden)] if hidden else []),
        ]
    )


def say_weighting(worked: pd.DataFrame, words: Words) -> str:
    """Say what weighting moves by more than the rule's points, and where it cannot help."""
    rows = [row for row in worked.to_dict("records") if row["status"] in SHOWN]
    weighted = [row for row in rows if not pd.isna(row["difference"])]
    if not weighted:
        closed = any(row["weighted_status"] == "protected" for row in rows)
        return words.t(f"sentence.response.{'closed_weights' if closed else 'no_weights'}") if rows else ""
    moved = [_say_pair(row, words) for row in weighted if row["is_moved"]]
    thin = [_say_thin(row, words) for row in weighted if row["is_thin"]]
    without = [_short(row, words) for row in rows if pd.isna(row["difference"])]
    points = _moved_points(words)
    said = [
        words.t("sentence.response.moved", points=points, names=_list(moved, words))
        if moved
        else words.t("sentence.response.steady", points=points)
    ]
    lists = (("thin", thin), ("some_without", without))
    return " ".join(
        [*said, *(words.t(f"sentence.response.{key}", names=_list(names, words)) for key, names in lists if names)]
    )


def say_bounds(worked: pd.DataFrame, words: Words) -> str:
    """Say, of the first share with bounds, how far it could lie from its value."""
    rows = [row for row in worked.to_dict("records") if row["status"] in SHOWN]
    row = next((row for row in rows if not (pd.isna(row["low"]) and pd.isna(row["cohort_low"]))), None)
    if row is None:
        return ""
    n = int(row["n"])
    said = [words.t("sentence.response.known", name=words.t(f"indicator.{row['indicator']}.name"),
                    value=words.percent(row["value"]), people=words.plural("sentence.people.is_known", n))]  # fmt: skip
    for key, whole, low, high in (
        ("unknown", row["answered_n"], row["low"], row["high"]),
        ("silent", row["population"], row["cohort_low"], row["cohort_high"]),
    ):
        if not pd.isna(low):
            people = words.plural("app.persons", int(whole) - n)
            said.append(
                words.t(f"sentence.response.{key}", people=people, low=words.percent(low), high=words.percent(high))
            )
    return " ".join(said)


def say_trend(trend: Trend, words: Words) -> str:
    """Say whether a share goes up or down over the years, or why that was not tested."""
    if trend.reason:
        return words.t(f"sentence.trend.{trend.reason}")
    p = max(trend.p, SMALLEST_P)
    return words.t(
        f"sentence.trend.{trend.direction}",
        first=trend.years[0],
        last=trend.years[-1],
        points=_points(trend, words),
        chance=words.t("sentence.trend.under" if trend.p < SMALLEST_P else "sentence.trend.about", p=words.percent(p)),
    )


def _points(trend: Trend, words: Words) -> str:
    """Say the change a year; a rise and a fall are said in words, so only what is neither has a sign."""
    said = words.points(trend.slope if trend.direction == "none" else abs(trend.slope))
    return said if trend.direction == "none" else said.removeprefix("+")


def _say_group(row: Row, words: Words) -> str:
    return words.t(
        "sentence.response.group",
        group=words.label(row["dimension"], row["group"]),
        cohort=words.percent(row["cohort_share"]),
        answered=words.percent(row["answered_share"]),
    )


def _say_pair(row: Row, words: Words) -> str:
    return words.t(
        "sentence.response.pair",
        name=_short(row, words),
        plain=words.percent(row["value"]),
        weighted=words.percent(row["weighted_value"]),
    )


def _say_thin(row: Row, words: Words) -> str:
    return words.t(
        "sentence.response.worth",
        name=_short(row, words),
        n=words.number(int(row["n"])),
        effective=words.number(row["effective_n"], 0),
    )


def _short(row: Row, words: Words) -> str:
    return words.t(f"indicator.{row['indicator']}.short")


def _moved_points(words: Words) -> str:
    return words.points(RULES["weights"]["moved_points"], 0).removeprefix("+")


def _list(names: Sequence[str], words: Words) -> str:
    listed = "; ".join(names[:MOST_NAMES])
    if len(names) <= MOST_NAMES:
        return listed
    return words.t("sentence.and_more", names=listed, n=words.number(len(names) - MOST_NAMES))
