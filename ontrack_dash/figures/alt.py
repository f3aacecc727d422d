"""Alternative text: what a chart shows, for those who hear it."""

from collections import Counter
from collections.abc import Sequence

from ontrack_dash.figures.captions import interval_of
from ontrack_dash.figures.marks import Mark
from ontrack_dash.i18n import Words

COUNTED = ("imprecise", "protected", "not_applicable", "no_data")


def describe(chart: str, marks: Sequence[Mark], words: Words, by: str | None = None) -> str:
    """Say what the chart is, its highest and lowest value, and how many rows have none or a rough one.

    Imprecise values never count as highest or lowest.
    """
    firm = [mark for mark in marks if mark.status == "value" and mark.value is not None]
    return " ".join([name_chart(chart, marks, words, by), *extremes(firm, words), *count_states(marks, words)])


def name_chart(chart: str, marks: Sequence[Mark], words: Words, by: str | None) -> str:
    """Say which chart of which indicators by what."""
    names = dict.fromkeys(words.t(f"indicator.{mark.indicator}.name") for mark in marks)
    kind = words.t(f"chart.{chart}.alt")
    if len(names) == 1:
        kind = f"{kind} {words.t('figure.alt.indicator', name=next(iter(names)))}"
    return kind if by is None else f"{kind} {words.t('figure.alt.groups', name=words.t(f'dimension.{by}'))}"


def extremes(firm: Sequence[Mark], words: Words) -> list[str]:
    """Say the highest and the lowest value, or the only one."""
    if not firm:
        return []
    if len({mark.is_share for mark in firm}) > 1:
        return []
    ranked = sorted(firm, key=lambda mark: (-(mark.value or 0.0), mark.label))
    if len(ranked) == 1:
        return [say("figure.alt.only", ranked[0], words)]
    return [say("figure.alt.highest", ranked[0], words), say("figure.alt.lowest", ranked[-1], words)]


def count_states(marks: Sequence[Mark], words: Words) -> list[str]:
    """Say how many rows are imprecise, protected, not applicable or without data."""
    found = Counter(mark.status for mark in marks)
    return [words.plural(f"figure.alt.{status}", found[status]) for status in COUNTED if found[status]]


def say_against_benchmark(mark: Mark, words: Words) -> str:
    """Say one value and what it is read against."""
    said = say("figure.alt.only", mark, words)
    if mark.benchmark is None:
        return said
    benchmark = words.t("figure.benchmark", value=words.value(mark.indicator, mark.benchmark))
    return f"{said.removesuffix('.')}; {benchmark}."


def say(key: str, mark: Mark, words: Words, label: str | None = None) -> str:
    """Say one value with its interval, under a label."""
    value = words.value(mark.indicator, mark.value)
    interval = interval_of(mark, words)
    said = value if interval is None else words.t("figure.alt.with_interval", value=value, interval=interval)
    return words.t(key, label=label or mark.label, value=said)
