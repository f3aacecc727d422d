"""The sections of all centres in one file: started, watched, stopped and taken up where they were left."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ontrack_dash.export import section as files
from ontrack_dash.ui import data, guarding
from ontrack_dash.ui.reporting import Report
from ontrack_dash.viewers import PUBLIC

FOLDER = "sections"
ZIP = "application/zip"
USUAL = ("docx", "pdf")
FORMS, RUN, RUNNING, WHOLE = "sections.forms", "sections.run", "sections.running", "sections.whole"


def show(report: Report) -> DeltaGenerator:
    """Draw the forms to choose, the buttons and what is ready; return the place of the progress."""
    words = report.scene.words
    st.header(words.t("report.all", year=report.year), anchor=False)
    st.caption(words.t("report.all_note"))
    st.session_state.setdefault(FORMS, list(USUAL))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.pills(
            words.t("report.all_forms"),
            list(files.FORMS),
            selection_mode="multi",
            key=FORMS,
            format_func=lambda form: words.t(f"report.form.{form}"),
            on_change=_stop,
        )
        _show_button(report)
        if st.session_state.get(WHOLE) == _name(report) and _target(report).exists():
            st.download_button(
                words.t("report.all_download"), _target(report).read_bytes, _target(report).name, ZIP,
                key="sections.zip", on_click="ignore", type="primary", icon=":material/download:",
            )  # fmt: skip
    return st.container()


def _show_button(report: Report) -> None:
    """Draw the one button that starts or stops: where one took the place of another, both would be seen for a while."""
    words, running = report.scene.words, is_running(report)
    st.button(
        words.t("report.all_stop" if running else "report.all_start"),
        key=RUN,
        icon=":material/stop:" if running else ":material/folder_zip:",
        on_click=_stop if running else partial(_start, report),
        disabled=not (st.session_state[FORMS] and data.centre_names(report.scene.build)),
    )


def is_running(report: Report) -> bool:
    """Tell whether this very file is being made."""
    return bool(st.session_state.get(RUNNING) == _name(report))


def work(report: Report, place: DeltaGenerator) -> None:
    """Go on with the sections when they were asked for; last on the page, which is whole while they are made.

    Whatever the reader presses meanwhile ends this run between two sections, and the next one goes on from there.
    """
    if not is_running(report):
        return
    words = report.scene.words
    with place:
        # A section holds what is published of the country, which may have to be found first.
        guarding.ensure(report.scene.build, PUBLIC, words)
        bar = st.progress(0.0, words.t("report.all_working"))

        def tell(done: int, of: int) -> None:
            bar.progress(done / of, _say(report, done, of))

        try:
            _make(report, tell)
        except files.BrokenTemplateError as problem:
            _stop()
            st.error(str(problem))
            return
    st.session_state[WHOLE] = _name(report)
    _stop()
    st.rerun()


def _make(report: Report, progress: Callable[[int, int], None]) -> None:
    """Write what is missing, drop what belongs to no centre any more, and pack the rest."""
    scene, folder, target = report.scene, _folder(report), _target(report)
    licences = list(data.centre_names(scene.build))
    with files.alone(folder, partial(progress, 0, len(licences))):
        result = files.write_all(
            scene.build, data.settings(), licences, report.year, scene.words, folder, _forms(), progress
        )
        files.drop_left(folder, result.names)
        files.zip_folder(folder, target)
        for older in set(target.parent.glob(f"{folder.name}.*.zip")) - {target}:
            older.unlink()


def _say(report: Report, done: int, of: int) -> str:
    words = report.scene.words
    return words.t("report.all_done", done=words.number(done), of=words.plural("app.centres", of))


def _forms() -> tuple[str, ...]:
    return tuple(form for form in files.FORMS if form in st.session_state[FORMS])


def _name(report: Report) -> str:
    """Name the file: what is in it, and of which state of the data."""
    return f"{report.year}-{report.scene.words.lang}-{'-'.join(_forms())}-{report.scene.build.number}"


def _folder(report: Report) -> Path:
    return data.settings().data / FOLDER / f"{report.year}-{report.scene.words.lang}-{'-'.join(_forms())}"


def _target(report: Report) -> Path:
    """Return the file; it is named for its state of the data, so that none of another is taken for it."""
    folder = _folder(report)
    return folder.with_name(f"{folder.name}.{report.scene.build.number}.zip")


def _start(report: Report) -> None:
    st.session_state[RUNNING] = _name(report)
    st.session_state.pop(WHOLE, None)


def _stop() -> None:
    st.session_state.pop(RUNNING, None)
