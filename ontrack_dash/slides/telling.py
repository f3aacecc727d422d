"""What stands around every chart: basis, source, notes; and the slide that says why there is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.figures import marks as rows
from ontrack_dash.figures.marks import SHOWN
from ontrack_dash.i18n import EN_DASH, Words
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import Chart, Slide
from ontrack_dash.slides.scope import Scope
from ontrack_dash.store.builds import Build

# Two lines of a headline in the type of a slide.
HEADLINE = 110


def fit(candidates: Sequence[str], most: int = HEADLINE) -> str:
    """Return the first sentence that fits a headline, else the shortest."""
    said = [sentence for sentence in candidates if sentence]
    return next((one for one in said if len(one) <= most), min(said, key=len, default=""))


@dataclass(frozen=True)
class Around:
    """What a chart is told with: `shows` is the chart its words stand under, `without` what it is grouped by."""

    shows: str
    alt: str
    caution: str = ""
    without: tuple[str, ...] = ()
    basis: str = ""


def slide(scope: Scope, kind: Kind, headline: str, chart: Chart, ids: Sequence[str], around: Around) -> Slide:
    """Return a slide of figures."""
    return Slide(
        id=kind.id,
        headline=headline,
        chart=chart,
        caution=around.caution,
        basis=around.basis or say_basis(scope, ids[0], around.without),
        source=say_source(scope, ids),
        alt=around.alt,
        notes=say_notes(scope, ids, around.shows),
        link=scope.link,
    )


def nothing(scope: Scope, kind: Kind, title: str, estimates: pd.DataFrame, ids: Sequence[str]) -> Slide:
    """Return the slide that says why nothing is shown, and what to do."""
    words = scope.words
    reason = "protected" if (estimates["status"] == "protected").any() else "no_rows"
    return Slide(
        id=kind.id,
        headline=fit((f"{title}: {words.t(f'slides.{reason}')}", words.t(f"empty.{reason}_title"))),
        points=(words.t(f"slides.{reason}_text"),),
        basis=scope.describe(),
        source=say_source(scope, ids),
        alt=words.t(f"empty.{reason}_title"),
        hidden=title if reason == "protected" else "",
        notes=say_definition(ids[:1], words),
        link=scope.link,
    )


def say_absent(estimates: pd.DataFrame, words: Words) -> str:
    """Say of which indicators there are no data yet."""
    absent = estimates.loc[estimates["status"] == "no_data", "indicator"]
    names = ", ".join(words.t(f"indicator.{name}.name") for name in absent)
    return words.t("slides.absent", names=names) if names else ""


def say_basis(scope: Scope, indicator: str, without: Sequence[str] = ()) -> str:
    """Say how many persons stand behind it, where that is published, and the filters with the cohort."""
    people = [] if "year" in without else _people(scope, indicator)
    return " · ".join([*people, scope.describe(*without)])


def say_source(scope: Scope, ids: Sequence[str]) -> str:
    """Say where the figures come from, as of when, in which version of the data."""
    sources = dict.fromkeys(INDICATORS[name].source for name in ids)
    named = "; ".join(scope.words.t(f"source.{name}") for name in sources)
    return say_origin(named, scope.build, scope.contents.data_date, scope.words)


def say_origin(source: str, build: Build, day: date | None, words: Words) -> str:
    """Write the line of the source; nothing named, only as of when and in which version of the data."""
    dated = f"{words.t('app.data_as_of', date=words.date(day))} · {words.t('app.build', build=build.number)}"
    return f"{words.t('slides.source', source=source)} · {dated}" if source else dated


def say_notes(scope: Scope, ids: Sequence[str], shows: str) -> str:
    """Say for the speaker what is shown and what is not, and what it is a share of."""
    return "\n\n".join([*(explain(shows, scope.words) if shows else []), say_definition(ids, scope.words)])


def explain(kind: str, words: Words) -> list[str]:
    """Say what a kind of chart shows, and what it does not."""
    return [
        f"{words.t('app.what_it_shows')}: {words.t(f'chart.{kind}.shows')}",
        f"{words.t('app.what_it_hides')}: {words.t(f'chart.{kind}.shows_not')}",
    ]


def say_definition(ids: Sequence[str], words: Words) -> str:
    """Say the definition of indicators, and of whom they are counted."""
    return "\n".join(_define(name, words) for name in dict.fromkeys(ids))


def _define(name: str, words: Words) -> str:
    said = f"{words.t(f'indicator.{name}.name')}. {words.t(f'indicator.{name}.definition')}"
    of = words.t(f"indicator.{name}.denominator")
    return f"{said} {words.t('slides.counted', of=of)}" if of else said


def say_range(found: Iterable[rows.Mark], people: str, words: Words) -> str:
    """Say the fewest and the most persons behind the rows that are shown; `people` is the key that counts them."""
    counts = sorted({row.n for row in found if row.n})
    if not counts:
        return ""
    said = words.plural(people, counts[-1]).rstrip(",")
    return said if len(counts) == 1 else f"{words.number(counts[0])}{EN_DASH}{said}"


def people_of(indicator: str) -> str:
    """Return the key of the words for those an indicator counts."""
    return f"sentence.people.{INDICATORS[indicator].denominator}"


def _people(scope: Scope, indicator: str) -> list[str]:
    row = scope.publish((indicator,)).to_dict("records")[0]
    if row["status"] not in SHOWN or pd.isna(row["n"]):
        return []
    return [scope.words.plural(people_of(indicator), int(row["n"])).rstrip(",")]
