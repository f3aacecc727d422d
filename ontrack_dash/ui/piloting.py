"""The page of pilots: whose evaluations it shows, of which tool, and by which rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NoReturn

import streamlit as st

from ontrack_dash import pilot_names
from ontrack_dash.export import templates
from ontrack_dash.i18n import Words
from ontrack_dash.pilots import CRITERIA, Contents
from ontrack_dash.sentences import of_pilot
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import choices, data, empty, filters, frame, guarding, language, markup, navigation, shell, viewer
from ontrack_dash.ui import pilot_data as piloted
from ontrack_dash.ui.choices import ALL
from ontrack_dash.ui.downloads import EXCEL
from ontrack_dash.ui.pilot_data import Pairs
from ontrack_dash.ui.scene import Scene

TOOL, ROUND, COUNTRY, CRITERION = "pilot_tool", "pilot_round", "pilot_country", "criterion"
WIDTHS = {ROUND: 180, COUNTRY: 200, TOOL: 300, CRITERION: 220}
# The page asks how practical the tools are.
USUAL_CRITERION = "feasibility"
LAYOUTS = ("pilot_scores", "pilot_responses")

Name = Callable[[str], str]


@dataclass(frozen=True)
class Pilot:
    """What the page looks at: one round and one country or "" for all, one tool and one criterion up close."""

    scene: Scene
    contents: Contents
    round: str
    country: str
    tool: str
    criterion: str

    @property
    def words(self) -> Words:
        """Return the words of the page."""
        return self.scene.words

    @property
    def where(self) -> Pairs:
        """Return the filters of the page."""
        return tuple((name, code) for name, code in (("round", self.round), ("country", self.country)) if code)

    def without(self, dimension: str) -> Pairs:
        """Return the filters but for one, which is grouped by instead; outside the agency then no other is left.

        The public may ask by country or by round, never by both at once.
        """
        left = tuple(pair for pair in self.where if pair[0] != dimension)
        return left if self.scene.viewer.role == "agency" else ()

    def name(self, pairs: Pairs) -> tuple[tuple[str, str], ...]:
        """Say filters in words, for files."""
        keys = {"round": "rounds"}
        return tuple(
            (self.words.t(f"pilot.{keys.get(name, name)}"), pilot_names.name_code(name, code, self.words))
            for name, code in pairs
        )


def open_page(page: str) -> Pilot:
    """Draw the head of the page; where no pilot was imported say what is missing, offer the templates and stop."""
    shell.ensure_begun()
    build = data.current_build()
    words = language.current({"centre": data.centre_names(build)})
    if build is None or not piloted.contents(build).evaluations:
        _stop_empty(page, words, build)
    who, found = viewer.current(), piloted.contents(build)
    pilot = Pilot(
        Scene(page, build, data.contents(build), who, words, {}),
        found,
        _resolve(ROUND, found.codes["round"], found.codes["round"][-1]),
        _resolve(COUNTRY, found.codes["country"], ""),
        _resolve(TOOL, found.codes["tool"], found.codes["tool"][0]),
        _resolve(CRITERION, CRITERIA, USUAL_CRITERION),
    )
    choices.write_address({TOOL: pilot.tool, CRITERION: pilot.criterion, ROUND: pilot.round or ALL})
    frame.show_title(
        page, words, " · ".join(text for _, text in pilot.name(pilot.where)) or words.t("pilot.all_rounds")
    )
    frame.show_origin(build, words)
    st.markdown(words.t("pilot.invented" if build.is_demo else "pilot.not_public"))
    _offer_filters(pilot)
    guarding.ensure(build, who, words)
    return pilot


def offer_tool(pilot: Pilot) -> None:
    """Draw the choice of the tool to look at up close."""
    name = partial(pilot_names.name_code, "tool", words=pilot.words)
    _choose(pilot, TOOL, "tool", pilot.contents.codes["tool"], pilot.tool, name)


def offer_criterion(pilot: Pilot) -> None:
    """Draw the choice of the criterion groups are compared by."""
    name = partial(pilot_names.name_code, "criterion", words=pilot.words)
    _choose(pilot, CRITERION, "criterion", CRITERIA, pilot.criterion, name)


def explain(pilot: Pilot) -> None:
    """Draw the rules behind verdicts, reliability and what is hidden."""
    with st.expander(pilot.words.t("pilot.rules")):
        st.html(markup.pairs(of_pilot.explain(pilot.words)))


def _resolve(name: str, codes: Sequence[str], usual: str) -> str:
    chosen = choices.chosen(name)
    if chosen == ALL:
        return ""
    return chosen if chosen in codes else usual


def _offer_filters(pilot: Pilot) -> None:
    words = pilot.words
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="filters"):
        for key, dimension, label, code in (
            (ROUND, "round", "rounds", pilot.round),
            (COUNTRY, "country", "country", pilot.country),
        ):
            nothing = words.t(f"pilot.all_{'rounds' if key == ROUND else 'countries'}")
            codes = (ALL, *pilot.contents.codes[dimension])
            _choose(pilot, key, label, codes, code or ALL, partial(_name, dimension, nothing, words))
        filters.offer_link(words)


def _name(dimension: str, nothing: str, words: Words, code: str) -> str:
    return nothing if code == ALL else pilot_names.name_code(dimension, code, words)


def _choose(pilot: Pilot, key: str, label: str, codes: Sequence[str], code: str, name: Name) -> None:
    st.selectbox(
        pilot.words.t(f"pilot.{label}"),
        format_func=name,
        placeholder=pilot.words.t("app.choose"),
        width=WIDTHS[key],
        **choices.bind(key, codes, code),
    )


def _stop_empty(page: str, words: Words, build: Build | None) -> NoReturn:
    choices.write_address({})
    frame.show_title(page, words, "")
    if build:
        frame.show_origin(build, words)
    way = words.t("pilot.empty_text", page=words.t(f"page.{navigation.FOR_IMPORT}.title"))
    st.info(f"**{words.t('pilot.empty_title')}.** {way}", icon=":material/info:")
    # Where there is nothing at all, the ways to get data follow.
    _offer_templates(words, may_import=build is not None and viewer.may_import(viewer.current()))
    if build is None:
        empty.show(words)
    st.stop()


def _offer_templates(words: Words, *, may_import: bool) -> None:
    with st.container(horizontal=True):
        for kind in LAYOUTS:
            st.download_button(
                words.t(f"file_kind.{kind}"),
                partial(templates.template_workbook, kind, words),
                f"{kind}.xlsx",
                EXCEL,
                key=f"pilot.{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
        label = words.t("empty.go_import")
        wants = may_import and st.button(label, key="pilot.import", icon=":material/upload_file:")
    if wants:
        navigation.go_to(navigation.FOR_IMPORT)
