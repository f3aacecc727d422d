"""The handbook on the page: to search, to read step by step, to tick off, to take away."""

from collections.abc import Iterator, Mapping
from functools import partial

import streamlit as st

from ontrack_dash import handbook
from ontrack_dash.export import handbook as files
from ontrack_dash.handbook import Section, Step, plain
from ontrack_dash.handbook.model import CHECKLIST
from ontrack_dash.i18n import Words
from ontrack_dash.ui import choices, handbook_text, kit, letters, markup, navigation, preview, viewer
from ontrack_dash.ui.section_files import MIMES

STEP, TICKED, QUERY = "step", "handbook.ticked", "handbook.query"
WHOLE = "handbook-text"
WIDTH = 480
HERE, ARROW = "tools", ":material/arrow_forward:"
# What the text calls a tool → the part of the page it stands in.
TOOLS = {"planner": "plan", "letters": "letters", "register": "downloads"}


def show(words: Words) -> None:
    """Draw the handbook: what it is, the files, the search, and the chosen step or what was found."""
    st.header(words.t("handbook.title"), anchor=False)
    st.caption(f"{words.t('handbook.own')} {handbook.edition(words)}.")
    _offer_files(words)
    query = st.text_input(
        words.t("handbook.search"), key=QUERY, placeholder=words.t("handbook.search_note"), width=WIDTH
    )
    with st.container(key=WHOLE):
        if query.strip():
            _show_found(words, query)
        else:
            _show_step(words, _choose_step(words))


def _offer_files(words: Words) -> None:
    with st.container(horizontal=True):
        for form, make in files.FORMS.items():
            st.download_button(
                words.t(f"handbook.form.{form}"),
                partial(make, words),
                files.name_file(words, form),
                MIMES[form],
                key=f"handbook.{form}",
                on_click="ignore",
                icon=":material/download:",
            )


def _show_found(words: Words, query: str) -> None:
    hits = handbook.find(words, query)
    if not hits:
        st.info(words.t("handbook.nothing"))
        return
    st.caption(words.plural("handbook.found", len(hits)))
    st.html("".join(handbook_text.found(hit, words) for hit in hits))


def _choose_step(words: Words) -> Step:
    steps = {step.id: step for step in handbook.steps(words)}
    code = choices.chosen(STEP)
    st.segmented_control(
        words.t("handbook.contents"),
        format_func=lambda name: f"{steps[name].number}. {steps[name].title}",
        required=True,
        label_visibility="collapsed",
        **choices.bind(STEP, handbook.STEPS, code if code in steps else handbook.STEPS[0]),
    )
    return steps[code] if code in steps else steps[handbook.STEPS[0]]


def _show_step(words: Words, step: Step) -> None:
    left, right = st.columns([1, 3], gap="large")
    with left:
        st.html(handbook_text.contents(words.t("handbook.sections"), step))
    with right:
        st.subheader(words.t("handbook.step_title", number=step.number, title=step.title), anchor=False)
        st.html(handbook_text.body(step.lead, step.title))
        for section in step.sections:
            _show_section(words, step, section)


def _show_section(words: Words, step: Step, section: Section) -> None:
    st.html(handbook_text.section(step, section))
    if section.id == CHECKLIST:
        _tick(words, step)
    _lead_on(words, section)


def _tick(words: Words, step: Step) -> None:
    """Draw the checklist of a step; what is ticked stays while the reader goes through the steps."""
    ticked: set[tuple[str, int]] = st.session_state.setdefault(TICKED, set())
    lines = list(step.checks)
    for number, line in enumerate(lines):
        key = f"handbook.tick.{step.id}.{number}"
        st.session_state[key] = (step.id, number) in ticked
        st.checkbox(markup.plain(plain(line)), key=key, on_change=_keep, args=(step.id, number))
    done = sum((step.id, number) in ticked for number in range(len(lines)))
    st.caption(words.t("handbook.done", done=words.number(done), all=words.number(len(lines))))


def _keep(step: str, number: int) -> None:
    ticked: set[tuple[str, int]] = st.session_state[TICKED]
    ticked ^= {(step, number)}


def _lead_on(words: Words, section: Section) -> None:
    """Draw links to the pages a section names, as far as this reader may open them, and to the tools it names."""
    open_to = [
        page for page in navigation.PAGES if page != navigation.FOR_IMPORT or viewer.may_import(viewer.current())
    ]
    with st.container(horizontal=True):
        for page in section.pages:
            if page in open_to:
                st.page_link(navigation.path_of(page), label=words.t(f"page.{page}.title"), icon=ARROW)
        for label, place in _places(words, section):
            st.page_link(navigation.path_of(HERE), label=label, icon=ARROW, query_params=choices.address(**place))


def _places(words: Words, section: Section) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what a section names of this page, and where on it that stands."""
    for name in section.tools:
        yield words.t(f"pilot_tool.{name}"), {kit.PART: TOOLS[name]}
    for name in section.instruments:
        yield words.t(f"instrument.{name}.name"), {kit.PART: "questionnaires", preview.NAME: name}
    for name in section.letters:
        yield words.t(f"letter.{name}.title"), {kit.PART: "letters", letters.LETTER: name}
