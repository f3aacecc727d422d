"""The same published figures to take away; a file is made only when it is asked for."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from ontrack_dash.export import listed, workbook, worked
from ontrack_dash.export.about import About
from ontrack_dash.export.listed import Listed
from ontrack_dash.i18n import Words
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import data
from ontrack_dash.ui.data import Ask
from ontrack_dash.ui.scene import Scene
from ontrack_dash.viewers import Viewer

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = (("excel", workbook.estimates_workbook, EXCEL), ("csv", workbook.estimates_csv, "text/csv"))
WORKED = {"excel": worked.worked_workbook, "csv": worked.worked_csv}
LISTED = {"excel": listed.listed_workbook, "csv": listed.listed_csv}
SUFFIXES = {"excel": "xlsx", "csv": "csv"}


def offer(
    scene: Scene,
    name: str,
    estimates: pd.DataFrame,
    ask: Ask,
    twin: str = "",
    filtered: Iterable[tuple[str, str]] = (),
) -> None:
    """Draw the two downloads of a block; a file names the filters of its own question, which may be fewer.

    `twin` is the kind of chart whose worked-out columns the files have, `filtered` more filters, in words.
    """
    words, about = scene.words, describe(scene, ask.where)
    about = replace(about, filters=(*about.filters, *filtered))
    file_name = f"{scene.page}-{name}-{scene.build.number}"
    for form, make, mime in FORMS:
        st.download_button(
            words.t(f"app.download_{form}"),
            partial(WORKED[form], twin, estimates, words, about) if twin else partial(make, estimates, words, about),
            f"{file_name}.{SUFFIXES[form]}",
            mime,
            key=f"{form}.{scene.page}.{name}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )


def offer_list(page: str, name: str, found: Listed, words: Words, about: About) -> None:
    """Draw the two downloads of a list that is no table of estimates."""
    with st.container(horizontal=True, key=f"tools-{page}-{name}"):
        for form, _, mime in FORMS:
            st.download_button(
                words.t(f"app.download_{form}"),
                partial(LISTED[form], found, words, about),
                f"{page}-{name}{f'-{about.build}' if about.build else ''}.{SUFFIXES[form]}",
                mime,
                key=f"{form}.{page}.{name}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def describe_build(build: Build | None, viewer: Viewer, words: Words) -> About:
    """Say where a list comes from on a page without filters."""
    return About(
        filters=(),
        viewer=words.t(f"viewer.{viewer.role}"),
        data_date=data.contents(build).data_date if build else None,
        build=str(build.number) if build else "",
        is_demo=bool(build and build.is_demo),
        source=words.t("app.name"),
    )


def describe(scene: Scene, where: Iterable[tuple[str, str]]) -> About:
    """Say where the numbers of a file come from; `where` holds pairs of dimension and code."""
    words, said = scene.words, dict[str, list[str]]()
    for name, code in where:
        said.setdefault(name, []).append(words.label(name, code))
    return About(
        filters=tuple((words.t(f"dimension.{name}"), ", ".join(labels)) for name, labels in said.items()),
        viewer=words.t(f"viewer.{scene.viewer.role}"),
        data_date=scene.contents.data_date,
        build=str(scene.build.number),
        is_demo=scene.build.is_demo,
        source=words.t("app.name"),
    )
