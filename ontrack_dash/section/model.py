"""What a section holds: first as facts without words, then as written for a reader. Every form is made from these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from ontrack_dash.store.authored import Measure
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import Viewer

# The texts a centre writes itself, in the order they stand.
TEXTS = ("context", "analysis", "plan")

Number = float | int | str | None


@dataclass(frozen=True)
class Finding:
    """One thing a stated rule found; `numbers` fill the places of its text (`section.finding.<rule>`)."""

    rule: str
    indicator: str | None
    numbers: Mapping[str, Number]


@dataclass(frozen=True)
class Gap:
    """Something the section lacks; its words say what and how to get it (`section.gap.<rule>.what`, `.how`)."""

    rule: str
    numbers: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """The facts of one centre's section for one report year, as one viewer may see them.

    counts: count, basis, own, own_status, filed, filed_status, agrees: the eight counts of ИС на НАПОО beside those
    of the loaded data; own is missing where no kind of course stands for a count, agrees where either is.
    measured: estimates of one kind of course (`kind`) with cohort, standing (above, within, below or ""), against
    (mix where `expected` is what the centre's own mix lets expect, country where the benchmark is, or ""), expected,
    difference, difference_low, difference_high, change, change_low, change_high, previous_year, response (the
    response rate of that cohort and wave).
    professions: estimates by profession with cohort. kinds: the same by the other kinds of course.
    employers: estimates of employers' indicators and the graduates' view of the same, with cohort and view (the
    employers' indicator both are read for).
    response: estimates of completers, reachable, invited, answered and response_rate, with wave and cohort.
    progress: measure (position), indicator, before_year, before, before_status, after_year, after, after_status, years
    being cohorts.
    """

    build: Build
    licence: str
    year: int
    viewer: Viewer
    name: str
    settlement: str
    oblast: str | None
    counts: pd.DataFrame
    measured: pd.DataFrame
    professions: pd.DataFrame
    employers: pd.DataFrame
    response: pd.DataFrame
    progress: pd.DataFrame
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    texts: Mapping[str, str]
    measures: tuple[Measure, ...]
    kind: str = "full"
    kinds: pd.DataFrame = field(default_factory=pd.DataFrame)
    data_date: date | None = None


@dataclass(frozen=True)
class Table:
    """A table of text; `right` tells which columns stand to the right."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    notes: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a section under its heading: sentences, then points, then a table."""

    id: str
    heading: str
    lead: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Dot:
    """One line of the chart; shares 0-1, `said` is the value as written."""

    label: str
    value: float
    low: float
    high: float
    benchmark: float | None
    said: str
    is_imprecise: bool


@dataclass(frozen=True)
class Written:
    """A section in words, the same for preview, Word and PDF.

    `mark` is the mark of demonstration data or nothing; `facts` are pairs of label and text; `part_ids` of `parts` are
    summary, counts, measured, findings, professions, kinds, employers, response, gaps, own, measures, definitions, in
    this order; one that has nothing to say is left out.
    """

    lang: str
    title: str
    subtitle: str
    mark: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    chart_title: str
    chart_alt: str
    chart_legend: str
    dots: tuple[Dot, ...]
    footer: str
