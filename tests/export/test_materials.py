"""All materials in one place: every file in the archive, with what it is and its edition."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ontrack_dash import handbook
from ontrack_dash.export import materials
from ontrack_dash.export.tools import FORMS, LETTERS
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS, LICENCE

BG = Words("bg")
BOTH = pytest.mark.parametrize("words", [Words(lang) for lang in LANGUAGES], ids=LANGUAGES)
CENTRE = "9999120001"


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(materials.pack([Words(lang) for lang in LANGUAGES])))


@BOTH
def test_nothing_that_is_handed_out_is_left_out(words: Words) -> None:
    found = {(one.group, one.form) for one in materials.everything(words)}
    questionnaires = {(name, form) for name in INSTRUMENTS for form in FORMS}
    letters = {("letters", letter) for letter in LETTERS}
    assert questionnaires | letters | {("register", "graduates"), ("handbook", "docx"), ("handbook", "pdf")} <= found


@BOTH
def test_every_file_has_version_date_and_licence(words: Words) -> None:
    for material in materials.everything(words):
        said = materials.say_edition(material, words)
        assert LICENCE in said
        assert "1.0" in said or handbook.VERSION in said


def test_the_archive_holds_both_languages_and_a_list_of_each(archive: zipfile.ZipFile) -> None:
    assert archive.testzip() is None
    for lang in LANGUAGES:
        words = Words(lang)
        listed = archive.read(f"{lang}/contents_{lang}.txt").decode("utf-8-sig")
        names = {name for name in archive.namelist() if name.startswith(f"{lang}/") and "contents" not in name}
        assert len(names) == len(list(materials.everything(words)))
        assert {line.split("\t")[0] for line in listed.splitlines() if "\t" in line} == names
        assert LICENCE in listed


def test_names_in_the_archive_are_readable_everywhere(archive: zipfile.ZipFile) -> None:
    assert all(name.isascii() for name in archive.namelist())
    assert len(set(archive.namelist())) == len(archive.namelist())


def test_what_a_centre_knows_stands_in_its_questionnaires() -> None:
    given = {"licence": (CENTRE,)}
    (form,) = (one for one in materials.everything(BG, given) if (one.group, one.form) == ("graduates_1", "xlsform"))
    survey = load_workbook(io.BytesIO(form.make()))["survey"]
    assert CENTRE in [cell.value for row in survey.iter_rows() for cell in row]


def test_the_same_files_are_written_into_a_folder(tmp_path: Path, archive: zipfile.ZipFile) -> None:
    written = list(materials.write_all(tmp_path, [BG]))
    names = {path.relative_to(tmp_path).as_posix() for path in written}
    assert names == {name for name in archive.namelist() if name.startswith("bg/")}
    assert all(path.stat().st_size > 0 for path in written)


def test_archives_are_named_by_language_and_day() -> None:
    day = f"{materials.newest():%Y%m%d}"
    assert materials.name_pack([BG]) == f"ontrack_bg_{day}.zip"
    assert materials.name_pack([BG, Words("en")]) == f"ontrack_bg_en_{day}.zip"
