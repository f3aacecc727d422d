"""The same tools in real use: who answers, and which questions stay empty."""

import pandas as pd
import streamlit as st

from ontrack_dash.export.listed import Listed
from ontrack_dash.export.units import PERSONS, SHARE, TEXT
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.pilot_names import name_code
from ontrack_dash.ui import downloads, markup, tables
from ontrack_dash.ui import pilot_data as piloted
from ontrack_dash.ui.piloting import Pilot

NAME, BLANK = "real_use", "blank_items"


def show(pilot: Pilot) -> None:
    """Lay the pilot beside the answers that were imported, question by question where the agency looks."""
    scene, words = pilot.scene, pilot.words
    title = words.t("pilot.real_use")
    st.header(title, anchor=False)
    rows = piloted.real_use(scene, pilot.where)
    if rows.empty:
        st.info(words.t("pilot.no_real_use"))
        return
    if rows[["used", "blank"]].isna().all(axis=None):
        st.info(f"**{words.t('empty.protected_title')}.** {words.t('pilot.use_hidden')}")
        return
    tables.show(scene, title, rows, f"{scene.key}|{NAME}|{pilot.where}", NAME)
    with st.container(horizontal=True, key=f"tools-{scene.page}-{NAME}"):
        downloads.offer(scene, NAME, rows, scene.ask(()), NAME, pilot.name(pilot.where))
    st.caption(words.t("pilot.real_use_note"))
    blank = piloted.blank_answers(scene)
    asked = blank[blank["item"] != ""]
    if len(asked):
        with st.expander(words.t("pilot.blank_items")):
            st.html(_list(asked, words))
            about = downloads.describe(scene, ())
            downloads.offer_list(scene.page, BLANK, _listed(asked, words), words, about)


def _listed(asked: pd.DataFrame, words: Words) -> Listed:
    """Return the same table for files, its bounds in columns of their own."""
    names = [words.t(f"pilot.{name}") for name in ("tool", "question", "put", "left_empty")]
    names += [words.t("app.interval_low"), words.t("app.interval_high")]
    rows = tuple(
        (
            name_code("tool", row["tool"], words),
            INSTRUMENTS[row["tool"]].item(row["item"]).text(words),
            *(None if pd.isna(row[name]) else row[name] for name in ("n", "value", "low", "high")),
        )
        for row in asked.to_dict("records")
    )
    columns = tuple(zip(names, (TEXT, TEXT, PERSONS, SHARE, SHARE, SHARE), strict=True))
    return Listed(columns, rows, terms=((words.t("pilot.real_use"), words.t("pilot.real_use_note")),))


def _list(asked: pd.DataFrame, words: Words) -> str:
    """Return a table of questions with the share left empty."""
    header = [words.t(f"pilot.{name}") for name in ("tool", "question", "put", "left_empty")]
    rows = [
        [
            name_code("tool", row["tool"], words),
            INSTRUMENTS[row["tool"]].item(row["item"]).text(words),
            words.number(row["n"]),
            f"{words.percent(row['value'])} ({words.interval(row['low'], row['high'])})",
        ]
        for row in asked.to_dict("records")
    ]
    return markup.table(header, rows, words.t("pilot.blank_items"), [False, False, True, True])
