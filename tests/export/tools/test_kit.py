"""The kit holds every material once, each as a file that opens and says what it is."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from ontrack_dash.export.tools import FORMS, LETTERS, materials
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS, LICENCE
from ontrack_dash.intake.draft import Known, Options, prepare
from tests.export.tools.asking import BOTH, KNOWN


@BOTH
def test_everything_is_there_under_a_name_of_its_own(words: Words) -> None:
    found = list(materials(words))
    assert len({material.file_name for material in found}) == len(found)
    assert len({material.title for material in found}) == len(found)
    forms = {(material.group, material.form) for material in found}
    assert {(name, form) for name in INSTRUMENTS for form in FORMS} <= forms
    assert {("letters", letter) for letter in LETTERS} <= forms
    assert ("register", "graduates") in forms


@BOTH
@pytest.mark.parametrize("given", [{}, KNOWN], ids=["plain", "known"])
def test_every_file_says_its_version_date_and_licence(words: Words, given: dict[str, list[str]]) -> None:
    for material in materials(words, given):
        content = material.make()
        if material.file_name.endswith(".txt"):
            said = content.decode("utf-8-sig")
        else:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                said = archive.read("docProps/core.xml").decode()
        assert LICENCE in said, material.file_name
        assert (
            words.t("tool.edition", version="1.0", date=words.date(INSTRUMENTS["pilot"].date), licence=LICENCE) in said
        )
        assert f"_{words.lang}_v1.0." in material.file_name


@BOTH
def test_every_workbook_for_people_says_so_on_a_sheet_too(words: Words) -> None:
    for material in materials(words):
        if material.file_name.endswith(".xlsx") and material.form != "xlsform":
            about = dict(load_workbook(io.BytesIO(material.make()))[words.t("export.about")].values)
            assert about[words.t("tool.about.licence")] == LICENCE, material.file_name
            assert {words.t("tool.about.version"), words.t("tool.about.date")} <= set(about)


@BOTH
def test_the_register_is_still_recognised(words: Words) -> None:
    (register,) = [material for material in materials(words) if material.group == "register"]
    (draft,) = prepare(register.file_name, register.make(), Options(), Known())
    assert draft.kind == "graduates"
