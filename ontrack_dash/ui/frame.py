"""The bones of every page: its question with the filters in words, the data it stands on, how it was computed."""

from collections.abc import Iterable, Sequence

import streamlit as st

from ontrack_dash import filtering
from ontrack_dash.addresses import PAGES
from ontrack_dash.export import about
from ontrack_dash.i18n import Words
from ontrack_dash.store.builds import Build
from ontrack_dash.ui import (
    choices,
    data,
    downloads,
    empty,
    filters,
    frozen,
    groups,
    guarding,
    language,
    markup,
    pooling,
    shell,
    style,
    viewer,
)
from ontrack_dash.ui.scene import Scene

ENTRIES = 500
# What the groups are drawn by while the page waits for one of them.
TO_CHOOSE_BY = "employed_rate"


def open_page(page: str) -> Scene:
    """Draw the head of a page that shows data, with its filters.

    Where there is nothing to show it says what to do and stops. A page that pools puts the chosen cohort together with
    those before it, as far as its reader asked for that.
    """
    build, words = begin(page)
    subject, pools = PAGES[page].subject, PAGES[page].pools
    contents, who = data.contents(build), viewer.current()
    resolved = filters.resolve(PAGES[page].filters, build, who, contents)
    choices.write_address(resolved)
    years = pooling.window(resolved.get("year", ""), contents) if pools else ()
    scene = Scene(page, build, contents, who, words, resolved, years)
    show_title(page, words, filtering.describe(resolved, words, contents, years))
    show_origin(build, words)
    filters.offer(resolved, words, contents, subject)
    guarding.ensure(build, who, words)
    if subject and not resolved[subject]:
        st.info(f"**{words.t(f'empty.no_{subject}_title')}.** {words.t(f'empty.no_{subject}_text')}")
        groups.show(scene, TO_CHOOSE_BY, subject)
        st.stop()
    return scene


def begin(page: str) -> tuple[Build, Words]:
    """Return the build and the words of a page; where nothing was imported say what to do and stop."""
    shell.ensure_begun()
    build = data.current_build()
    words = language.current({"centre": data.centre_names(build)})
    if build is None:
        choices.write_address({})
        st.title(words.t(f"page.{page}.question"), anchor=False)
        empty.show(words)
        st.stop()
    return build, words


def open_plain(page: str) -> Words:
    """Draw the head of a page that needs no data."""
    shell.ensure_begun()
    return show_plain(page)


def show_plain(page: str) -> Words:
    """Draw the head of a page that has begun and needs no data."""
    build = data.current_build()
    words = language.current({"centre": data.centre_names(build)})
    choices.write_address({})
    show_title(page, words, "")
    if build:
        show_origin(build, words)
    st.markdown(words.t(f"page.{page}.lead"))
    return words


def open_for_import(page: str) -> Words:
    """Draw the head of a page only those who bring data in may open; files go into the newest build, so it shows it."""
    shell.ensure_begun()
    choices.forget((choices.BUILD,))
    words = show_plain(page)
    if not viewer.may_import(viewer.current()):
        st.error(f"**{words.t('error.not_allowed_title')}.** {words.t('error.not_allowed_text')}")
        st.stop()
    return words


def close_page(scene: Scene, ids: Iterable[str]) -> None:
    """Draw how the numbers of the page were computed."""
    names = tuple(ids)
    with st.expander(scene.words.t("app.how_computed")):
        st.html(_explain(key=f"{scene.key}|{scene.filters}|{names}", _scene=scene, _ids=names))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _explain(key: str, _scene: Scene, _ids: Sequence[str]) -> str:  # noqa: ARG001
    words = _scene.words
    parts = [markup.definition(row) for row in about.describe_indicators(_ids, words).values()]
    origin = [*about.describe_file(downloads.describe(_scene, _scene.filters), words), *about.describe_rules(words)]
    return "".join([*parts, markup.heading(words.t("app.source")), markup.pairs(origin)])


def show_origin(build: Build, words: Words) -> None:
    """Say the date of the data, the build, and whether they are invented."""
    date = words.t("app.data_as_of", date=words.date(data.contents(build).data_date))
    number = words.t("app.build", build=build.number)
    mark = f" :orange-badge[{words.t('app.demo_mark')}]" if build.is_demo else ""
    demo = [words.t("app.demo_mark")] if build.is_demo else []
    style.print_at_foot(" · ".join([words.t("app.name"), date, number, *demo]))
    st.markdown(f"{date} · {number}{mark}", help=words.t("app.demo_note") if build.is_demo else None)
    frozen.say(build, words)


def show_title(page: str, words: Words, filtered: str) -> None:
    """Ask the question of the page, with its filters in words."""
    question = words.t(f"page.{page}.question")
    st.title(f"{question} :small[{markup.plain(filtered)}]" if filtered else question, anchor=False)
