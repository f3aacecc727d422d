"""What every exported file says of itself: definitions, filters, viewer, date, build, source and rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.i18n import Words

STATUSES = ("value", "imprecise", "protected", "not_applicable", "no_data")


@dataclass(frozen=True)
class About:
    """Where the numbers of a file come from; `filters` are pairs of words: what was filtered, to what.

    `protection` says who sees what, where that is not the rule of indicators.
    """

    filters: tuple[tuple[str, str], ...]
    viewer: str
    data_date: date | None
    build: str
    is_demo: bool
    source: str
    protection: str = ""


def describe_filters(about: About, words: Words) -> str:
    """Return the filters in one line."""
    return "; ".join(f"{label}: {value}" for label, value in about.filters) or words.t("export.no_filters")


def describe_file(about: About, words: Words) -> list[tuple[str, str]]:
    """Return what holds for the whole file, as label and text."""
    demo = [(words.t("app.demo_mark"), words.t("app.demo_note"))] if about.is_demo else []
    return [
        *demo,
        (words.t("export.filters"), describe_filters(about, words)),
        (words.t("export.viewer"), about.viewer),
        (words.t("export.data_date"), words.date(about.data_date)),
        (words.t("export.build"), about.build),
        (words.t("export.source"), about.source),
    ]


def describe_rules(words: Words, protection: str = "") -> list[tuple[str, str]]:
    """Return how intervals are made, who is protected and what each status means, as label and text.

    `protection` stands where the rule of indicators does not hold.
    """
    precision, rule = RULES["precision"], RULES["protection"]
    interval = words.t("export.rule_interval", level=words.percent(precision["level"], 0))
    protected = protection or words.t(
        "export.rule_protection",
        minimum_n=rule["minimum_n"],
        small_count=rule["small_count"],
        dominance=words.percent(rule["dominance"], 0),
    )
    statuses = [(words.t(f"status.{status}"), words.t(f"status_note.{status}")) for status in STATUSES]
    return [(words.t("export.interval"), interval), (words.t("export.protection"), protected), *statuses]


def describe_indicators(ids: Iterable[str], words: Words) -> dict[str, dict[str, str]]:
    """Return the definition of every indicator once, in the order met: id → column name → text."""
    return {name: _describe_indicator(name, words) for name in dict.fromkeys(ids)}


def _describe_indicator(name: str, words: Words) -> dict[str, str]:
    indicator = INDICATORS[name]
    window = ""
    if indicator.window:
        window = words.t("app.window_months", first=indicator.window[0], last=indicator.window[1])
    return {
        words.t("app.indicator"): words.t(f"indicator.{name}.name"),
        words.t("app.definition"): words.t(f"indicator.{name}.definition"),
        words.t("app.numerator"): words.t(f"indicator.{name}.numerator"),
        words.t("app.denominator"): words.t(f"indicator.{name}.denominator"),
        words.t("app.window"): window,
        words.t("app.wave"): words.label("wave", indicator.wave) if indicator.wave else "",
        words.t("app.basis"): words.t(f"basis.{indicator.basis}"),
        words.t("app.source"): words.t(f"source.{indicator.source}"),
        words.t("app.review"): words.date(indicator.review),
        words.t("app.limits"): words.t(f"indicator.{name}.limits"),
    }
