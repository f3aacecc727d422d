"""Who has filed: the finding, tiles and a bar a year; for one centre, how far its own report is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash.figures import filed, scores
from ontrack_dash.filings import STATUSES, deadline
from ontrack_dash.i18n import Words
from ontrack_dash.sentences import of_filing
from ontrack_dash.ui import charts, filed_data, markup, navigation, viewer
from ontrack_dash.ui.charts import Chart
from ontrack_dash.ui.reporting import Report
from ontrack_dash.ui.scene import Scene

NAME = "filed"
# What came in; a report sent back came in too.
DONE = ("approved", "submitted", "returned")
MISSING, UNKNOWN = "missing", "unknown"

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Feed:
    """Counts of centres by year; feeds a chart."""

    def read(self, scene: Scene) -> pd.DataFrame:
        """Return the counts."""
        return filed_data.by_year(scene)

    def more(self, scene: Scene) -> dict[str, Any]:  # noqa: ARG002
        """Return nothing more."""
        return {}


def show(report: Report) -> bool:
    """Draw who has filed and return whether any list was imported; without one say which, and where to load it."""
    scene, words = report.scene, report.scene.words
    if not filed_data.years(scene):
        _show_way(words)
        return False
    counted = filed_data.by_year(scene)
    of_year = counted[counted["year"] == report.year]
    st.html(f'<p class="od-finding">{escape(say(of_year, report.year, words))}</p>')
    st.html(_tiles(of_year, words))
    _say_coverage(report)
    charts.show(
        scene,
        Chart(
            name=NAME, figure=filed, ask=scene.ask(()), feed=Feed(), title=words.t("report.filed_title"),
            beside=charts.WORDS,
        ),
    )  # fmt: skip
    return True


def say(of_year: pd.DataFrame, year: int, words: Words) -> str:
    """Say how many centres filed the report of a year, how many reports are missing, sent back and late."""
    counted = dict(zip(of_year["filing"], of_year["centres"], strict=True))
    if not set(counted) - {UNKNOWN}:
        return words.t("report.no_list", year=year)
    centres, done = sum(counted.values()), sum(counted.get(name, 0) for name in DONE)
    more = {"missing": counted.get("missing", 0), "returned": counted.get("returned", 0), "late": of_year["late"].sum()}
    last = words.date(deadline(year))
    return " ".join(
        [
            words.t("report.filed", year=year, centres=words.plural("app.centres", centres),
                    filed=words.number(done), share=words.percent(done / centres)),
            *(words.plural(f"report.so.{name}", n, deadline=last) for name, n in more.items() if n),
        ]
    )  # fmt: skip


def show_own(report: Report) -> None:
    """Say how far the report of the centre in view is, with the points it gave itself."""
    scene = report.scene
    if report.sees_filings and report.year in filed_data.years(scene):
        listed = filed_data.statuses(scene, report.year)
        own = listed[listed["centre"] == report.licence].to_dict("records")
        rated = filed_data.ratings(scene)
        given = rated[(rated["centre"] == report.licence) & (rated["year"] == report.year)].to_dict("records")
        said = [*map(partial(_say_status, report), own), *map(partial(_say_points, scene.words), given)]
        st.html(markup.said(" ".join(said)))


def explain(report: Report) -> None:
    """Draw the rules behind statuses and levels."""
    words = report.scene.words
    with st.expander(words.t("report.rules")):
        st.html(markup.pairs(of_filing.explain(words, report.year)))


def _say_coverage(report: Report) -> None:
    """Say how many centres the lists of the year speak of: one that was filtered before its export lacks centres."""
    covered, words = filed_data.coverage(report.scene), report.scene.words
    rows = covered[(covered["year"] == report.year) & (covered["filed"] == "status")].to_dict("records")
    for row in rows:
        if row["in_register"] < row["register"]:
            listed, register = words.number(row["in_register"]), words.plural("app.centres", row["register"])
            st.caption(words.t("report.coverage", listed=listed, register=register))


def _say_status(report: Report, row: Row) -> str:
    words, status = report.scene.words, report.scene.words.t(f"filing_status.{row['status']}")
    if row["status"] == MISSING:
        return words.t("report.own_missing", year=report.year)
    if pd.isna(row["filing_date"]):
        return words.t("report.own_status", year=report.year, status=status)
    key = "report.own_late" if row["is_late"] else "report.own_filed"
    return words.t(key, year=report.year, status=status, date=words.date(row["filing_date"]))


def _say_points(words: Words, row: Row) -> str:
    level = of_filing.name_rating(row["level"], row["is_boundary"], words)
    return words.t("report.own_points", points=scores.count_points(row["total"], words), level=level)


def _tiles(of_year: pd.DataFrame, words: Words) -> str:
    rows = {str(row["filing"]): row for row in of_year.to_dict("records")}
    tiles = "".join(_tile(name, rows[name], words) for name in STATUSES if name in rows)
    return f'<div class="od-tiles od-tiles-{len(rows)}">{tiles}</div>'


def _tile(name: str, row: Row, words: Words) -> str:
    title = escape(words.t(f"filing_status.{name}"))
    said = [words.percent(row["share"]), *([words.plural("filing.late", row["late"])] if row["late"] else [])]
    return (
        f'<section class="od-tile" aria-label="{title}"><h2>{title}</h2>'
        f'<p class="od-value">{escape(words.number(row["centres"]))}</p><p>{escape(" · ".join(said))}</p></section>'
    )


def _show_way(words: Words) -> None:
    st.info(f"**{words.t('report.no_lists_title')}.** {words.t('report.no_lists_text')}")
    label = words.t("empty.go_import")
    wants = viewer.may_import(viewer.current()) and st.button(label, key="filed.import", icon=":material/upload_file:")
    if wants:
        navigation.go_to(navigation.FOR_IMPORT)
