"""A questionnaire as its respondent sees it: to try out, with questions that appear as answers are given."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from ontrack_dash.export.tools import edition_of, route
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS, Instrument, Item, prepare
from ontrack_dash.ui import choices, kit, markup

NAME = "questionnaire"
TRIED = "preview.tried"
ALL = "preview.all"
STAR = "*"
WIDTH = 480

Answer = tuple[str, ...]


def show(words: Words) -> None:
    """Draw the choice of a questionnaire, its files, and the questionnaire itself."""
    st.header(words.t("kit.part_name.questionnaires"), anchor=False)
    chosen = choices.chosen(NAME)
    name = chosen if chosen in INSTRUMENTS else next(iter(INSTRUMENTS))
    st.selectbox(
        words.t("preview.choose"),
        format_func=lambda one: words.t(f"instrument.{one}.name"),
        width=WIDTH,
        **choices.bind(NAME, tuple(INSTRUMENTS), name),
    )
    instrument = prepare(INSTRUMENTS[name], kit.given())
    _say_about(instrument, words)
    of_files = kit.choose_language(words)
    kit.offer(kit.of_group(name, of_files), words)
    st.markdown(words.t("preview.lead"))
    st.toggle(words.t("preview.all"), key=ALL)
    with st.container(border=True, key="questionnaire"):
        _try_out(instrument, words)


def follow(instrument: Instrument, ask: Callable[[Item], Answer]) -> Mapping[str, Answer]:
    """Ask what the answers so far lead to, and return the answers by item; what is known beforehand is not asked."""
    said: dict[str, Answer] = {}
    for item in instrument.items:
        if item.when and not set(said.get(item.when.item, ())) & set(item.when.codes):
            continue
        known = (item.given,) if item.given else ()
        said[item.id] = known if item.is_hidden else ask(item)
    return said


def _say_about(instrument: Instrument, words: Words) -> None:
    about = words.t(
        "preview.about",
        questions=words.number(len(instrument.asked)),
        minutes=words.number(instrument.minutes),
        who=words.t(f"instrument.{instrument.id}.who"),
    )
    st.caption(f"{about} {edition_of(instrument, words)}. {words.t('tool.own')}")


def _try_out(instrument: Instrument, words: Words) -> None:
    key = f"instrument.{instrument.id}"
    st.subheader(words.t(f"{key}.title"), anchor=False)
    st.markdown(words.t(f"{key}.intro", minutes=words.number(instrument.minutes)))
    if any(item.required for item in instrument.asked):
        st.caption(f"\\{STAR} {words.t('preview.required')}")
    sheet = _Sheet(instrument, words, has_all=bool(st.session_state[ALL]))
    said = sheet.fill()
    shown = [item for item in instrument.asked if item.id in said]
    st.caption(words.t("preview.shown", shown=words.number(len(shown)), all=words.number(len(instrument.asked))))
    missing = [item for item in shown if item.required and not said[item.id]]
    if st.button(words.t("preview.send"), key=f"{TRIED}.{instrument.id}"):
        _answer(instrument, missing, words)
    st.button(words.t("preview.again"), type="tertiary", on_click=_forget, args=(instrument.id,))


def _answer(instrument: Instrument, missing: Sequence[Item], words: Words) -> None:
    """Say what a respondent is told after sending."""
    if missing:
        questions = "; ".join(words.t("handbook.quoted", text=item.text(words)) for item in missing)
        st.warning(words.t("preview.missing", questions=markup.plain(questions)))
        return
    st.success(f"{words.t(f'instrument.{instrument.id}.thanks')}  \n{words.t('preview.nothing_kept')}")


class _Sheet:
    """The questionnaire while it is drawn; with all questions, each says when it is asked."""

    def __init__(self, instrument: Instrument, words: Words, *, has_all: bool) -> None:
        self.instrument, self.words, self.has_all = instrument, words, has_all
        self.section = ""

    def fill(self) -> Mapping[str, Answer]:
        if not self.has_all:
            return follow(self.instrument, self.ask)
        return {item.id: self.ask(item) for item in self.instrument.asked}

    def ask(self, item: Item) -> Answer:
        words = self.words
        if item.section != self.section:
            self.section = item.section
            st.html(f"<h4>{escape(words.t(f'instrument_section.{item.section}'))}</h4>")
        asked_when = route(self.instrument, item, words) if self.has_all else ""
        if asked_when:
            st.caption(markup.plain(asked_when))
        return DRAWN[item.type](item, words, f"{TRIED}.{self.instrument.id}.{item.id}")


def _label(item: Item, words: Words) -> str:
    """Return the question with its mark and what helps to answer it.

    Streamlit says a label to screen readers as it is written: no marks of Markdown in it.
    """
    return " ".join(filter(None, (item.text(words), STAR if item.required else "", item.hint(words))))


def _one(item: Item, words: Words, key: str) -> Answer:
    labels = {choice.code: choice.text(words) for choice in item.choices}
    if len(labels) > MOST_TO_TICK:
        code = st.selectbox(
            _label(item, words), list(labels), index=None, key=key, format_func=labels.__getitem__,
            placeholder=words.t("preview.select"),
        )  # fmt: skip
    else:
        code = st.radio(
            _label(item, words), list(labels), index=None, key=key,
            format_func=lambda one: markup.plain(labels[one]),
        )  # fmt: skip
    return (str(code),) if code else ()


def _many(item: Item, words: Words, key: str) -> Answer:
    labels = {choice.code: choice.text(words) for choice in item.choices}
    ticked = st.pills(
        _label(item, words), list(labels), selection_mode="multi", key=key,
        format_func=lambda one: markup.plain(labels[one]),
    )  # fmt: skip
    if item.exclusive in ticked and len(ticked) > 1:
        st.warning(words.t("tool.wrong.exclusive", answer=markup.plain(labels[item.exclusive or ""])))
    return tuple(map(str, ticked))


def _number(item: Item, words: Words, key: str) -> Answer:
    low, high = item.limits or (None, None)
    number = st.number_input(_label(item, words), min_value=low, max_value=high, value=None, step=1, key=key)
    return () if number is None else (str(number),)


def _text(item: Item, words: Words, key: str) -> Answer:
    said = st.text_area(_label(item, words), key=key)
    return (said,) if said.strip() else ()


def _date(item: Item, words: Words, key: str) -> Answer:
    said = st.text_input(_label(item, words), key=key, placeholder=words.t("preview.month_year"))
    return (said,) if said.strip() else ()


def _note(item: Item, words: Words, _key: str) -> Answer:
    st.markdown(_label(item, words))
    return ()


MOST_TO_TICK = 12
DRAWN: Mapping[str, Callable[[Item, Words, str], Answer]] = {
    "one": _one,
    "scale": _one,
    "many": _many,
    "number": _number,
    "date": _date,
    "text": _text,
    "note": _note,
}


def _forget(name: str) -> None:
    for key in [key for key in st.session_state if str(key).startswith(f"{TRIED}.{name}.")]:
        del st.session_state[key]
