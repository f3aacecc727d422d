"""The page about other countries: which of them it shows, and what its blocks share."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from ontrack_dash import tracking
from ontrack_dash.export import sourced
from ontrack_dash.export.sourced import Sourced
from ontrack_dash.i18n import Words
from ontrack_dash.ui import choices, data, downloads, filters, frame, language, shell
from ontrack_dash.ui.scene import ground

COUNTRY = "country"
WIDTH = 560
FILES: tuple[tuple[str, Callable[[Sourced, Words], bytes], str], ...] = (
    ("excel", sourced.sourced_workbook, downloads.EXCEL),
    ("csv", sourced.sourced_csv, "text/csv"),
)


@dataclass(frozen=True)
class View:
    """What the page looks at; no countries means all of them."""

    page: str
    words: Words
    mode: str
    countries: tuple[str, ...]

    @property
    def key(self) -> str:
        """Name everything that decides how a block of the page looks."""
        return f"{self.words.lang}|{self.mode}|{self.countries}"


def open_page(page: str) -> View:
    """Draw the head of the page, which needs no imported data, with the choice of countries."""
    shell.ensure_begun()
    build = data.current_build()
    words = language.current({"centre": data.centre_names(build)})
    chosen = tuple(code for code in tracking.countries() if code in choices.listed(COUNTRY))
    choices.write_address({})
    frame.show_title(page, words, ", ".join(words.t(f"europe.country_name.{code}") for code in chosen))
    if build:
        frame.show_origin(build, words)
    st.markdown(words.t(f"page.{page}.lead"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="filters"):
        st.multiselect(
            words.t("europe.filter"),
            format_func=lambda code: words.t(f"europe.country_name.{code}"),
            placeholder=words.t("europe.all_countries"),
            width=WIDTH,
            **choices.bind_list(COUNTRY, tracking.countries(), chosen),
        )
        filters.offer_link(words)
    return View(page, words, ground(), chosen)


def offer(view: View, name: str, table: Sourced) -> None:
    """Draw the two downloads of a table; a file is made only when it is asked for."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"tools-{view.page}-{name}"):
        offer_files(view, name, table)


def offer_files(view: View, name: str, table: Sourced) -> None:
    """Draw the two buttons where other tools stand beside them."""
    for form, make, mime in FILES:
        st.download_button(
            view.words.t(f"app.download_{form}"),
            partial(make, table, view.words),
            f"{view.page}-{name}.{downloads.SUFFIXES[form]}",
            mime,
            key=f"{form}.{view.page}.{name}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
