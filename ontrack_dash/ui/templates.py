"""Empty files to fill in, as the import reads them."""

from functools import partial

import streamlit as st

from ontrack_dash.export import templates
from ontrack_dash.i18n import Words
from ontrack_dash.ui.downloads import EXCEL


def show(words: Words) -> None:
    """Draw a download for each layout the product hands out."""
    st.header(words.t("ui.templates"), anchor=False)
    with st.container(horizontal=True):
        for kind in templates.own_layouts():
            st.download_button(
                words.t(f"file_kind.{kind}"),
                partial(templates.template_workbook, kind, words),
                f"{kind}.xlsx",
                EXCEL,
                key=f"template.{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
