"""The section to take away as Word, PDF and Excel, each made only when it is asked for."""

from functools import partial

import streamlit as st

from ontrack_dash.export import section as files
from ontrack_dash.export.section import template
from ontrack_dash.export.section.batch import file_name
from ontrack_dash.ui import data, markup, sections
from ontrack_dash.ui.downloads import EXCEL
from ontrack_dash.ui.reporting import Report

WORD_FORM = "docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MIMES = {WORD_FORM: WORD, "pdf": "application/pdf", "xlsx": EXCEL}


def show(report: Report) -> None:
    """Draw a download for each form."""
    words = report.scene.words
    problem = _say_problem(report)
    with st.container(horizontal=True, vertical_alignment="center"):
        for form in files.FORMS:
            st.download_button(
                words.t(f"report.form.{form}"),
                partial(_make, report, form),
                file_name(report.licence, report.year, words.lang, form),
                MIMES[form],
                key=f"section.{form}",
                disabled=form == WORD_FORM and bool(problem),
                on_click="ignore",
                type="primary" if form == WORD_FORM else "secondary",
                icon=":material/download:",
            )
    said = [words.t("report.download_note")]
    if report.may_write:
        names = {name: words.t(f"report.{name}") for name in ("own", "measures")}
        said.append(words.t("report.download_write", **names))
    st.caption(" ".join(said))


def _make(report: Report, form: str) -> bytes:
    section, words = sections.compose(report), report.scene.words
    return files.FORMS[form](section, sections.write(report), words, files.describe(section, words))


def show_template(report: Report) -> None:
    """Draw the template of the Word document for the agency: to take away, to change, and where it then belongs."""
    build, words = report.scene.build, report.scene.words
    folder = data.settings().data
    own = files.place(folder, words.lang)
    with st.expander(words.t("report.template")):
        _say_problem(report)
        st.write(words.t("report.template_note"))
        markup.show_address(own.relative_to(folder).as_posix())
        st.download_button(
            words.t("report.template_get"),
            partial(template.current, build, words),
            own.name,
            WORD,
            key="section.template",
            on_click="ignore",
            icon=":material/download:",
        )


def _say_problem(report: Report) -> str:
    """Say what is wrong with the agency's own template; return that, nothing where nothing is."""
    problem = files.find_problem(report.scene.build, report.scene.words)
    if problem:
        st.warning(problem)
    return problem
