"""The section in view, put together once for each state of its data and of the centre's own words."""

import streamlit as st

from ontrack_dash import section
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.section.model import Section, Written
from ontrack_dash.store import authored
from ontrack_dash.ui import data
from ontrack_dash.ui.reporting import Report

ENTRIES = 200
GAPS = "gaps"
LONGEST = 300


def compose(report: Report) -> Section:
    """Return the facts of the section."""
    return _compose(key=_key(report), _report=report)


def write(report: Report) -> Written:
    """Return the section in words."""
    return _write(key=f"{_key(report)}|{report.scene.words.lang}", _report=report)


def indicators(report: Report) -> tuple[str, ...]:
    """Return what the section measures."""
    return tuple(dict.fromkeys(compose(report).measured["indicator"]))


def beginnings(report: Report) -> dict[str, str | None]:
    """Return what a measure may start from: what was found and what is missing, with the indicator it is about.

    Sentences that put many indicators together say that nothing stands out: there is nothing to start from.
    """
    found = section.say_findings(compose(report), report.scene.words)
    missing = [(text, None) for part in write(report).parts if part.id == GAPS for text in part.items]
    said = [(text, name if name in INDICATORS else None) for text, name in (*found, *missing)]
    return {text: name for text, name in said if len(text) <= LONGEST}


def _key(report: Report) -> str:
    """Name everything the section depends on; own words are read at every run, so that none is ever stale."""
    own = ""
    if report.viewer.licence:
        texts = authored.texts(data.settings(), report.licence, report.year)
        measures = authored.measures(data.settings(), report.licence, (report.year - 1, report.year))
        own = f"{sorted(texts.items())}|{measures}"
    return f"{data.key_of(report.scene.build)}|{report.viewer}|{report.licence}|{report.year}|{own}"


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _compose(key: str, _report: Report) -> Section:  # noqa: ARG001
    build = _report.scene.build
    return section.compose(build, data.settings(), _report.licence, _report.year, viewer=_report.viewer)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _write(key: str, _report: Report) -> Written:  # noqa: ARG001
    return section.write(compose(_report), _report.scene.words)
