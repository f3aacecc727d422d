"""The dots of a section: shares with their interval, each beside what it is read against."""

from ontrack_dash import written
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.estimating import SHARES, SHOWN
from ontrack_dash.i18n import Words
from ontrack_dash.section.answers import Row, is_missing
from ontrack_dash.section.model import Dot, Section


def dots(section: Section, words: Words) -> tuple[Dot, ...]:
    """Return a dot for every share that has a value, in the order of the table."""
    return tuple(_dot(row, words) for row in section.measured.to_dict("records") if _is_drawn(row))


def describe(section: Section, words: Words) -> str:
    """Say in words what the chart shows, dot by dot; nothing where it shows nothing."""
    said = [
        words.t(
            "section.chart.alt" if dot.benchmark is None else "section.chart.alt_beside",
            label=dot.label,
            said=dot.said,
            interval=words.interval(dot.low, dot.high),
            benchmark=words.percent(dot.benchmark),
        )
        for dot in dots(section, words)
    ]
    return " ".join([f"{words.t('section.chart.title')}.", *said]) if said else ""


def legend(words: Words) -> str:
    """Explain the marks."""
    return words.t("section.chart.legend", level=words.percent(RULES["precision"]["level"], 0))


def _is_drawn(row: Row) -> bool:
    return row["status"] in SHOWN and INDICATORS[row["indicator"]].kind in SHARES


def _dot(row: Row, words: Words) -> Dot:
    name = str(row["indicator"])
    against = {"mix": row["expected"], "country": row["benchmark"]}.get(row["against"], float("nan"))
    return Dot(
        label=words.t("section.chart.label", name=words.t(f"indicator.{name}.name"), cohort=row["cohort"]),
        value=float(row["value"]),
        low=float(row["low"]),
        high=float(row["high"]),
        benchmark=None if is_missing(against) else float(against),
        said=written.value(name, row, words),
        is_imprecise=row["status"] == "imprecise",
    )
