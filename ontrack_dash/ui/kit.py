"""The materials to take away, and the parts of the page that lead to them."""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from pathlib import PurePath

import streamlit as st

from ontrack_dash.export import materials
from ontrack_dash.export.tools import Material
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS, Given
from ontrack_dash.ui import choices, filters, markup, viewer
from ontrack_dash.ui.section_files import MIMES

PART, FILES, SEEN = "part", "files", "kit.seen"
PARTS = ("handbook", "questionnaires", "letters", "plan", "downloads")
# The part that has it among its own controls.
WITH_OWN_LINK = "plan"
# Group → where the names of its files stand, before and after the form.
NAMES: Mapping[str, tuple[str, str]] = {
    "letters": ("letter", ".title"),
    "register": ("file_kind", ""),
    "handbook": ("handbook.form", ""),
}
REGISTER = "register"
ZIP, OTHER = "application/zip", "text/plain"
# A script runs when it is another than before, so it names the part.
TO_TOP = "<script>document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 0) // {part}\n</script>"


def choose(words: Words) -> str:
    """Draw the parts of the page and return the one to show."""
    chosen = choices.chosen(PART)
    part = chosen if chosen in PARTS else PARTS[0]
    st.segmented_control(
        words.t("kit.part"),
        format_func=lambda name: words.t(f"kit.part_name.{name}"),
        required=True,
        label_visibility="collapsed",
        **choices.bind(PART, PARTS, part),
    )
    if part != WITH_OWN_LINK:
        filters.offer_link(words)
    # Who comes from far down another part begins this one at its head.
    if st.session_state.get(SEEN, part) != part:
        st.html(TO_TOP.format(part=part), unsafe_allow_javascript=True)
    st.session_state[SEEN] = part
    return part


def choose_language(words: Words) -> Words:
    """Draw the choice of the language files are in, at first that of the page, and return its words."""
    chosen = choices.chosen(FILES)
    lang = chosen if chosen in LANGUAGES else words.lang
    st.segmented_control(
        words.t("kit.language"),
        format_func=lambda code: Words(code).t("app.language_name"),
        required=True,
        **choices.bind(FILES, LANGUAGES, lang),
    )
    return Words(lang)


def given() -> Given:
    """Return what the centre that looks need not be asked."""
    licence = viewer.current().licence
    return {"licence": (licence,)} if licence else {}


def offer(found: Iterable[Material], words: Words) -> None:
    """Draw a download for each material, named in the language of the page whatever the language of the file."""
    with st.container(horizontal=True):
        for material in found:
            st.download_button(
                _name(material, words),
                material.make,
                material.file_name,
                MIMES.get(PurePath(material.file_name).suffix.removeprefix("."), OTHER),
                key=f"kit.{material.file_name}",
                on_click="ignore",
                icon=":material/download:",
            )


def _name(material: Material, words: Words) -> str:
    """Name a file within its group."""
    if material.group in INSTRUMENTS:
        return words.t(f"tool.form.{material.form}")
    prefix, suffix = NAMES[material.group]
    key = f"{prefix}.{material.form}{suffix}"
    return words.t(key if words.has(key) else f"{prefix}.{material.form}")


def of_group(group: str, words: Words) -> list[Material]:
    """Return the files of one questionnaire, or the letters, the register or the handbook."""
    return [one for one in materials.everything(words, given()) if one.group == group]


def show(words: Words) -> None:
    """Draw all materials in one place: one archive, and every file of it."""
    st.header(words.t("kit.everything"), anchor=False)
    st.markdown(words.t("kit.everything_note"))
    st.caption(words.t("kit.own", page=words.t("page.import_data.title")))
    of_files = choose_language(words)
    with st.container(horizontal=True):
        _offer_pack("zip_one", (of_files,), words)
        _offer_pack("zip_all", tuple(Words(lang) for lang in LANGUAGES), words)
    _say_prepared(words)
    for group, found in groupby(materials.everything(of_files, given()), key=lambda one: one.group):
        _show_group(group, list(found), words)


def _offer_pack(name: str, languages: tuple[Words, ...], words: Words) -> None:
    st.download_button(
        words.t(f"kit.{name}"),
        partial(materials.pack, languages, given()),
        materials.name_pack(languages),
        ZIP,
        key=f"kit.{name}",
        on_click="ignore",
        icon=":material/folder_zip:",
    )


def _say_prepared(words: Words) -> None:
    licences = given().get("licence", ())
    if licences:
        st.caption(words.t("kit.prepared", licence=markup.plain(licences[0])))


def _show_group(group: str, found: list[Material], words: Words) -> None:
    st.subheader(words.t(f"instrument.{group}.name" if group in INSTRUMENTS else f"kit.group.{group}"), anchor=False)
    said = [materials.say_edition(found[0], words), *([words.t("kit.register_note")] if group == REGISTER else [])]
    st.caption(". ".join(said))
    offer(found, words)
