"""Files in: read and checked at once, written only when the reader says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ontrack_dash import imports, messages
from ontrack_dash.i18n import Words
from ontrack_dash.imports import Outcome, Upload
from ontrack_dash.intake.draft import Draft
from ontrack_dash.store.errors import AssertionFailedError
from ontrack_dash.store.load import Effect
from ontrack_dash.ui import asks, data, findings, markup

TYPES = ("xlsx", "xlsm", "xls", "csv", "txt", "zip")
ROUND, OUTCOME, PREPARED = "upload.round", "upload.outcome", "upload.prepared"


@dataclass(frozen=True)
class Prepared:
    """Files as they were read; `of` names the files and answers, so that the same are not read twice."""

    of: tuple[str, ...]
    drafts: tuple[Draft, ...]
    effects: tuple[Effect, ...]

    @property
    def is_blocked(self) -> bool:
        """Tell whether anything stops the import of all."""
        return imports.is_blocked(self.drafts)


def show(words: Words) -> None:
    """Draw the way of a file: chosen, recognised, checked, previewed, written or not."""
    _show_outcome(words)
    uploaded = st.file_uploader(
        words.t("import.upload"),
        type=TYPES,
        accept_multiple_files=True,
        key=f"upload.{st.session_state.setdefault(ROUND, 0)}",
    )
    st.caption(words.t("import.upload_note"))
    if not uploaded:
        return
    prepared = _prepare(words, uploaded)
    for source in dict.fromkeys(file.name for file in uploaded):
        drafts = [draft for draft in prepared.drafts if asks.source_of(draft) == source]
        with st.container(border=True):
            st.markdown(f"**{markup.plain(source)}**")
            asks.show(words, source, drafts)
            for draft in drafts:
                findings.show(words, draft)
    for draft in prepared.drafts:
        if asks.source_of(draft) not in {file.name for file in uploaded}:
            findings.show(words, draft)
    _offer_commit(words, prepared)


def _prepare(words: Words, uploaded: Sequence[UploadedFile]) -> Prepared:
    build = data.current_build()
    files = [f"{file.file_id} {asks.given(file.name)}" for file in uploaded]
    of = (*files, asks.saved_answers(), str(build and build.number))
    kept: Prepared | None = st.session_state.get(PREPARED)
    if kept and kept.of == of:
        return kept
    bar = st.progress(0.0, words.t("import.checking"))

    def feed() -> Iterator[Upload]:
        for number, file in enumerate(uploaded):
            bar.progress(number / len(uploaded), f"{words.t('import.checking')}: {file.name}")
            yield Upload(file.name, file.getvalue(), asks.given(file.name))

    drafts = tuple(imports.prepare(data.settings(), feed()))
    effects = () if imports.is_blocked(drafts) else tuple(imports.preview(data.settings(), drafts))
    bar.empty()
    st.session_state[PREPARED] = Prepared(of, drafts, effects)
    return Prepared(of, drafts, effects)


def _offer_commit(words: Words, prepared: Prepared) -> None:
    if prepared.is_blocked:
        if all(asks.is_all_that_stops(draft) for draft in prepared.drafts):
            st.info(words.t("import.ask_note"), icon=":material/help:")
            return
        st.error(words.t("import.rejected"), icon=":material/block:")
        return
    st.header(words.t("import.effect"), anchor=False)
    _show_effects(words, prepared)
    if all(effect.is_unchanged for effect in prepared.effects):
        st.info(f"{words.t('rule.already_imported.message')} {words.t('rule.already_imported.remedy')}")
        return
    build = data.current_build()
    if build and build.is_demo:
        st.warning(words.t("rule.demo_replaced.message"))
    warned = any((draft.findings["severity"] == "warning").any() for draft in prepared.drafts)
    st.write(words.t("import.ready_with_warnings" if warned else "import.ready"))
    with st.container(horizontal=True):
        wanted = st.button(words.t("import.commit"), type="primary", icon=":material/check:")
        st.button(words.t("app.cancel"), on_click=_start_over)
    if wanted:
        _commit(words, prepared)


def _show_effects(words: Words, prepared: Prepared) -> None:
    rows = [
        [
            draft.name,
            words.t(f"file_kind.{draft.kind}"),
            words.number(draft.rows_read),
            words.t("ui.unchanged_file") if effect.is_unchanged else words.number(effect.added),
            words.number(effect.replaced),
        ]
        for draft, effect in zip(prepared.drafts, prepared.effects, strict=True)
    ]
    header = ("import.history_file", "import.kind", "import.rows_read", "import.rows_new", "import.rows_replaced")
    right = [False, False, True, True, True]
    st.html(markup.table([words.t(key) for key in header], rows, words.t("import.effect"), right))


def _commit(words: Words, prepared: Prepared) -> None:
    try:
        with st.spinner(words.t("import.committing")):
            st.session_state[OUTCOME] = imports.commit(data.settings(), prepared.drafts)
    except AssertionFailedError as problem:
        st.error(words.t("ui.broken_together", name=problem.name), icon=":material/block:")
        return
    _start_over()
    st.rerun()


def _start_over() -> None:
    st.session_state[ROUND] += 1
    st.session_state.pop(PREPARED, None)
    asks.forget()


def _show_outcome(words: Words) -> None:
    outcome: Outcome | None = st.session_state.pop(OUTCOME, None)
    if outcome is None:
        return
    if not outcome.is_unchanged:
        st.success(words.t("import.committed", build=outcome.build), icon=":material/check_circle:")
    for row in messages.explain(outcome.findings, words).to_dict("records"):
        st.info(f"{row['message']} {row['remedy']}")
