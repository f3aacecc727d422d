"""What is chosen once for a room: the ground, the turning; and the slide as a picture, and its live page."""

from functools import partial

import streamlit as st

from ontrack_dash.export import slides as drawn
from ontrack_dash.export.slides import qr
from ontrack_dash.i18n import Words
from ontrack_dash.ui import choices, decks, markup, present, run_files
from ontrack_dash.ui.present import THEME, TURN, Show
from ontrack_dash.ui.present_turn import NEVER, SECONDS


def offer(show: Show) -> None:
    """Draw the choices behind a button."""
    words = show.words
    with st.popover(words.t("present.more"), icon=":material/more_horiz:", key="present-more"):
        st.segmented_control(
            words.t("present.theme"),
            format_func=lambda mode: words.t(f"present.mode.{mode}"),
            required=True,
            **choices.bind(THEME, present.MODES, show.mode),
        )
        asked = choices.chosen(TURN)
        st.segmented_control(
            words.t("present.turn"),
            format_func=lambda seconds: _say_seconds(seconds, words),
            required=True,
            **choices.bind(TURN, SECONDS, asked if asked in SECONDS else NEVER),
        )
        _offer_pictures(show)
        _show_link(show)


def _say_seconds(seconds: str, words: Words) -> str:
    return words.t("present.never") if seconds == NEVER else words.t("present.seconds", n=seconds)


def _offer_pictures(show: Show) -> None:
    words = show.words
    # A file is made where nobody knows the address any more: it is found out now.
    mode, address = show.mode, decks.host()
    forms = (
        ("png", "image/png", partial(drawn.png, show.deck, show.number, words, mode=mode, address=address)),
        ("svg", "image/svg+xml", partial(drawn.svg, show.deck, show.number, words, mode=mode, address=address)),
        ("zip", "application/zip", partial(drawn.album, show.deck, words, mode=mode, address=address)),
    )
    st.markdown(words.t("present.picture"))
    with st.container(horizontal=True):
        for form, mime, make in forms:
            end = form if form == "zip" else f"{show.number}.{form}"
            st.download_button(
                words.t(f"present.{form}"), make, run_files.file_name(show.run, end), mime,
                key=f"present.{form}", on_click="ignore", icon=":material/download:",
            )  # fmt: skip


def _show_link(show: Show) -> None:
    """Draw the address of the live page of this slide, as a code for telephones and to be copied."""
    slide = show.deck.slides[show.number - 1]
    if not slide.link:
        return
    address = decks.host() + slide.link
    st.markdown(show.words.t("present.live"))
    code = present.embed(_code(qr.rows(address)).encode(), "image/svg+xml")
    st.html(f'<img class="od-code" src="{code}" alt="{show.words.t("present.code")}">')
    markup.show_address(address)


def _code(rows: list[str]) -> str:
    """Return the squares of a code as SVG, with the quiet zone it needs around them."""
    edge = 4
    size = len(rows) + 2 * edge
    dark = "".join(
        f"M{column + edge} {row + edge}h1v1h-1z"
        for row, line in enumerate(rows)
        for column, sign in enumerate(line)
        if sign == "1"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{dark}"/></svg>'
    )
