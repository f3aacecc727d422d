"""What the figures of others say, in words: counted, never explained."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import pandas as pd

from ontrack_dash import effectiveness, tracking
from ontrack_dash.i18n import EN_DASH, Words

HUNDRED = 100


def say_mapping(words: Words) -> str:
    """Say what the mapping study counted; measures beyond the total must use both a survey and registers."""
    found = tracking.mapping().dropna(subset="value").set_index("finding")["value"].astype(int)
    both = found["surveys"] + found["registers"] - found["measures"]
    return words.t(
        "europe.mapping_found", both=words.number(both), **{name: words.number(found[name]) for name in found.index}
    )


def say_reliability(dataset: str, words: Words) -> str:
    """Say in which years Eurostat itself calls the figure of Bulgaria little reliable."""
    years, known = tracking.unreliable_years(dataset)
    if not known:
        return words.t("europe.eurostat.unreliable_none")
    few, every = words.number(len(years)), words.number(known)
    return words.t("europe.eurostat.unreliable", few=few, all=every, years=write_years(years)) if years else ""


def say_target(table: pd.DataFrame, dataset: str, words: Words) -> str:
    """Say which countries stood at the European target or above it in the latest year, and that nothing is sure."""
    goal = tracking.target(dataset)
    latest = table[(table["year"] == table["year"].max()) & table["value"].notna()]
    own = latest[latest["geo"] != tracking.UNION]
    reached = [words.t(f"europe.country_name.{geo}") for geo in own.loc[own["value"] >= goal.value, "geo"]]
    key = "europe.eurostat.reached" if reached else "europe.eurostat.reached_none"
    said = words.t(key, year=table["year"].max(), target=words.percent(goal.value, 0), countries=", ".join(reached))
    union = [
        words.t("europe.eurostat.union", value=words.percent(value))
        for value in latest.loc[latest["geo"] == tracking.UNION, "value"]
    ]
    return " ".join([said, *union, words.t("europe.eurostat.no_interval")])


def say_rating(rated: pd.DataFrame, weights: Mapping[str, int], words: Words) -> str:
    """Say which measure comes first with these weights, where another one outdoes it, and what that does not mean."""
    first = effectiveness.leaders(rated)
    if not first:
        return words.t("europe.rating.none")
    points, caution = words.number(of_hundred(rated["total"].max())), words.t("europe.rating.caution")
    if len(first) > 1:
        return " ".join([words.t("europe.rating.tied", points=points, names=_name_measures(first, words)), caution])
    rest = rated.iloc[1:]
    said = words.t(
        "europe.rating.first",
        first=_name_measures(first, words),
        points=points,
        second=_name_measures(effectiveness.leaders(rest), words),
        next=words.number(of_hundred(rest["total"].max())),
    )
    return " ".join([said, _say_outdone(effectiveness.outdone(rated, weights), words), caution])


def of_hundred(total: float | None) -> int | None:
    """Return a rating as whole points of a hundred, None where there is none."""
    return None if total is None or pd.isna(total) else int(total * HUNDRED + 0.5)


def reason(criterion: str, kind: str, words: Words) -> str:
    """Say why a criterion gives a kind so many points, with the figures of others it leans on."""
    return words.t(f"europe.reason_for.{criterion}.{kind}", **_found(words.lang))


def kind_of(system: str, words: Words) -> str:
    """Name the kind of measure a system is, as far as its table says."""
    kind = effectiveness.kind_of(system)
    if kind:
        return words.t(f"europe.measure_name.{kind.id}")
    source = effectiveness.SYSTEMS[system].get("source")
    return (
        words.t("europe.kind_unknown", kind=words.t(f"europe.kind_name.{source}"))
        if source
        else words.t("europe.kind_none")
    )


def write_years(years: Sequence[int]) -> str:
    """Write years as runs: 2017, 2019–2022."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}{EN_DASH}{run[-1]}" for run in runs)


def _say_outdone(criteria: Sequence[str], words: Words) -> str:
    if not criteria:
        return words.t("europe.rating.best_everywhere")
    names = [words.t(f"europe.criterion_name.{name}") for name in criteria]
    return words.t("europe.rating.outdone", criteria=", ".join(name[:1].lower() + name[1:] for name in names))


def _name_measures(ids: Sequence[str], words: Words) -> str:
    return ", ".join(words.t("europe.quoted", name=words.t(f"europe.measure_name.{name}")) for name in ids)


@lru_cache
def _found(lang: str) -> dict[str, str]:
    """Return the shares other systems found, written, by the id of what was measured."""
    words, facts = Words(lang), tracking.outcomes()
    shares = facts[facts["unit"] == "share"]
    return {name: words.percent(value) for name, value in zip(shares["measure"], shares["value"], strict=True)}
