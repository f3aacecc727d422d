"""What one run of a page looks at: data, viewer, words and filters, settled before anything is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from ontrack_dash.addresses import PAGES, Page
from ontrack_dash.i18n import Words
from ontrack_dash.store.builds import Build
from ontrack_dash.store.register import Contents
from ontrack_dash.ui import data
from ontrack_dash.ui.data import Ask
from ontrack_dash.viewers import Viewer

MODES = ("light", "dark")


def ground() -> str:
    """Return the palette for the ground the browser shows."""
    kind = st.context.theme.type
    return kind if kind in MODES else MODES[0]


@dataclass(frozen=True)
class Scene:
    """The same for every block of a page; `where` holds one code a filtered dimension.

    `years` are the cohorts pooled up to the chosen one, empty where none are.
    """

    page: str
    build: Build
    contents: Contents
    viewer: Viewer
    words: Words
    where: Mapping[str, str]
    years: tuple[str, ...] = ()

    @property
    def lists(self) -> Page:
        """Return what the page is made of."""
        return PAGES[self.page]

    @property
    def mode(self) -> str:
        """Return the palette for the ground the browser shows."""
        return ground()

    @property
    def key(self) -> str:
        """Name everything that decides how a published frame looks."""
        return f"{data.key_of(self.build)}|{self.viewer}|{self.words.lang}|{self.mode}"

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """Return pairs of dimension and code, each of the pooled years a pair of its own."""
        chosen: dict[str, tuple[str, ...]] = {name: (code,) for name, code in self.where.items() if code}
        if self.years:
            chosen["year"] = self.years
        return tuple((name, code) for name, codes in chosen.items() for code in codes)

    @property
    def has_one_year(self) -> bool:
        """Tell whether the page is about one cohort, which may be compared with the one before."""
        return bool(self.where.get("year")) and len(self.years) < 2

    def within(self, **codes: str) -> "Scene":
        """Return the scene with more filters."""
        return replace(self, where={**self.where, **codes})

    def ask(
        self, ids: Sequence[str], by: str | Sequence[str] = (), purpose: str = "cohort", weighting: str = "none"
    ) -> Ask:
        """Ask under the filters of this page; what is grouped by is not filtered by."""
        groups = (by,) if isinstance(by, str) else tuple(by)
        where = tuple(sorted((name, code) for name, code in self.filters if name not in groups))
        return Ask(tuple(ids), groups, where, purpose, weighting)

    def publish(self, ask: Ask) -> pd.DataFrame:
        """Return what this viewer may see."""
        return data.publish(self.build, self.viewer, ask)
