"""What the numbers mean: the catalogue, the rules with their values, the figures of others, the known limits."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

import streamlit as st

from ontrack_dash import references
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.comparisons.flags import LEVELS, name_level
from ontrack_dash.export import about, eurostat
from ontrack_dash.export.sourced import TEXT, Sourced
from ontrack_dash.fields import reference
from ontrack_dash.i18n import Words
from ontrack_dash.ui import european, markup
from ontrack_dash.ui.european import View
from ontrack_dash.ui.scene import ground

PAGE = "methods"
LIMITS = ("cohort", "enrolments", "invited", "before", "kinds", "pooled", "protected", "eurostat", "napoo")
DATASETS = ("edat_lfse_24", "tps00215")


def show_catalogue(words: Words) -> None:
    """Draw every indicator with its definition, source and limits; one opens at a click, without a new run."""
    st.header(words.t("page.methods.catalogue"), anchor=False)
    st.html(_catalogue(words.lang))
    _offer("catalogue", _catalogue_table(words), words)


def show_rules(words: Words) -> None:
    """Draw the rules of precision and protection with the values in force."""
    st.header(words.t("page.methods.rules"), anchor=False)
    precision, waves, breaks = RULES["precision"], RULES["waves"]["nominal_months"], RULES["years"]["series_breaks"]
    width = words.points(precision["half_width"], 0).lstrip("+")
    nominal = [(wave, words.t("page.methods.nominal", months=words.months(months))) for wave, months in waves.items()]
    more = [
        (words.t("page.methods.imprecise"), words.t("page.methods.half_width", width=width)),
        *((words.label("wave", wave), text) for wave, text in nominal),
        (words.t("figure.break"), words.t("page.methods.breaks", years=", ".join(map(str, breaks)))),
        *_comparison(words),
    ]
    st.html(markup.pairs([*about.describe_rules(words), *more, *_answers(words)]))


def _comparison(words: Words) -> list[tuple[str, str]]:
    """Say how centres are compared, with the values in force."""
    rules = RULES["comparison"]
    values = {
        "limits": words.t(
            "page.methods.comparison.limits", levels=", ".join(name_level(name, words) for name in LEVELS)
        ),
        "discovery": words.t("page.methods.comparison.discovery", q=words.percent(rules["false_discovery"], 0)),
        "spread": words.t("page.methods.comparison.spread", least=rules["least_centres"]),
        "rank": words.t("page.methods.comparison.rank", level=words.percent(RULES["precision"]["level"], 0)),
        "pooled": words.t("page.methods.comparison.pooled", most=rules["most_years"]),
        "mix": words.t("page.methods.comparison.mix", least=RULES["protection"]["minimum_n"]),
    }
    return [(words.t(f"page.methods.compared.{name}"), text) for name, text in values.items()]


def show_references(words: Words) -> None:
    """Draw the published figures of Eurostat with their flags, and the European targets."""
    for dataset in DATASETS:
        name = words.t(f"page.methods.{dataset}")
        st.header(name, anchor=False)
        st.html(_eurostat(dataset, words.lang, name))
        st.caption(f"{words.t('reference.eurostat.source')} {_flags(words)}")
        _offer(dataset, eurostat.eurostat(dataset, words), words)
    st.header(words.t("reference.targets.name"), anchor=False)
    st.html(_targets(words.lang))
    st.caption(words.t("reference.targets.source"))
    _offer("targets", eurostat.targets(words), words)


def _offer(name: str, table: Sourced, words: Words) -> None:
    european.offer(View(PAGE, words, ground(), ()), name, table)


def _catalogue_table(words: Words) -> Sourced:
    """Return every indicator with its definition as a table."""
    rows = list(about.describe_indicators(INDICATORS, words).values())
    columns = tuple((header, TEXT) for header in rows[0])
    return Sourced(words.t("page.methods.catalogue"), columns, tuple(tuple(row.values()) for row in rows))


def show_limits(words: Words) -> None:
    """Draw what the numbers cannot say."""
    st.header(words.t("page.methods.limits"), anchor=False)
    st.markdown("\n".join(f"- {words.t(f'page.methods.limit.{name}')}" for name in LIMITS))


def _answers(words: Words) -> list[tuple[str, str]]:
    """Return the rules that say how far answers speak for all, as label and text."""
    weights, points = RULES["weights"], words.points(RULES["weights"]["moved_points"], 0).lstrip("+")
    values = {
        "representation": {"points": points},
        "weighting": {"points": points, "share": words.percent(weights["thin_share"], 0)},
        "bounds": {"share": words.percent(RULES["response"]["low_share"], 0)},
    }
    said = [(words.t(f"ui.{name}"), words.t(f"page.methods.{name}", **given)) for name, given in values.items()]
    fewest = words.plural("app.years", RULES["years"]["fewest_for_trend"])
    return [*said, (words.t("page.methods.trend_test"), words.t("page.methods.trend", years=fewest))]


@lru_cache
def _catalogue(lang: str) -> str:
    words = Words(lang)
    return "".join(_entry(list(row.items())) for row in about.describe_indicators(INDICATORS, words).values())


def _entry(row: Iterable[tuple[str, str]]) -> str:
    (_, name), *rest = row
    body = markup.pairs((label, text) for label, text in rest if text)
    return f'<details class="od-entry"><summary>{escape(name)}</summary>{body}</details>'


@lru_cache
def _eurostat(dataset: str, lang: str, caption: str) -> str:
    words, table = Words(lang), references.eurostat(dataset)
    years = sorted(table["year"].unique())
    cells = {
        (row["geo"], row["year"]): f"{words.percent(row['value'])} {row['flags']}".strip()
        for row in table.to_dict("records")
    }
    rows = [[words.t(f"figure.geo.{geo}"), *(cells[geo, year] for year in years)] for geo in table["geo"].unique()]
    return markup.table([words.t("ui.country"), *map(str, years)], rows, caption, [False, *[True] * len(years)])


@lru_cache
def _targets(lang: str) -> str:
    words = Words(lang)
    rows = [
        [
            words.t(f"reference.targets.label.{row['id']}"),
            words.percent(float(row["value"]), 0),
            row["year"],
            row["source_url"],
        ]
        for row in reference("targets").to_dict("records")
    ]
    header = ["app.indicator", "app.value", "ui.year", "app.source"]
    return markup.table([words.t(key) for key in header], rows, words.t("reference.targets.name"), [False, True, True])


def _flags(words: Words) -> str:
    return " ".join(f"{flag} – {words.t(f'reference.eurostat.flag.{flag}')}." for flag in ("b", "u", "d"))
