"""Slides of other countries: Eurostat's figures, and what kind of system each has."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from ontrack_dash import effectiveness, tracking
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_tracking
from ontrack_dash.slides import marking, telling
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import Axis, Chart, Level, Mark, Series, Slide
from ontrack_dash.slides.scope import SEPARATOR, Scope
from ontrack_dash.tracking import HOME, UNION

KIND = "countries"
# Whoever uses a register at all is told from those who only ask.
REGISTERS = ("register", "combined")


def eurostat(scope: Scope, kind: Kind) -> Slide:
    """Return the latest figure of every country, in their order, beside the European target."""
    words, table = scope.words, tracking.eurostat(kind.of, _countries(scope))
    latest = table[(table["year"] == table["year"].max()) & table["value"].notna()]
    ordered = latest.sort_values("value", ascending=False, kind="stable").to_dict("records")
    marks = tuple(_mark(row, words) for row in ordered)
    title = words.t(
        "slides.headline.eurostat_year", name=words.t(f"europe.eurostat.{kind.of}"), year=table["year"].max()
    )
    chart = Chart(
        "dots",
        tuple(words.t(f"europe.country_name.{row['geo']}") for row in ordered),
        (Series(title, marks),),
        axis=_axis(marks, kind.of, words),
        levels=(_target(kind.of, words),),
        legend=_explain_flags(latest, words),
        title=title,
    )
    said = " ".join(f"{name} – {mark.said}." for name, mark in zip(chart.categories, marks, strict=True))
    made = replace(_slide(scope, kind, chart, table, title), alt=f"{title.rstrip('.')}. {said}")
    if (latest["geo"] == HOME).any():
        return made
    return replace(made, caution=of_tracking.say_reliability(kind.of, words) or made.caution)


def eurostat_years(scope: Scope, kind: Kind) -> Slide:
    """Return the figures of Bulgaria and of the Union over years, beside the European target."""
    words = scope.words
    table = tracking.eurostat(kind.of, (HOME,))
    years = sorted(table["year"].unique())
    lines = tuple(_line(geo, table, years, words) for geo in (HOME, UNION))
    title = words.t(f"europe.eurostat.{kind.of}")
    chart = Chart(
        "lines",
        tuple(map(str, years)),
        lines,
        axis=_axis([mark for line in lines for mark in line.marks], kind.of, words),
        levels=(_target(kind.of, words),),
        legend=_explain_flags(table, words),
        title=title,
    )
    made = _slide(scope, kind, chart, table, title)
    headline = _say_home(table, kind.of, words) or made.headline
    said = " ".join(_say_ends(line, chart.categories) for line in lines)
    caution = of_tracking.say_reliability(kind.of, words)
    return replace(made, headline=headline, caution=caution, alt=f"{title}. {said}")


def countries(scope: Scope, kind: Kind) -> Slide:
    """Return what kind each system is, as far as its public description says."""
    words, chosen = scope.words, _countries(scope)
    systems = list(dict.fromkeys(tracking.systems(chosen)["system"]))
    said = {system: effectiveness.SYSTEMS[system] for system in systems}
    sources = [kinds.get("source", "") for kinds in said.values()]
    day = max(filter(None, tracking.systems(chosen)["retrieved"]))
    registers, surveys = sum(source in REGISTERS for source in sources), sources.count("survey")
    chart = Chart(
        "table",
        tuple(words.t(key) for key in ("europe.system", "europe.aspect.data", "europe.aspect.timing")),
        cells=tuple(_row(system, kinds, words) for system, kinds in said.items()),
        title=words.t("europe.systems"),
    )
    return Slide(
        id=kind.id,
        headline=words.t(
            "slides.headline.countries",
            all=words.number(len(systems)), registers=words.number(registers), surveys=words.number(surveys),
        ),
        chart=chart,
        caution=words.t("slides.reading_of_sources"),
        source=words.t("slides.sources_live", date=words.date(day)),
        alt=" ".join(f"{'; '.join(row)}." for row in chart.cells),
        notes=f"{words.t('europe.on_track_note')}\n\n{words.t('europe.dates_note')}",
        link=scope.link,
    )  # fmt: skip


def _slide(scope: Scope, kind: Kind, chart: Chart, table: pd.DataFrame, title: str) -> Slide:
    words = scope.words
    _, day = tracking.origin(kind.of)
    first = of_tracking.say_target(table, kind.of, words).partition(words.t("europe.eurostat.no_interval"))[0]
    reached = _say_reached(table, kind.of, words)
    return Slide(
        id=kind.id,
        headline=telling.fit((reached, title)),
        chart=chart,
        caution=words.t("slides.no_interval"),
        basis=title,
        source=words.t("slides.eurostat_source", dataset=kind.of, date=words.date(day)),
        alt=title,
        notes="\n\n".join([first.strip(), words.t("europe.eurostat.no_interval"), telling.explain(KIND, words)[-1]]),
        link=scope.link,
    )


def _say_reached(table: pd.DataFrame, dataset: str, words: Words) -> str:
    """Say which countries stood at the target or above it in the latest year."""
    goal = tracking.target(dataset)
    latest = table[(table["year"] == table["year"].max()) & (table["geo"] != UNION)]
    reached = [words.t(f"europe.country_name.{geo}") for geo in latest.loc[latest["value"] >= goal.value, "geo"]]
    filled = {"year": table["year"].max(), "target": words.percent(goal.value, 0)}
    if not reached:
        return words.t("europe.eurostat.reached_none", **filled)
    said = words.t("europe.eurostat.reached", countries=", ".join(reached), **filled)
    count = words.t("slides.headline.reached", n=words.number(len(reached)), of=words.number(len(latest)), **filled)
    return telling.fit((said, count))


def _say_home(table: pd.DataFrame, dataset: str, words: Words) -> str:
    """Say the latest figures of Bulgaria and of the Union, where both have one."""
    latest = table[(table["year"] == table["year"].max()) & table["value"].notna()].set_index("geo")["value"]
    if not {HOME, UNION} <= set(latest.index):
        return ""
    figures = {"home": words.percent(latest[HOME]), "union": words.percent(latest[UNION])}
    target = words.percent(tracking.target(dataset).value, 0)
    return words.t("slides.headline.home", year=table["year"].max(), target=target, **figures)


def _countries(scope: Scope) -> tuple[str, ...]:
    chosen = scope.chosen("country").split(SEPARATOR)
    return tuple(code for code in tracking.countries() if code in chosen)


def _mark(row: Mapping[Any, Any], words: Words) -> Mark:
    role = {HOME: "this", UNION: "quiet"}.get(str(row["geo"]), "others")
    label = "".join(words.t(f"figure.flag.{flag}") for flag in str(row["flags"] or ""))
    value = float(row["value"])
    return Mark(words.percent(value), "value", value, role=role, label=label)


def _line(geo: str, table: pd.DataFrame, years: list[int], words: Words) -> Series:
    of_geo = {row["year"]: row for row in table[(table["geo"] == geo) & table["value"].notna()].to_dict("records")}
    absent = Mark(words.t("status.no_data"), "no_data")
    marks = (_mark(of_geo[year], words) if year in of_geo else absent for year in years)
    is_home = geo == HOME
    named = tuple(replace(mark, role="this" if is_home else "others") for mark in marks)
    return Series(words.t(f"europe.country_name.{geo}"), named, colour=0 if is_home else None)


def _say_ends(line: Series, years: tuple[str, ...]) -> str:
    """Say the first and the last figure of a line."""
    known = [(year, mark.said) for year, mark in zip(years, line.marks, strict=True) if mark.value is not None]
    ends = dict([known[0], known[-1]]) if known else {}
    return f"{line.name}: {', '.join(f'{year} – {said}' for year, said in ends.items())}."


def _axis(marks: "tuple[Mark, ...] | list[Mark]", dataset: str, words: Words) -> Axis:
    return marking.axis(marks, words, tracking.target(dataset).value)


def _target(dataset: str, words: Words) -> Level:
    goal = tracking.target(dataset)
    return Level(words.t("figure.target", year=goal.year, value=words.percent(goal.value, 0)), goal.value)


def _explain_flags(table: pd.DataFrame, words: Words) -> str:
    found = dict.fromkeys(flag for flags in table["flags"].fillna("") for flag in flags)
    return "; ".join(
        f"{words.t(f'figure.flag.{flag}')} – {words.t(f'reference.eurostat.flag.{flag}')}" for flag in found
    )


def _row(system: str, kinds: Mapping[str, str], words: Words) -> tuple[str, ...]:
    unknown = words.t("europe.not_found")
    told = (words.t(f"europe.kind_name.{kinds[part]}") if part in kinds else unknown for part in ("source", "rhythm"))
    return words.t(f"europe.system_name.{system}"), *told
