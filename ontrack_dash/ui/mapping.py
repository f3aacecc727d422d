"""What the questions of a survey mean: said once, kept for the next file with the same questions."""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from ontrack_dash import imports
from ontrack_dash.fields import FIELDS, VOCABULARIES, fold, reference
from ontrack_dash.i18n import Words
from ontrack_dash.intake import mapping
from ontrack_dash.intake.draft import Draft, Known
from ontrack_dash.intake.mapping import Meaning
from ontrack_dash.store import state
from ontrack_dash.ui import data, markup

SCALE = ("1", "2", "3", "4", "5")
MONTHS = 60
# Fields whose codes have names: the list, and its column of codes.
NAMED = {"profession": ("professions", "profession_code"), "oblast": ("oblasti", "oblast_code")}
NOTHING = ""


def show(words: Words, draft: Draft, told: Callable[[], None]) -> None:
    """Draw the questions of a survey with what each asks for; `told` is called when an answer was saved."""
    if draft.match is None:
        return
    known = Known(today=date.today(), mappings=state.saved(data.settings(), imports.MAPPINGS))
    meaning = mapping.resolve(draft.match, draft.options, known)
    with st.expander(words.t("import.ask_mapping"), expanded="mapping" in draft.asks):
        fields, answers = {}, {}
        for number, (question, given) in enumerate(mapping.questions(draft.cells, draft.match).items()):
            key = f"mapping.{mapping.digest(draft.match)}.{number}"
            fields[question] = _ask_field(words, question, meaning, key)
            codes = _codes(fields[question])
            if codes:
                answers[question] = _ask_answers(words, question, given, codes, fields[question], meaning, key)
        left = [answer for said in answers.values() for answer, code in said.items() if not code]
        if left:
            st.warning(words.t("import.mapping_left", answers=markup.plain("; ".join(left))))
        if st.button(words.t("app.save"), key=f"mapping.{draft.digest}", icon=":material/save:"):
            said = {"questions": fields, "answers": answers}
            state.save(data.settings(), imports.MAPPINGS, mapping.digest(draft.match), said)
            told()
            st.rerun()


def _ask_field(words: Words, question: str, meaning: Meaning, key: str) -> str:
    usual = meaning.fields.get(fold(question), NOTHING)
    st.session_state.setdefault(key, usual if usual in mapping.FIELDS_ASKED else NOTHING)
    return str(
        st.selectbox(
            markup.plain(question),
            (NOTHING, *mapping.FIELDS_ASKED),
            key=key,
            format_func=lambda field: words.t(f"field.{field}" if field else "import.mapping_none"),
        )
    )


def _ask_answers(
    words: Words, question: str, given: tuple[str, ...], codes: tuple[str, ...], field: str, meaning: Meaning, key: str
) -> Mapping[str, str]:
    usual = meaning.answers.get(fold(question), {})
    said = {}
    with st.container(key=f"answers.{key}.{field}"):
        for number, answer in enumerate(_to_explain(given, field)):
            place = f"{key}.{field}.{number}"
            guess = usual.get(fold(answer)) or _guess(given, answer, field)
            st.session_state.setdefault(place, guess if guess in codes else NOTHING)
            said[answer] = str(
                st.selectbox(
                    f"{words.t('import.mapping_answer')}: {markup.plain(answer)}",
                    (NOTHING, *codes),
                    key=place,
                    format_func=lambda code: _say(words, field, code),
                )
            )
    return said


def _codes(field: str) -> tuple[str, ...]:
    """Return what an answer may stand for; nothing where it is read as it is written."""
    if not field:
        return ()
    kind, vocabulary = FIELDS[field].type, FIELDS[field].vocabulary
    if vocabulary:
        return tuple(VOCABULARIES[vocabulary])
    if kind in NAMED:
        return tuple(sorted(reference(NAMED[kind][0])[NAMED[kind][1]]))
    return {"scale": SCALE, "count": tuple(map(str, range(MONTHS + 1)))}.get(kind, ())


def _to_explain(given: tuple[str, ...], field: str) -> tuple[str, ...]:
    """Numbers speak for themselves; of another question every answer is asked about."""
    if FIELDS[field].type != "count":
        return given
    return tuple(answer for answer in given if not mapping.guess(answer, field))


def _guess(given: tuple[str, ...], answer: str, field: str) -> str:
    """Return the code an answer reads as; of a scale longer than ours nothing is guessed."""
    if FIELDS[field].type == "scale" and any(mapping.guess(each, field) is None for each in given):
        return NOTHING
    return mapping.guess(answer, field) or NOTHING


def _say(words: Words, field: str, code: str) -> str:
    if not code:
        return words.t("import.mapping_none")
    vocabulary = FIELDS[field].vocabulary
    if FIELDS[field].type in NAMED:
        return f"{code} {words.label(field, code)}"
    return words.t(f"{vocabulary}.{code}") if vocabulary else code
