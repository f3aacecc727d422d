"""The tables of a section: every number as the pages write it, beside it the persons it rests on."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ontrack_dash import written
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.i18n import EN_DASH, Words
from ontrack_dash.section.answers import Row, is_missing
from ontrack_dash.section.counting import LEFT
from ontrack_dash.section.groups import SIZE, by_wave
from ontrack_dash.section.model import Number, Section, Table

SHOWN = written.SHOWN
# Findings that say how many left without a document.
OF_LEFT = ("left", "left_filed")


def counts(section: Section, words: Words) -> Table:
    """Return the eight counts as filed beside those of the data, each with what decides its year."""
    has_filed = bool((section.counts["filed_status"] == "value").any())
    names = ("count", "basis", *(("filed",) if has_filed else ()), "own", *(("agrees",) if has_filed else ()))
    left = next((finding.numbers["left"] for finding in section.findings if finding.rule in OF_LEFT), None)
    rows = []
    for row in section.counts.to_dict("records"):
        cells = {
            "count": words.t(f"count.{row['count']}"),
            "basis": words.t(f"section.counts.year_of.{row['basis']}"),
            "filed": words.number(row["filed"]),
            "own": _own(row, left, words),
            "agrees": _agrees(row, words),
        }
        rows.append(tuple(cells[name] for name in names))
    return Table(
        caption=words.t(f"section.counts.{'caption' if has_filed else 'own_caption'}", year=section.year),
        header=tuple(words.t(f"section.counts.column.{name}", year=section.year) for name in names),
        rows=tuple(rows),
        right=tuple(name in ("filed", "own") for name in names),
    )


def measured(section: Section, words: Words) -> Table:
    """Return the indicators, each with its cohort, interval, persons, what it is read against and its change."""
    own = ("cohort", "against", "standing", "change", "response")
    column = {name: words.t(f"section.measured.column.{name}") for name in own}
    header = (
        words.t("app.indicator"), column["cohort"], words.t("app.value"), words.t("ui.interval"), words.t("app.n"),
        column["against"], column["standing"], column["change"], column["response"],
    )  # fmt: skip
    return Table(
        caption=words.t("section.measured.caption", kind=words.label("kind", section.kind)),
        header=header,
        rows=tuple(_measured(row, words) for row in section.measured.to_dict("records")),
        right=(False, *[True] * 5, False, False, True),
        notes=written.notes(section.measured, words),
    )


def by_group(estimates: pd.DataFrame, group: str, caption: str, words: Words) -> Table:
    """Return completers of each cohort and what became of one of them, a row a group in the order of the frame."""
    ids = [name for name in RULES["section"]["by_group"] if name != SIZE]
    cohorts = sorted({int(cohort) for cohort in estimates["cohort"]})
    cells = {(row[group], row["indicator"], int(row["cohort"])): row for row in estimates.to_dict("records")}
    places = [(SIZE, cohort) for cohort in reversed(cohorts)]
    places += [(name, cohort) for name in ids for cohort in cohorts if _has(estimates, name, cohort)]
    rows = [
        (words.label(group, code), *(_cell(cells.get((code, *place)), words) for place in places))
        for code in dict.fromkeys(estimates[group])
    ]
    titles = [
        words.t("section.column.completers", year=cohort) if name == SIZE else words.t(f"indicator.{name}.name")
        for name, cohort in places
    ]
    return Table(
        caption=caption,
        header=(words.t(f"dimension.{group}"), *titles),
        rows=tuple(rows),
        right=(False, *[name == SIZE for name, _ in places]),
        notes=written.notes(estimates, words),
    )


def views(section: Section, words: Words) -> Table:
    """Return what employers say above what graduates say of the same."""
    rows = [
        (words.t(f"indicator.{row['indicator']}.name"), str(row["cohort"]), *_numbers(row, words))
        for row in section.employers.to_dict("records")
    ]
    header = ("app.indicator", "section.measured.column.cohort", "app.value", "ui.interval", "app.n")
    return Table(
        caption=words.t("section.employers.caption"),
        header=tuple(words.t(key) for key in header),
        rows=tuple(rows),
        right=(False, *[True] * 4),
        notes=written.notes(section.employers, words),
    )


def response(section: Section, words: Words) -> Table:
    """Return a row a wave: from those who completed to those who answered."""
    ids = RULES["section"]["response"]
    rows = [
        (words.label("wave", wave), str(found[SIZE]["cohort"]), *(_rate(found[name], words) for name in ids))
        for wave, found in by_wave(section.response).items()
    ]
    titles = (words.t(f"indicator.{name}.name") for name in ids)
    return Table(
        caption=words.t("section.response.caption", kind=words.label("kind", section.kind)),
        header=(words.t("app.wave"), words.t("section.measured.column.cohort"), *titles),
        rows=tuple(rows),
        right=(False, *[True] * (len(ids) + 1)),
        notes=written.notes(section.response, words),
    )


def measures(section: Section, words: Words) -> Table:
    """Return the improvement measures with what became of the indicator each was to move."""
    moved = {int(row["measure"]): row for row in section.progress.to_dict("records")}
    rows = [
        (
            str(measure.year), measure.finding, measure.measure,
            _join((measure.owner, words.date(measure.due) if measure.due else "")),
            words.t(f"report.step.{measure.step}"), _progress(moved.get(place), measure.year, words), measure.result,
        )
        for place, measure in enumerate(section.measures)
    ]  # fmt: skip
    said = {name: words.t(f"report.measure.{name}") for name in ("finding", "measure", "step", "result")}
    column = {name: words.t(f"section.measures.column.{name}") for name in ("year", "owner", "indicator")}
    order = ("year", "finding", "measure", "owner", "step", "indicator", "result")
    return Table(
        caption=words.t("section.measures.caption"),
        header=tuple({**said, **column}[name] for name in order),
        rows=tuple(rows),
        right=(False,) * len(order),
    )


def _own(row: Row, left: Number, words: Words) -> str:
    """Write what the data know of a count; of those who left they know how many there are of both kinds."""
    if row["count"] in LEFT and left is not None:
        return words.t("section.counts.together", left=words.number(int(left)))
    if row["count"] in LEFT:
        return words.t("status.no_data")
    if row["own_status"] == "not_applicable":
        return words.t("section.counts.not_known")
    return words.number(row["own"]) if row["own_status"] in SHOWN else words.t(f"status.{row['own_status']}")


def _agrees(row: Row, words: Words) -> str:
    if is_missing(row["agrees"]):
        return EN_DASH
    return words.t(f"section.counts.{'alike' if row['agrees'] else 'different'}")


def _measured(row: Row, words: Words) -> tuple[str, ...]:
    return (
        words.t(f"indicator.{row['indicator']}.name"), str(row["cohort"]), *_numbers(row, words),
        _against(row, words), words.t(f"section.standing.{row['standing']}") if row["standing"] else EN_DASH,
        _change(row, words), EN_DASH if is_missing(row["response"]) else words.value("response_rate", row["response"]),
    )  # fmt: skip


def _numbers(row: Row, words: Words) -> tuple[str, str, str]:
    """Write value, interval and persons as the tables of the pages do."""
    indicator = str(row["indicator"])
    if row["status"] not in SHOWN:
        return words.t(f"status.{row['status']}"), "", ""
    span = written.interval(indicator, row["low"], row["high"], words)
    return written.value(indicator, row, words), span, words.number(row["n"])


def _against(row: Row, words: Words) -> str:
    if row["status"] not in SHOWN or row["against"] == "":
        return EN_DASH
    if row["against"] == "mix":
        return words.value(row["indicator"], row["expected"])
    return words.t("section.measured.of_country", value=words.value(row["indicator"], row["benchmark"]))


def _change(row: Row, words: Words) -> str:
    if is_missing(row["change"]):
        return EN_DASH
    low, high = words.signed(row["change_low"]), words.signed(row["change_high"])
    return words.t("section.change", change=words.points(row["change"]), low=low, high=high)


def _cell(row: Row | None, words: Words) -> str:
    """Write an estimate into one cell: value, interval and persons; a count is its own number of persons."""
    if row is None or row["status"] not in SHOWN:
        return words.t(f"status.{row['status'] if row else 'no_data'}")
    indicator = str(row["indicator"])
    said = written.value(indicator, row, words)
    if INDICATORS[indicator].kind == "count":
        return said
    span = written.interval(indicator, row["low"], row["high"], words)
    return words.t("section.cell", value=said, interval=span, people=words.plural("app.persons", int(row["n"])))


def _rate(row: Row, words: Words) -> str:
    """Write a count, or the rate between two counts that stand beside it."""
    value, span, _ = _numbers(row, words)
    return words.t("section.rate", value=value, interval=span) if span else value


def _has(estimates: pd.DataFrame, name: str, cohort: int) -> bool:
    return bool(((estimates["indicator"] == name) & (estimates["cohort"] == cohort)).any())


def _progress(row: Row | None, year: int, words: Words) -> str:
    """Say the value of an indicator then and now, or when the next one comes."""
    if row is None:
        return ""
    name = words.t(f"indicator.{row['indicator']}.name")
    then, now = (_in_cohort(row, side, words) for side in ("before", "after"))
    has_followed = row["after_status"] != "no_data"
    rest = f"{then} → {now}" if has_followed else _join((then, words.t("section.measures.next", year=year + 1)))
    return f"{name}: {rest}"


def _in_cohort(row: Row, side: str, words: Words) -> str:
    status = row[f"{side}_status"]
    said = words.value(row["indicator"], row[side]) if status in SHOWN else words.t(f"status.{status}")
    return words.t("report.in_cohort", value=said, year=row[f"{side}_year"])


def _join(parts: Sequence[Any]) -> str:
    return "; ".join(part for part in parts if part)
