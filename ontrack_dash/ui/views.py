"""What is done with the view of a page: kept under a name, or shown to a room as it stands."""

import streamlit as st

from ontrack_dash import runs
from ontrack_dash.addresses import FOR_SHOWING, SHOWABLE
from ontrack_dash.i18n import Words
from ontrack_dash.intake.personal_data import holds_personal_data
from ontrack_dash.runs import LONGEST_COMMENT, LONGEST_NAME, Run, View
from ontrack_dash.slides import slides_of
from ontrack_dash.store import shown
from ontrack_dash.ui import choices, data, markup, navigation, run_files, viewer

SAVED = "views.saved"
# The run that is made of the page one comes from, and kept nowhere.
THIS = "view"
NEWEST, FROZEN = "newest", "frozen"
DATA = {NEWEST: "views.newest", FROZEN: "views.frozen_to"}


def owner() -> str:
    """Return whose views the reader saves and sees: the agency's or a centre's; the public has none."""
    who = viewer.current()
    return who.licence or ("" if who.role == "public" else who.role)


def offer(words: Words) -> None:
    """Draw „save view“ and „present“ for the page that is open."""
    page = navigation.current()
    if page not in SHOWABLE:
        return
    save, icon = words.t("views.save"), ":material/bookmark_add:"
    if st.button(save, key="views.save", type="tertiary", icon=icon):
        st.dialog(words.t("views.save_title"))(_ask)(page, words)
    st.page_link(
        navigation.path_of(FOR_SHOWING),
        label=words.t("views.present"),
        icon=":material/slideshow:",
        query_params={**choices.carried(), **_build(), **dict(choices.view()), "run": THIS, "shown": page},
    )
    if st.session_state.pop(SAVED, False):
        st.markdown(f":material/check: {words.t('views.saved', page=words.t('page.present.title'))}")


def of_page(page: str, name: str) -> View:
    """Return the view of a page with the choices that are in the address."""
    build = choices.chosen(choices.BUILD)
    number = int(build) if data.NUMBER.fullmatch(build) else None
    return View(name, page, choices.view(), build=number or None)


def address(view: View) -> dict[str, str]:
    """Return the address that reopens a view for the same reader in the same language."""
    build = {choices.BUILD: str(view.build)} if view.build else {}
    return {**choices.carried(), **build, **dict(view.address)}


def name_slide(name: str, words: Words) -> str:
    """Return what a kind of slide is called."""
    key = f"slides.name.{name}"
    return words.t(key) if words.has(key) else name


def find_problem(kept: View | Run, words: Words) -> str:
    """Say what keeps a view or a run from being saved, nothing where nothing does."""
    if not kept.name.strip():
        return words.t("views.nameless")
    return words.t("views.personal") if any(map(holds_personal_data, runs.texts(kept))) else ""


def keep(kept: View | Run, words: Words, number: int | None = None) -> bool:
    """Save for the reader, or say why not."""
    problem = find_problem(kept, words)
    if not problem and number is None and len(_kept(kept)) >= shown.MOST:
        problem = words.t("views.full", most=shown.MOST)
    if problem:
        st.error(problem)
        return False
    shown.save(data.settings(), owner(), kept, number)
    return True


def _kept(kept: View | Run) -> dict[int, View] | dict[int, Run]:
    settings = data.settings()
    return shown.views(settings, owner()) if isinstance(kept, View) else shown.runs(settings, owner())


def _ask(page: str, words: Words) -> None:
    """Ask what a view is to be called, what is shown of its page, and of which data."""
    name = st.text_input(words.t("views.name"), words.t(f"page.{page}.title"), LONGEST_NAME, key="views.name")
    comment = st.text_area(words.t("views.comment"), max_chars=LONGEST_COMMENT, height=80, key="views.comment")
    offered = slides_of(page)
    slides = (
        st.multiselect(
            words.t("views.slides"), offered, key="views.slides", placeholder=words.t("views.all_slides"),
            format_func=lambda one: name_slide(one, words),
        )
        if offered else []
    )  # fmt: skip
    build = data.current_build()
    of = st.radio(
        words.t("views.data"),
        (NEWEST, FROZEN),
        index=int(bool(choices.chosen(choices.BUILD))),
        key="views.data",
        format_func=lambda one: words.t(DATA[one], build=build.number if build else ""),
    )
    chosen = tuple(one for one in offered if one in slides)
    number = build.number if build and of == FROZEN else None
    view = View(name.strip(), page, choices.view(), comment.strip(), chosen, number)
    if not owner():
        st.caption(words.t("views.public"))
        _offer_file(view, words)
    elif st.button(words.t("app.save"), key="views.keep", type="primary") and keep(view, words):
        st.session_state[SAVED] = True
        st.rerun()


def _offer_file(view: View, words: Words) -> None:
    problem = find_problem(view, words)
    if problem:
        st.error(problem)
    else:
        run_files.offer_file(Run(view.name, (view,)), "views.file", words)


def say(view: View, words: Words) -> str:
    """Say in a line what a view is: its page, its slides, its data."""
    of = words.t("views.build", build=view.build) if view.build else words.t("views.follows")
    slides = ", ".join(name_slide(one, words) for one in view.slides) or words.t("views.all_slides")
    parts = [words.t(f"page.{view.page}.title"), *([slides] if slides_of(view.page) else []), of]
    return markup.plain(" · ".join([*parts, *([view.comment] if view.comment else [])]))


def _build() -> dict[str, str]:
    build = choices.chosen(choices.BUILD)
    return {choices.BUILD: build} if build else {}
