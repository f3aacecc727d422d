"""A reader who looks at an earlier build is told so, and finds the way to the newest."""

import streamlit as st

from ontrack_dash.i18n import Words
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import choices, data


def say(build: Build, words: Words) -> None:
    """Say which data are seen where a build was asked for, and offer the newest; nothing where it is that."""
    asked, newest = choices.chosen(choices.BUILD), data.newest_build()
    is_found = bool(data.NUMBER.fullmatch(asked)) and int(asked) == build.number
    if not asked or (is_found and newest == build):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="frozen"):
        if is_found:
            st.info(words.t("views.frozen", build=build.number, date=words.date(build.created_at.date())))
        else:
            st.warning(words.t("views.build_gone", build=asked[:12]))
        label = words.t("views.to_newest" if is_found else "views.good")
        st.button(label, key="frozen.newest", on_click=choices.forget, args=((choices.BUILD,),))
