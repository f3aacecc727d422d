"""Nothing imported yet: say what to do, and offer to do it."""

from datetime import date

import streamlit as st

from ontrack_dash import demo
from ontrack_dash.i18n import Words
from ontrack_dash.ui import data, navigation, viewer

GRADUATES, SEED = 40_000, 2026


def show(words: Words) -> None:
    """Draw the ways to get data."""
    st.info(f"**{words.t('empty.no_data_title')}.** {words.t('empty.no_data_text')}", icon=":material/info:")
    if not viewer.may_import(viewer.current()):
        return
    with st.container(horizontal=True):
        wants_files = st.button(words.t("empty.go_import"), type="primary", icon=":material/upload_file:")
        wants_demo = st.button(words.t("empty.load_demo"), icon=":material/science:")
    if wants_files:
        navigation.go_to(navigation.FOR_IMPORT)
    if wants_demo:
        load_demo(words)


def load_demo(words: Words) -> None:
    """Make and import the demonstration data, saying how far it is."""
    working = words.t("demo.working")
    bar = st.progress(0.0, working)
    demo.load(data.settings(), GRADUATES, SEED, date.today(), lambda share: bar.progress(share, working))
    st.rerun()
