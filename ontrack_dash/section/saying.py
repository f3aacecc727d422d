"""Findings and gaps in words: one sentence for what stands out, one for all that do not."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any

from ontrack_dash import written
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Finding, Gap, Section

# Rules whose findings make one sentence, each a part of it.
LISTED = frozenset({"within_expected", "within_country", "steady", "counts_differ", "imprecise", "small"})
# Rules that belong to the part of the counts.
OF_COUNTS = frozenset({"left", "left_filed"})
PLACED = ("above_", "below_", "rise", "fall")
DIRECTIONS: Mapping[str, str] = MappingProxyType({"lower": "lower_is_better", "none": "no_direction"})

# Numbers of findings and how they are written; what is in none of these stands as it is (years, waves).
VALUES = frozenset({"value", "expected", "benchmark"})
SHARES = frozenset({"share", "least"})
WRITERS: Mapping[str, Callable[[Words, Any], str]] = MappingProxyType(
    {
        **dict.fromkeys(("difference", "change"), Words.points),
        **dict.fromkeys(("difference_low", "difference_high", "change_low", "change_high"), Words.signed),
        **dict.fromkeys(("n", "own", "filed", "enrolled", "left", "answered", "completers"), Words.number),
    }
)


def say_findings(section: Section, words: Words) -> tuple[tuple[str, str | None], ...]:
    """Return each finding as a sentence with its indicator; those that stand together are one, of no indicator."""
    said = [finding for finding in section.findings if finding.rule not in OF_COUNTS]
    return tuple(
        sentence
        for rule, group in groupby(said, key=lambda each: each.rule)
        for sentence in _say(rule, list(group), words)
    )


def say_left(section: Section, words: Words) -> list[str]:
    """Say how many left without a document, where that is known."""
    return [say_finding(finding, words) for finding in section.findings if finding.rule in OF_COUNTS]


def say_finding(finding: Finding, words: Words) -> str:
    """Say one finding by itself."""
    filled = _fill(finding, words)
    if finding.rule in LISTED:
        item = words.t(f"section.finding_item.{finding.rule}", **filled)
        return words.t(f"section.finding.{finding.rule}", names=item)
    sentence = words.t(f"section.finding.{finding.rule}", **filled)
    direction = INDICATORS[finding.indicator].direction if finding.indicator else ""
    if direction in DIRECTIONS and finding.rule.startswith(PLACED):
        return f"{sentence} {words.t(f'section.finding.{DIRECTIONS[direction]}')}"
    return sentence


def say_gap(gap: Gap, section: Section, words: Words) -> str:
    """Say what is missing, and how to get it to whoever can."""
    filled = {name: _write(name, "", number, words) for name, number in gap.numbers.items()}
    pages = {
        f"{name}_page": words.t(f"page.{page}.title")
        for name, page in (("import", "import_data"), ("centre", "centre"))
    }
    filled |= {**pages, "register": words.t("file_kind.graduates")}
    parts = ("what", "how") if section.viewer.role != "public" or gap.rule == "protected" else ("what",)
    return " ".join(words.t(f"section.gap.{gap.rule}.{part}", **filled) for part in parts)


def _say(rule: str, group: Sequence[Finding], words: Words) -> list[tuple[str, str | None]]:
    if rule not in LISTED or len(group) == 1:
        return [(say_finding(finding, words), finding.indicator) for finding in group]
    items = [words.t(f"section.finding_item.{rule}", **_fill(finding, words)) for finding in group]
    return [(words.t(f"section.finding.{rule}", names="; ".join(items)), None)]


def _fill(finding: Finding, words: Words) -> dict[str, str]:
    """Return the places of a finding's text, written."""
    numbers, name = finding.numbers, finding.indicator or ""
    filled = {place: _write(place, name, number, words) for place, number in numbers.items()}
    if name:
        filled |= {"name": words.t(f"indicator.{name}.name"), "short": words.t(f"indicator.{name}.short")}
        if "low" in numbers:
            filled |= {"value": _value(name, numbers, "", words), **_estimate(name, numbers, "", words)}
    if other := str(numbers.get("other") or ""):
        filled |= {"other_name": words.t(f"indicator.{other}.name"), **_estimate(other, numbers, "other_", words)}
    return filled


def _estimate(name: str, numbers: Mapping[str, Any], prefix: str, words: Words) -> dict[str, str]:
    low, high, n = (numbers[f"{prefix}{each}"] for each in ("low", "high", "n"))
    interval = written.interval(name, low, high, words)
    # Words made to be followed by what those people do end in a comma.
    people = words.plural(f"sentence.people.{INDICATORS[name].denominator}", int(n or 0)).rstrip(",")
    value = _value(name, numbers, prefix, words)
    estimate = words.t("sentence.estimate", value=value, interval=interval, people=people)
    return {f"{prefix}interval": interval, f"{prefix}people": people, f"{prefix}estimate": estimate}


def _value(name: str, numbers: Mapping[str, Any], prefix: str, words: Words) -> str:
    """Write a value with the marks it has in the tables."""
    value, status, is_small = (numbers.get(f"{prefix}{each}") for each in ("value", "status", "is_small"))
    return written.value(name, {"value": value, "status": status, "is_small": is_small}, words)


def _write(place: str, name: str, number: Any, words: Words) -> str:
    if place == "count":
        return words.t(f"count.{number}")
    if place in SHARES:
        return words.percent(number, 0)
    if place in VALUES:
        return words.value(name, number)
    write = WRITERS.get(place)
    return write(words, number) if write else str(number)
