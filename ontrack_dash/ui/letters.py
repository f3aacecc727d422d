"""The letters as they will be read, and as Word files."""

import re
from html import escape

import streamlit as st

from ontrack_dash.export.tools import LETTERS
from ontrack_dash.export.tools.letters import HEADING, LINE, TICKED, read
from ontrack_dash.i18n import Words
from ontrack_dash.ui import choices, kit

LETTER = "letter"
GROUP, RECIPIENTS = "letters", "recipients"
FIELD = re.compile("«[^»]*»")
WIDTH = 480
BOX = "\N{BALLOT BOX}"


def show(words: Words) -> None:
    """Draw one letter, its download, and the list its merge fields are filled from."""
    st.header(words.t("kit.group.letters"), anchor=False)
    chosen = choices.chosen(LETTER)
    letter = chosen if chosen in LETTERS else LETTERS[0]
    st.selectbox(
        words.t("preview.letter"),
        format_func=lambda name: words.t(f"letter.{name}.title"),
        width=WIDTH,
        **choices.bind(LETTER, LETTERS, letter),
    )
    of_files = kit.choose_language(words)
    files = kit.of_group(GROUP, of_files)
    kit.offer([one for one in files if one.form in (letter, RECIPIENTS)], words)
    st.caption(words.t("preview.letter_note"))
    st.html(_letter(letter, words))


def _letter(letter: str, words: Words) -> str:
    key = f"letter.{letter}.subject"
    title = words.t(key if words.has(key) else f"letter.{letter}.title")
    body = "".join(_paragraph(style, text) for style, text in read(letter, words))
    return f'<article class="od-letter od-read"><h3>{escape(title)}</h3>{body}</article>'


def _paragraph(style: str, text: str) -> str:
    said = FIELD.sub(lambda found: f"<mark>{found[0]}</mark>", escape(text))
    if style == HEADING:
        return f"<h4>{said}</h4>"
    if style == LINE:
        return f'<p class="od-line">{said}</p>'
    return f"<p>{BOX} {said}</p>" if style == TICKED else f"<p>{said}</p>"
