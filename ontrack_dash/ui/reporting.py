"""The page of reports: its year and its centre, and what a reader may do there."""

from dataclasses import dataclass, replace

import streamlit as st

from ontrack_dash import filings, section
from ontrack_dash.export.about import About
from ontrack_dash.i18n import Words
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import choices, data, downloads, filters, frame, guarding, viewer
from ontrack_dash.ui.choices import ALL
from ontrack_dash.ui.scene import Scene
from ontrack_dash.viewers import Viewer

YEAR, CENTRE = "report", "centre"
WIDTHS = {YEAR: 180, CENTRE: 340}
ENTRIES = 500


@dataclass(frozen=True)
class Report:
    """What the page looks at: the report year, and one centre or "" for all."""

    scene: Scene
    year: int
    licence: str

    @property
    def viewer(self) -> Viewer:
        """Return for whom the section of the centre is made."""
        return section.viewer_of(self.scene.viewer, self.licence)

    @property
    def may_write(self) -> bool:
        """Tell whether the reader is the centre in view."""
        return bool(self.licence) and self.scene.viewer.licence == self.licence

    @property
    def is_of_agency(self) -> bool:
        """Tell whether the reader answers for all centres."""
        return self.scene.viewer.role == "agency"

    @property
    def sees_filings(self) -> bool:
        """Tell whether what was filed is this reader's business."""
        return self.is_of_agency or self.may_write

    @property
    def about(self) -> About:
        """Say where the numbers of a list come from."""
        said = downloads.describe(self.scene, self.scene.filters)
        return replace(said, filters=((self.scene.words.t("report.year"), str(self.year)), *said.filters))


def open_page(page: str) -> Report:
    """Draw the head of the page; where there is nothing to report on say so and stop."""
    build, words = frame.begin(page)
    who, contents = viewer.current(), data.contents(build)
    licence = _licence(build, who)
    years, usual = _years(key=f"{data.key_of(build)}|{who}|{licence}", _build=build, _who=who, _licence=licence)
    chosen = choices.chosen(YEAR)
    year = int(chosen) if chosen in map(str, years) else usual
    choices.write_address({YEAR: str(year or "")})
    frame.show_title(page, words, _say(year, licence, words))
    frame.show_origin(build, words)
    _offer(years, year, licence, words, who)
    if year is None:
        st.info(f"**{words.t('empty.no_rows_title')}.** {words.t('report.no_years')}")
        st.stop()
    report = Report(Scene(page, build, contents, who, words, {CENTRE: licence} if licence else {}), year, licence)
    guarding.ensure(build, report.viewer if licence else who, words)
    return report


def say_closed(report: Report) -> None:
    """Say what the public finds on this page: the section of a centre, and nothing of what was filed."""
    words = report.scene.words
    st.info(f"**{words.t('report.closed_title')}.** {words.t('report.closed_text')}")


def _licence(build: Build, who: Viewer) -> str:
    """Return the centre in view: a centre that looks sees its own section."""
    chosen = choices.chosen(CENTRE)
    return who.licence or (chosen if chosen in data.centre_names(build) else "")


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _years(key: str, _build: Build, _who: Viewer, _licence: str) -> tuple[tuple[int, ...], int | None]:  # noqa: ARG001
    """Return the years offered, newest first, and the usual one: of a centre the newest, of all the last listed."""
    if _licence:
        offered = section.years(_build.path, viewer=_who, licence=_licence)
        return offered, max(offered, default=None)
    completed, listed = map(int, data.contents(_build).codes["year"]), filings.years(_build.path, viewer=_who)
    offered = tuple(sorted({*completed, *listed}, reverse=True))
    return offered, max(listed or offered, default=None)


def _say(year: int | None, licence: str, words: Words) -> str:
    said = [words.t("report.of_year", year=year)] if year else []
    return " · ".join([*said, *([words.label(CENTRE, licence)] if licence else [])])


def _offer(years: tuple[int, ...], year: int | None, licence: str, words: Words, who: Viewer) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="filters"):
        st.selectbox(
            words.t("report.year"),
            width=WIDTHS[YEAR],
            placeholder=words.t("app.choose"),
            **choices.bind(YEAR, [str(offered) for offered in years], str(year or "")),
        )
        if not who.licence:
            _offer_centre(licence, words)
        filters.offer_link(words)


def _offer_centre(licence: str, words: Words) -> None:
    names = words.names.get(CENTRE, {})
    nothing = words.t(f"dimension_all.{CENTRE}")
    st.selectbox(
        words.t(f"dimension.{CENTRE}"),
        format_func=lambda code: nothing if code == ALL else names.get(code, code),
        placeholder=words.t("app.choose"),
        width=WIDTHS[CENTRE],
        **choices.bind(CENTRE, [ALL, *names], licence or ALL),
    )
