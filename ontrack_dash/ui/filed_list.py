"""The centres whose reports are that far: found by status and oblast, and as a list to send."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash.export import filing
from ontrack_dash.filings import STATUSES
from ontrack_dash.i18n import UNKNOWN, Words
from ontrack_dash.ui import choices, filed_data, markup
from ontrack_dash.ui.choices import ALL
from ontrack_dash.ui.downloads import EXCEL
from ontrack_dash.ui.reporting import Report

STATUS, OBLAST = "filed", "oblast"
# Whom one looks for first; where nobody lacks a report, all.
USUAL = "missing"
MOST = 100
# What stands beside the points in the file.
MEASURED = "employed_rate"
WIDTHS = {STATUS: 260, OBLAST: 220}
COLUMNS = ("centre_name", "oblast", "status", "filing_date", "annual_status", "settlement", "centre")


def show(report: Report) -> None:
    """Draw the list with its filters and its Excel file."""
    scene, words = report.scene, report.scene.words
    every = filed_data.statuses(scene, report.year)
    st.header(words.t("report.list", year=report.year), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        status = _choose_status(words, every)
        oblast = _choose_oblast(words, every)
        st.download_button(
            words.t("report.list_excel"),
            partial(_make, report),
            f"filed-{report.year}-{scene.build.number}.xlsx",
            EXCEL,
            key="filed.excel",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            words.t("app.download_csv"), partial(_make_csv, report), f"filed-{report.year}-{scene.build.number}.csv",
            "text/csv", key="filed.csv", on_click="ignore", type="tertiary", icon=":material/download:",
        )  # fmt: skip
    kept = every[(every["status"] == status) | (status == ALL)]
    kept = kept[(kept["oblast"].astype(str) == oblast) | (oblast == ALL)]
    st.html(markup.said(words.plural("app.centres", len(kept))))
    if len(kept):
        rows = [_row(row, words) for row in kept.head(MOST).to_dict("records")]
        header = [words.t(f"filing.column.{name}") for name in COLUMNS]
        st.html(markup.table(header, rows, words.t("report.list", year=report.year)))
    if len(kept) > MOST:
        st.caption(words.t("report.cut", shown=words.number(MOST), total=words.number(len(kept))))


def _choose_status(words: Words, every: pd.DataFrame) -> str:
    counts = every["status"].value_counts()
    present = tuple(name for name in STATUSES if name in counts.index)
    usual = USUAL if USUAL in present else ALL
    chosen = choices.chosen(STATUS)
    current = chosen if chosen in (*present, ALL) else usual

    def name(code: str) -> str:
        if code == ALL:
            return words.t("report.all_statuses")
        return f"{words.t(f'filing_status.{code}')} ({words.number(counts[code])})"

    st.selectbox(
        words.t("filing.column.status"),
        format_func=name,
        width=WIDTHS[STATUS],
        **choices.bind(STATUS, (ALL, *present), current),
    )
    return current


def _choose_oblast(words: Words, every: pd.DataFrame) -> str:
    present = sorted(every["oblast"].dropna().astype(str).unique(), key=lambda code: words.label(OBLAST, code))
    chosen = choices.chosen(OBLAST)
    current = chosen if chosen in present else ALL
    nothing = words.t(f"dimension_all.{OBLAST}")
    st.selectbox(
        words.t(f"dimension.{OBLAST}"),
        format_func=lambda code: nothing if code == ALL else words.label(OBLAST, code),
        width=WIDTHS[OBLAST],
        **choices.bind(OBLAST, (ALL, *present), current),
    )
    return current


def _row(row: Mapping[Any, Any], words: Words) -> list[str]:
    name, oblast = row["centre_name"], row["oblast"]
    return [
        str(row["centre"]) if pd.isna(name) else str(name),
        words.label(OBLAST, UNKNOWN if pd.isna(oblast) else str(oblast)),
        words.t(f"filing_status.{row['status']}"),
        _day(row, words),
        words.t(f"filing_status.{row['annual_status']}"),
        "" if pd.isna(row["settlement"]) else str(row["settlement"]),
        str(row["centre"]),
    ]


def _day(row: Mapping[Any, Any], words: Words) -> str:
    if pd.isna(row["filing_date"]):
        return ""
    day = words.date(row["filing_date"])
    return words.t("report.late_mark", date=day) if row["is_late"] else day


def _make(report: Report) -> bytes:
    scene = report.scene
    statuses, ratings = filed_data.statuses(scene, report.year), filed_data.ratings(scene)
    beside = filed_data.self_rating(scene, report.year, MEASURED)
    return filing.filing_workbook(statuses, ratings, beside, scene.words, report.about)


def _make_csv(report: Report) -> bytes:
    scene = report.scene
    statuses, ratings = filed_data.statuses(scene, report.year), filed_data.ratings(scene)
    return filing.filing_csv(statuses, ratings, scene.words, report.about)
