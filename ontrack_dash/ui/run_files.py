"""Runs to take away, as slides, on paper and as a file; and a file of a run brought in."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from ontrack_dash import runs
from ontrack_dash.export import slides as drawn
from ontrack_dash.i18n import Words
from ontrack_dash.runs import Run, RunFileError
from ontrack_dash.slides import slides_of
from ontrack_dash.ui import data, decks

PDF = "application/pdf"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODD = re.compile(r"[^\w.-]+")
LONGEST = 60


def offer(run: Run, key: str, words: Words) -> None:
    """Draw the run as PowerPoint, as a handout, and as a file that can be brought in again."""
    own = drawn.own_template(data.settings().data)
    if own and (problem := drawn.find_problem(own, words)):
        st.warning(problem)
    forms = (
        ("pptx", POWERPOINT, partial(_make_pptx, run, words, decks.host())),
        ("pdf", PDF, partial(_make_pdf, run, words, decks.host())),
    )
    for form, mime, make in forms:
        st.download_button(
            words.t(f"present.{form}"), make, file_name(run, form), mime,
            key=f"{key}.{form}", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
    offer_file(run, key, words)


def offer_file(run: Run, key: str, words: Words) -> None:
    """Draw the run as a file."""
    st.download_button(
        words.t("present.json"), runs.to_text(run, _made(run)), file_name(run, "json"), "application/json",
        key=f"{key}.json", on_click="ignore", icon=":material/file_save:",
    )  # fmt: skip


def file_name(run: Run, form: str) -> str:
    """Return the name of a run as the name of a file."""
    return f"{ODD.sub('-', run.name)[:LONGEST].strip('-.') or 'run'}.{form}"


def read(content: bytes, words: Words) -> Run | str:
    """Return the run a file holds, or what is wrong with it.

    A view frozen to data that are not kept here follows the newest.
    """
    try:
        if len(content) > runs.LARGEST:
            raise RunFileError("large", most=words.number(runs.LARGEST))
        text = content.decode("utf-8-sig")
        return _follow(runs.from_text(text, slides_of), runs.read_made(text))
    except UnicodeDecodeError:
        return words.t("views.bad.json")
    except RunFileError as error:
        return words.t(f"views.bad.{error.reason}", **error.details)


def _follow(run: Run, made: Mapping[int, str]) -> Run:
    here = _made(run)
    same = {number for number, moment in here.items() if made.get(number) == moment}
    return replace(run, views=tuple(view if view.build in same else replace(view, build=None) for view in run.views))


def _made(run: Run) -> dict[int, str]:
    """Say when the builds were made that the views of a run are frozen to."""
    newest = data.newest_build()
    numbers = {view.build for view in run.views if view.build}
    kept = [data.kept_build(newest, number) for number in numbers] if newest else []
    return {build.number: build.created_at.isoformat() for build in kept if build}


def _make_pptx(run: Run, words: Words, address: str) -> bytes:
    """Take the plain template where the own one cannot be used, which is said beside the button."""
    own, deck = drawn.own_template(data.settings().data), decks.compose(run, words)
    return drawn.pptx(deck, words, None if own and drawn.find_problem(own, words) else own, address=address)


def _make_pdf(run: Run, words: Words, address: str) -> bytes:
    return drawn.pdf(decks.compose(run, words), words, address)
