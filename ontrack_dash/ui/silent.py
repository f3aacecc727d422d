"""Centres with graduates none of whom answered: whom to ask first about tracking."""

import pandas as pd
import streamlit as st

from ontrack_dash.export.listed import Listed
from ontrack_dash.export.units import PERSONS, TEXT
from ontrack_dash.ui import downloads, filed_data, markup
from ontrack_dash.ui.reporting import Report

NAME = "silent"
MOST = 100
COUNTED = ("completers", "reachable", "invited")


def show(report: Report) -> None:
    """Draw the list, those with most graduates first."""
    words, rows = report.scene.words, filed_data.without_followup(report.scene, report.year)
    title = words.t("report.silent")
    st.header(title, anchor=False)
    if rows.empty:
        st.html(markup.said(words.t("report.silent_none")))
        return
    said = words.plural("report.so.silent", len(rows), cohort=rows["cohort"].iloc[0])
    st.html(markup.said(said))
    names = ["filing.column.centre_name", "filing.column.centre", *(f"indicator.{name}.name" for name in COUNTED)]
    listed = [
        [words.label("centre", row["centre"]), str(row["centre"]), *(words.number(row[name]) for name in COUNTED)]
        for row in rows.head(MOST).to_dict("records")
    ]
    st.html(markup.table([words.t(name) for name in names], listed, title, [False, False, True, True, True]))
    if len(rows) > MOST:
        st.caption(words.t("report.cut", shown=words.number(MOST), total=words.number(len(rows))))
    columns = tuple(zip([words.t(name) for name in names], [TEXT, TEXT, *[PERSONS] * len(COUNTED)], strict=True))
    every = tuple(
        (
            words.label("centre", row["centre"]),
            str(row["centre"]),
            *(None if pd.isna(row[name]) else row[name] for name in COUNTED),
        )
        for row in rows.to_dict("records")
    )
    found = Listed(columns, every, ids=COUNTED, terms=((title, said),))
    downloads.offer_list(report.scene.page, NAME, found, words, report.about)
