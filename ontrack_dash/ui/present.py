"""Which run is shown to a room, and where in it we are."""

import base64
from collections import OrderedDict
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import TypeVar

import streamlit as st

from ontrack_dash import slides
from ontrack_dash.addresses import PRESENTED, SHOWABLE
from ontrack_dash.i18n import Words
from ontrack_dash.runs import Run
from ontrack_dash.slides import Deck
from ontrack_dash.store import shown
from ontrack_dash.ui import choices, data, decks, empty, frame, language, shell, views

RUN, SLIDE, SHOWN, THEME, TURN, NOTES, ROOM = PRESENTED
MODES = ("projector", "light", "dark")
OF_CENTRE = "centre"
# A saved view, shown by itself, is named by this letter and its number.
SINGLE = "v"
# A run somebody brought along, kept no longer than the visit.
BROUGHT = "brought"
ROOMS = 1_000
Kept = TypeVar("Kept")
# Nothing stands around what is shown, from the first moment on.
BARE = """
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stExpandSidebarButton"] { display: none; }
"""


@dataclass(frozen=True)
class Show:
    """A run being shown; `number` counts its slides from 1, `room` names the window it is shown in."""

    run: Run
    deck: Deck
    words: Words
    number: int
    room: str

    @property
    def count(self) -> int:
        """Return how many slides there are."""
        return len(self.deck.slides)

    @property
    def is_notes(self) -> bool:
        """Tell whether this is the window of notes."""
        return bool(choices.chosen(NOTES))

    @property
    def mode(self) -> str:
        """Return the ground the slides are drawn on."""
        chosen = choices.chosen(THEME)
        return chosen if chosen in MODES else MODES[0]

    def picture(self, number: int) -> str:
        """Return a slide as what an image shows."""
        return embed(decks.picture(self.run, self.words, number, self.mode).encode(), "image/svg+xml")


def open_page(page: str) -> Show | None:
    """Return what is shown; where that is the list of runs draw its head."""
    shell.ensure_begun()
    build = data.newest_build()
    words = language.current({"centre": data.centre_names(build)})
    run = find(words) if build else None
    if run is None:
        is_lost = bool(choices.chosen(RUN))
        frame.show_plain(page)
        if build is None:
            empty.show(words)
            st.stop()
        if is_lost:
            st.warning(words.t("present.lost"))
        return None
    st.html(f"<style>{BARE}</style>")
    decks.ensure(run, words)
    with st.spinner(words.t("present.composing")):
        deck = decks.compose(run, words)
    show = Show(run, deck, words, _number(len(deck.slides)), _room())
    choices.write_address({name: choices.chosen(name) for name in PRESENTED} | {SLIDE: str(show.number)})
    return show


def find(words: Words) -> Run | None:
    """Return the run that is asked for; of saved ones a reader finds only the own."""
    name, owner = choices.chosen(RUN), views.owner()
    if name in slides.ready_runs():
        centre = choices.chosen(OF_CENTRE) if name == OF_CENTRE else ""
        return None if name == OF_CENTRE and not centre else slides.ready_run(name, words, centre=centre)
    if name == views.THIS:
        page = choices.chosen(SHOWN)
        title = words.t(f"page.{page}.title") if page in SHOWABLE else ""
        return Run(title, (views.of_page(page, title),)) if title else None
    if name == BROUGHT:
        return held().get(_room())
    number = name.removeprefix(SINGLE)
    if not owner or not data.NUMBER.fullmatch(number):
        return None
    if name == number:
        return shown.runs(data.settings(), owner).get(int(number))
    view = shown.views(data.settings(), owner).get(int(number))
    return Run(view.name, (view,), view.comment) if view else None


def start(run: str) -> None:
    """Show a run from its first slide."""
    choices.choose(RUN, run)
    choices.choose(SLIDE, "1")


def hold(run: Run) -> None:
    """Show a run that is saved nowhere: it is known to this window, and to the window of notes that follows it."""
    _remember(held(), _room(), run)
    start(BROUGHT)


def go(number: int, count: int) -> None:
    """Show another slide; before the first and behind the last there is none."""
    choices.choose(SLIDE, str(min(max(number, 1), count)))


def step(by: int, count: int) -> None:
    """Show a slide so many before or behind the one shown."""
    go(_number(count) + by, count)


@st.cache_resource(show_spinner=False)
def rooms() -> OrderedDict[str, int]:
    """Return which slide each window shows, for the windows of notes that follow it."""
    return OrderedDict()


def tell(show: Show) -> None:
    """Let the windows of notes know which slide is shown."""
    _remember(rooms(), show.room, show.number)


@st.cache_resource(show_spinner=False)
def held() -> OrderedDict[str, Run]:
    """Return the run somebody brought along, by the window it is shown in."""
    return OrderedDict()


def _remember(known: OrderedDict[str, Kept], room: str, kept: Kept) -> None:
    """Keep what belongs to a window, and forget the windows that are silent longest."""
    known[room] = kept
    known.move_to_end(room)
    if len(known) > ROOMS:
        known.popitem(last=False)


def embed(content: bytes, mime: str) -> str:
    """Return a picture as an address that holds it."""
    return f"data:{mime};base64,{base64.b64encode(content).decode()}"


def _number(count: int) -> int:
    asked = choices.chosen(SLIDE)
    return min(max(int(asked), 1), count) if data.NUMBER.fullmatch(asked) else 1


def _room() -> str:
    """Return the room of the address where this is the window of notes, else that of this window."""
    if choices.chosen(NOTES):
        return choices.chosen(ROOM)
    own: str = st.session_state.setdefault("present.room", token_urlsafe(9))
    return own
