"""Everything that is published, in one package to take away: made when first asked for, then there for everybody."""

from dataclasses import dataclass

import streamlit as st

from ontrack_dash.export import open_data
from ontrack_dash.i18n import Words
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import data, guarding
from ontrack_dash.viewers import PUBLIC

ZIP = "application/zip"


@dataclass(frozen=True)
class Pack:
    """A package ready to be sent, and how much is in it."""

    content: bytes
    tables: int
    rows: int


def show(words: Words) -> None:
    """Draw what the package is, and a button that makes it or takes it away; nothing where there are no data."""
    build = data.current_build()
    if build is None:
        return
    st.header(words.t("open_data.heading_page"), anchor=False)
    st.markdown(words.t("open_data.about"))
    made = _shelf(key=data.key_of(build))
    if made:
        _offer(made[0], build, words)
    elif st.button(words.t("open_data.prepare"), key="open_data.prepare", icon=":material/inventory_2:"):
        made.append(_make(build, words))
        st.rerun()


def _offer(pack: Pack, build: Build, words: Words) -> None:
    st.download_button(
        words.t("open_data.download"), pack.content, open_data.file_name(build.number), ZIP,
        key="open_data.zip", on_click="ignore", icon=":material/folder_zip:",
    )  # fmt: skip
    size = words.number(len(pack.content) / 1_000_000)
    st.caption(words.t("open_data.size", rows=words.number(pack.rows), tables=pack.tables, size=size))


def _make(build: Build, words: Words) -> Pack:
    """Make the package with its progress; what may be published is found first, with a progress of its own."""
    guarding.ensure(build, PUBLIC, words)
    bar = st.progress(0.0, words.t("open_data.working"))
    package = open_data.make(build, lambda done, of: bar.progress(done / of, words.t("open_data.working")))
    rows = sum(len(resource.table) for resource in package.resources)
    return Pack(open_data.pack(package), len(package.resources), rows)


@st.cache_resource(show_spinner=False, max_entries=data.BUILDS)
def _shelf(key: str) -> list[Pack]:  # noqa: ARG001
    """Return where the package of a build lies, still empty until somebody asks for it."""
    return []
