"""What the questions of a survey mean: said once, kept for the next file with the same questions."""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from ontrack_dash import imports
from ontrack_dash.fields import FIELDS, VOCABULARIES, fold
from ontrack_dash.i18n import Words
from ontrack_dash.intake import mapping
from ontrack_dash.intake.draft import Draft, Known
from ontrack_dash.intake.mapping import Meaning
from ontrack_dash.store import state
from ontrack_dash.ui import data, markup

# Fields a question may ask for; the rest of an answer's fields stand in columns of their own.
ASKED = (
    "destination", "in_field", "is_studying", "months_to_job", "usefulness", "satisfaction", "completion_date",
    "answer_date", "sex", "birth_year", "level", "kind", "funding", "oblast", "wave",
)  # fmt: skip
SCALE = ("1", "2", "3", "4", "5")
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
    st.session_state.setdefault(key, usual if usual in ASKED else NOTHING)
    return str(
        st.selectbox(
            question,
            (NOTHING, *ASKED),
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
        for number, answer in enumerate(given):
            place = f"{key}.{field}.{number}"
            guess = usual.get(fold(answer)) or _guess(answer, field)
            st.session_state.setdefault(place, guess if guess in codes else NOTHING)
            said[answer] = str(
                st.selectbox(
                    f"{words.t('import.mapping_answer')}: {answer}",
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
    vocabulary = FIELDS[field].vocabulary
    if vocabulary:
        return tuple(VOCABULARIES[vocabulary])
    return SCALE if FIELDS[field].type == "scale" else ()


def _guess(answer: str, field: str) -> str:
    """Return the code whose spelling the answer has."""
    spellings = VOCABULARIES.get(FIELDS[field].vocabulary or "", {})
    found = (code for code, ways in spellings.items() if fold(answer) in (fold(code), *map(fold, ways)))
    return next(found, answer[:1] if answer[:1] in SCALE else NOTHING)


def _say(words: Words, field: str, code: str) -> str:
    if not code:
        return words.t("import.mapping_none")
    vocabulary = FIELDS[field].vocabulary
    return words.t(f"{vocabulary}.{code}") if vocabulary else code
