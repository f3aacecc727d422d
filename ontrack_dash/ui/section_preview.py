"""The section as it will be filed: in brief, then the chart, then its other parts in order."""

from collections.abc import Callable, Collection

import streamlit as st

from ontrack_dash.figures import Figure, written_dots
from ontrack_dash.section.model import Part, Written
from ontrack_dash.ui import charts, markup, sections
from ontrack_dash.ui.reporting import Report

ENTRIES = 500
SUMMARY, OWN, MEASURES, DEFINITIONS = "summary", "own", "measures", "definitions"
# What the centre writes itself stands below with the fields to write it in, definitions at the foot of the page.
APART = (OWN, MEASURES, DEFINITIONS)
# Its tables stand open to their last row, as in the files.
WHOLE = "section-whole"
FACTS = "section-facts"


def show(report: Report) -> None:
    """Draw what is measured and found: all parts but own words, measures and definitions."""
    written = sections.write(report)
    st.header(markup.plain(written.title), anchor=False)
    st.caption(markup.plain(written.subtitle))
    _show_parts(written, lambda part: part.id == SUMMARY)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show_chart(report, written)
    with right, st.container(key=FACTS):
        st.html(markup.pairs(written.facts))
    with st.container(key=WHOLE):
        _show_parts(written, lambda part: part.id not in (SUMMARY, *APART))


def show_definitions(report: Report) -> None:
    """Draw what the indicators of the section mean, behind a press."""
    for part in sections.write(report).parts:
        if part.id == DEFINITIONS:
            with st.expander(markup.plain(part.heading)):
                _show_body(part)


def show_apart(report: Report, ids: Collection[str]) -> None:
    """Draw some of the other parts."""
    _show_parts(sections.write(report), lambda part: part.id in ids)


def _show_chart(report: Report, written: Written) -> None:
    if not written.dots:
        st.info(report.scene.words.t("report.no_chart"))
        return
    scene = report.scene
    st.subheader(markup.plain(written.chart_title), anchor=False)
    figure = _draw(key=f"{scene.key}|{written.dots}", _report=report, _written=written)
    st.plotly_chart(figure, theme=None, key=f"chart.{scene.page}.section", config=charts.CONFIG, alt=written.chart_alt)
    st.caption(markup.plain(written.chart_legend))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _draw(key: str, _report: Report, _written: Written) -> Figure:  # noqa: ARG001
    return written_dots.draw(_written.dots, _report.scene.words, mode=_report.scene.mode)


def _show_parts(written: Written, is_wanted: Callable[[Part], bool]) -> None:
    for part in filter(is_wanted, written.parts):
        _show_part(part)


def _show_part(part: Part) -> None:
    st.subheader(markup.plain(part.heading), anchor=False)
    _show_body(part)


def _show_body(part: Part) -> None:
    table = part.table
    drawn = [markup.table(table.header, table.rows, table.caption, table.right)] if table else []
    st.html("".join([*map(markup.said, part.lead), markup.points(part.items), *drawn]))
    if table and table.notes:
        st.caption(markup.plain(table.notes))
