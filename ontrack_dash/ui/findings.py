"""What the checks found: by sheet, row and column, with the way to mend it."""

from functools import partial
from pathlib import PurePosixPath
from typing import Any

import pandas as pd
import streamlit as st

from ontrack_dash import messages
from ontrack_dash.catalogue import RULES
from ontrack_dash.export.annotated import annotated_workbook
from ontrack_dash.i18n import Words
from ontrack_dash.intake.draft import Draft
from ontrack_dash.ui import markup
from ontrack_dash.ui.downloads import EXCEL

SEVERITIES = ("error", "warning", "info")
HEADER = ("severity", "sheet", "row", "column", "found", "problem", "remedy")


def show(words: Words, draft: Draft) -> None:
    """Draw what a file was taken for and everything there is to say about it."""
    if draft.kind:
        st.write(words.t("import.recognised", kind=words.t(f"file_kind.{draft.kind}")))
    place = [markup.plain(text) for text in (draft.name.partition("/")[2], draft.sheet) if text]
    counts = [f"{words.t('import.rows_read')}: {words.number(draft.rows_read)}"]
    if draft.rows_rejected:
        counts.append(f"{words.t('import.rows_rejected')}: {words.number(draft.rows_rejected)}")
    st.caption(" · ".join([*place, *counts]))
    if draft.findings.empty:
        st.success(words.t("import.no_findings"), icon=":material/check:")
        return
    _show_table(words, draft.findings)
    if not draft.cells.empty:
        st.download_button(
            words.t("ui.annotated"),
            partial(annotated_workbook, draft, words),
            f"{PurePosixPath(draft.name).stem}-{words.t('import.findings').lower()}.xlsx",
            EXCEL,
            key=f"annotated.{draft.name}.{draft.sheet}.{draft.digest}",
            on_click="ignore",
            icon=":material/download:",
        )


def _show_table(words: Words, found: pd.DataFrame) -> None:
    most = RULES["files"]["findings_shown"]
    worst_first = found.sort_values("severity", key=_rank, kind="stable")
    told = messages.explain(worst_first.head(most), words)
    rows = [
        [
            words.t(f"severity.{row['severity']}"),
            _text(row["sheet"]),
            words.t("import.whole_file") if pd.isna(row["row"]) else str(row["row"]),
            *(_text(row[name]) for name in ("column", "value", "message", "remedy")),
        ]
        for row in told.to_dict("records")
    ]
    st.html(markup.table([words.t(f"import.{name}") for name in HEADER], rows, words.t("import.findings")))
    if len(found) > most:
        st.caption(words.t("import.findings_shown", shown=words.number(most), total=words.number(len(found))))


def _rank(severities: pd.Series) -> pd.Series:
    return severities.map(SEVERITIES.index)


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)
