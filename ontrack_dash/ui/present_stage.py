"""The slide that fills the screen, and what turns it."""

from collections.abc import Callable
from functools import lru_cache
from html import escape
from importlib.resources import files
from string import Template

import streamlit as st

from ontrack_dash.addresses import PRESENTED
from ontrack_dash.figures.palette import PALETTES
from ontrack_dash.i18n import Words
from ontrack_dash.slides import Slide
from ontrack_dash.ui import choices, decks, markup, navigation, present, present_more, present_turn, views
from ontrack_dash.ui.present import Show

GRID = "present.grid"
ICONS = {"back": "chevron_left", "next": "chevron_right", "first": "first_page", "last": "last_page"}


def show(of: Show) -> None:
    """Draw the slide with its controls, or the overview of all."""
    _dress(of.mode)
    present.tell(of)
    if st.session_state.get(GRID):
        _show_grid(of)
        return
    slide = of.deck.slides[of.number - 1]
    with st.container(key="present-stage"):
        st.html(_stage(of.picture(of.number), slide))
    with st.container(key="present-words"):
        st.html(_words(slide, of))
    _show_bar(of)
    present_turn.run(of)
    # The next turn finds its slide drawn.
    if of.number < of.count:
        decks.picture(of.run, of.words, of.number + 1, of.mode)


def _show_bar(of: Show) -> None:
    words = of.words
    with st.container(key="present-bar", horizontal=True, vertical_alignment="center", horizontal_alignment="center"):
        _turn("back", present.step, -1, of)
        st.markdown(words.t("present.place", number=of.number, count=of.count))
        _turn("next", present.step, 1, of)
        _turn("first", present.go, 1, of)
        _turn("last", present.go, of.count, of)
        _press("grid", "apps", of.words, _flip_grid)
        present_turn.offer_pause(of)
        _press("full", "fullscreen", words)
        st.link_button(
            words.t("present.notes"), choices.link(notes="on", room=of.room), icon=":material/speaker_notes:",
            key="present-notes",
        )  # fmt: skip
        present_more.offer(of)
        if _press("leave", "close", words):
            _leave()


def _turn(name: str, turn: Callable[[int, int], None], number: int, of: Show) -> None:
    """Draw a button that turns; at the ends it stays, but it is never shut: a key pressed meanwhile would be lost."""
    st.button(
        of.words.t(f"present.{name}"), key=f"present-{name}", icon=f":material/{ICONS[name]}:",
        on_click=turn, args=(number, of.count),
    )  # fmt: skip


def _press(name: str, icon: str, words: Words, on_click: object = None) -> bool:
    return st.button(words.t(f"present.{name}"), key=f"present-{name}", icon=f":material/{icon}:", on_click=on_click)  # type: ignore[arg-type]


def _leave() -> None:
    """Go back to the page a single view was made of, else to the list of runs."""
    page = choices.chosen(present.SHOWN) if choices.chosen(present.RUN) == views.THIS else ""
    choices.forget(PRESENTED)
    navigation.go_to(page or navigation.current())


def _show_grid(of: Show) -> None:
    with st.container(key="present-overview"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(markup.plain(of.deck.title), anchor=False)
            _press("grid_close", "close", of.words, _flip_grid)
        with st.container(key="present-cells"):
            for number, slide in enumerate(of.deck.slides, start=1):
                _show_cell(number, slide, of)


def _show_cell(number: int, slide: Slide, of: Show) -> None:
    with st.container(key=f"present-cell-{number}"):
        picture = present.embed(decks.thumbnail(of.run, of.words, number), "image/png")
        st.html(f'<img class="od-thumbnail" src="{picture}" alt="">')
        st.button(
            f"{number}. {markup.plain(slide.headline)}", key=f"present-to-{number}", width="stretch", wrap=True,
            type="primary" if number == of.number else "secondary", on_click=_choose, args=(number, of.count),
        )  # fmt: skip


def _choose(number: int, count: int) -> None:
    present.go(number, count)
    _flip_grid()


def _flip_grid() -> None:
    st.session_state[GRID] = not st.session_state.get(GRID)


def _stage(picture: str, slide: Slide) -> str:
    return f'<div class="od-stage"><img src="{picture}" alt="{escape(slide.alt or slide.headline)}"></div>'


def _words(slide: Slide, of: Show) -> str:
    """Return what stands on the slide for those who hear it."""
    place = of.words.t("present.place", number=of.number, count=of.count)
    said = (place, *slide.points, slide.caution, slide.basis, slide.source)
    lines = "".join(f"<p>{escape(text)}</p>" for text in said if text)
    return f'<div class="od-unseen"><h1>{escape(slide.headline)}</h1>{lines}</div>'


def _dress(mode: str) -> None:
    st.html(_sheet(mode))
    script = (files("ontrack_dash.ui") / "present.js").read_text(encoding="utf-8")
    st.html(f"<script>({script})()</script>", unsafe_allow_javascript=True)


@lru_cache
def _sheet(mode: str) -> str:
    palette = PALETTES[mode]
    template = Template((files("ontrack_dash.ui") / "present.css").read_text(encoding="utf-8"))
    return f"<style>{template.substitute(paper=palette.paper, ink=palette.ink, this=palette.this)}</style>"
