"""Slides of the pilot: how practical the tools are, and how they were scored."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ontrack_dash import comparisons, pilot_names, pilots
from ontrack_dash import written as written_
from ontrack_dash.figures import diverging
from ontrack_dash.figures.marks import SHOWN, STATES
from ontrack_dash.filtering import ALL
from ontrack_dash.i18n import Words
from ontrack_dash.pilots import CRITERIA, POINTS
from ontrack_dash.sentences import of_pilot
from ontrack_dash.slides import telling
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import MOST_ROWS, Axis, Chart, Mark, Series, Slide
from ontrack_dash.slides.scope import BUILDS, Scope, written
from ontrack_dash.viewers import PUBLIC

USUAL_CRITERION = "feasibility"
WHOLE = Axis(0.0, 1.0, ())

Pairs = tuple[tuple[str, str], ...]


class Piloted(NamedTuple):
    """Which evaluations are looked at; the public may filter by round or by country, never by both."""

    where: Pairs
    criterion: str


def pilot_verdicts(scope: Scope, kind: Kind) -> Slide:
    """Return the verdict of every tool."""
    words, asked = scope.words, _ask(scope)
    judged = _verdicts(scope.build.path, written(scope.build), asked.where)
    if judged.empty:
        return _nothing(scope, kind)
    cells = tuple(_row(row, words) for row in judged.head(MOST_ROWS).to_dict("records"))
    header = tuple(words.t(key) for key in ("pilot.tool", "slides.verdict", "slides.reached", "slides.weakest"))
    finding = of_pilot.finding(judged, words)
    parts = finding.split(". ")
    return Slide(
        id=kind.id,
        headline=telling.fit((finding, f"{parts[0].rstrip('.')}.")),
        chart=Chart("table", header, cells=cells, title=words.t("pilot.verdicts")),
        caution=_say_origin(scope),
        basis=_basis(asked, words),
        source=_source(scope),
        alt=" ".join(f"{'; '.join(row)}." for row in cells),
        notes="\n\n".join([finding, *(f"{term}: {text}" for term, text in of_pilot.explain(words))]),
        link=scope.link,
    )


def pilot_scores(scope: Scope, kind: Kind) -> Slide:
    """Return the scores of all tools on one criterion, around the middle."""
    words, asked = scope.words, _ask(scope)
    every = _scores(scope.build.path, written(scope.build), asked.where)
    found = every[every["criterion"] == asked.criterion].head(MOST_ROWS)
    criterion = pilot_names.name_code("criterion", asked.criterion, words)
    title = words.t("pilot.by_tool", criterion=criterion)
    if not found["status"].isin(SHOWN).any():
        return _nothing(scope, kind)
    drawn = _in_order(found)
    names = tuple(pilot_names.name_code("tool", tool, words) for tool in drawn["tool"])
    records = drawn.to_dict("records")
    parts = tuple(
        Series(words.number(point), tuple(_part(row, point, words) for row in records), colour=place)
        for place, point in enumerate(POINTS)
    )
    worked = drawn.assign(grouped="tool", code=drawn["tool"])
    return Slide(
        id=kind.id,
        headline=_say_scores(criterion, records, names, words),
        chart=Chart("diverging", names, parts, axis=WHOLE, legend=words.t("slides.legend.diverging"), title=title),
        caution=_say_origin(scope),
        basis=_basis(asked, words),
        source=_source(scope),
        alt=diverging.describe(worked, words),
        notes="\n\n".join(telling.explain("diverging", words)),
        link=scope.link,
    )


def _ask(scope: Scope) -> Piloted:
    codes = _contents(scope.build.path, written(scope.build)).codes
    chosen = {name: scope.chosen(f"pilot_{name}") for name in ("round", "country")}
    country = chosen["country"] if chosen["country"] in codes["country"] else ""
    last = codes["round"][-1] if codes["round"] else ""
    of_round = "" if chosen["round"] == ALL else chosen["round"] if chosen["round"] in codes["round"] else last
    criterion = scope.chosen("criterion") if scope.chosen("criterion") in CRITERIA else USUAL_CRITERION
    where = {"country": country} if country else {"round": of_round}
    return Piloted(tuple((name, code) for name, code in where.items() if code), criterion)


@lru_cache(maxsize=BUILDS)
def _contents(build: Path, _written: int) -> pilots.Contents:
    return pilots.contents(build)


@lru_cache(maxsize=BUILDS)
def _verdicts(build: Path, _written: int, where: Pairs) -> pd.DataFrame:
    return comparisons.verdicts(build, dict(where), viewer=PUBLIC)


@lru_cache(maxsize=BUILDS)
def _scores(build: Path, _written: int, where: Pairs) -> pd.DataFrame:
    return pilots.scores(build, ("tool",), dict(where), viewer=PUBLIC)


def _row(row: dict, words: Words) -> tuple[str, ...]:  # type: ignore[type-arg]
    name, verdict = pilot_names.name_code("tool", row["tool"], words), of_pilot.name_verdict(row, words)
    if row["verdict"] == "protected" or pd.isna(row["reached"]):
        return name, verdict, "", ""
    weakest = pilot_names.name_code("criterion", row["weakest"], words)
    return name, verdict, f"{row['reached']}/{len(CRITERIA)}", f"{weakest}, {words.percent(row['value'], 0)}"


def _part(row: dict, point: int, words: Words) -> Mark:  # type: ignore[type-arg]
    if row["status"] not in SHOWN:
        return Mark(words.t(f"status.{row['status']}"), str(row["status"]))
    share = row[f"score_{point}"] / row["answered"]
    said = written_.qualify(words.percent(share, 0), str(row["status"]), bool(row["is_small"]), words)
    return Mark(said, str(row["status"]), float(share), n=int(row["answered"]))


def _in_order(found: pd.DataFrame) -> pd.DataFrame:
    """Sort by the share that speaks for a tool, but only inside a state: what is imprecise ranks among itself."""
    place = found["status"].map({status: place for place, status in enumerate(STATES)})
    ordered = found.assign(place=place).sort_values(["place", "value"], ascending=[True, False], kind="stable")
    return ordered.drop(columns="place")


def _say_scores(criterion: str, records: list[dict], names: tuple[str, ...], words: Words) -> str:  # type: ignore[type-arg]
    """Say which tool most speak for and which fewest, and whether their intervals lie apart."""
    sure = [(row, name) for row, name in zip(records, names, strict=True) if row["status"] == "value"]
    if len(sure) < len(("most", "fewest")):
        return words.t("pilot.by_tool", criterion=criterion)
    (most, first), (fewest, last) = sure[0], sure[-1]
    key = "apart" if fewest["high"] < most["low"] else "overlap"
    shares = {"high": words.percent(most["value"], 0), "low": words.percent(fewest["value"], 0)}
    filled = {"name": criterion[:1].upper() + criterion[1:], "highest": first, "lowest": last, **shares}
    return telling.fit([words.t(f"slides.headline.{key}{form}", **filled) for form in ("", "_short", "_bare")])


def _basis(asked: Piloted, words: Words) -> str:
    said = [pilot_names.name_code(name, code, words) for name, code in asked.where]
    return " · ".join(said) or words.t("pilot.all_rounds")


def _source(scope: Scope) -> str:
    return telling.say_origin(scope.words.t("slides.pilot_source"), scope.build, scope.contents.data_date, scope.words)


def _say_origin(scope: Scope) -> str:
    return scope.words.t("pilot.invented" if scope.build.is_demo else "pilot.not_public")


def _nothing(scope: Scope, kind: Kind) -> Slide:
    words = scope.words
    is_there = _contents(scope.build.path, written(scope.build)).evaluations > 0
    title = words.t("empty.protected_title" if is_there else "pilot.empty_title")
    said = words.t("pilot.finding.hidden" if is_there else "slides.no_pilot")
    return Slide(kind.id, title, points=(said,), source=_source(scope), alt=said, link=scope.link)
