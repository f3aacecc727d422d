"""All sections into a folder: broken off it goes on, unchanged files are kept, changed ones made again; and the zip."""

import io
import shutil
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import docx
import pytest
from pypdf import PdfReader

from ontrack_dash.export import section as files
from ontrack_dash.export.section.batch import MANIFEST, file_name
from ontrack_dash.export.section.template import default_template, place
from ontrack_dash.i18n import Words
from ontrack_dash.settings import Settings
from ontrack_dash.store import authored
from ontrack_dash.store.builds import Build
from tests.builders import CENTRE
from tests.section import world

BG = Words("bg")
LICENCES = (CENTRE, world.TINY)


class Cancelled(Exception):
    pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "all"


@pytest.fixture(scope="module")
def made(settings: Settings, country: Build, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, files.Result]:
    folder = tmp_path_factory.mktemp("made")
    return folder, write(settings, country, folder)


@pytest.fixture
def full(made: tuple[Path, files.Result], folder: Path) -> Path:
    """Return a folder in which a run has ended."""
    shutil.copytree(made[0], folder)
    return folder


def write(
    settings: Settings, country: Build, folder: Path, licences: tuple[str, ...] = LICENCES, words: Words = BG
) -> files.Result:
    return files.write_all(country, settings, licences, world.YEAR, words, folder, ("docx", "pdf"))


def written_at(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != MANIFEST}


def test_every_centre_gets_its_files(made: tuple[Path, files.Result]) -> None:
    folder, result = made
    assert (result.made, result.kept) == (4, 0)
    assert sorted(result.names) == sorted(written_at(folder))
    for licence in LICENCES:
        pdf, word = (folder / file_name(licence, world.YEAR, "bg", form) for form in ("pdf", "docx"))
        assert licence in PdfReader(pdf).pages[0].extract_text()
        assert any(cell.text == licence for row in docx.Document(str(word)).tables[0].rows for cell in row.cells)


def test_what_is_there_and_the_same_is_kept(settings: Settings, country: Build, full: Path) -> None:
    before = written_at(full)
    result = write(settings, country, full)
    assert (result.made, result.kept) == (0, 4)
    assert written_at(full) == before


def test_progress_hears_of_every_centre(settings: Settings, country: Build, folder: Path) -> None:
    heard: list[tuple[int, int]] = []
    files.write_all(
        country, settings, LICENCES, world.YEAR, BG, folder, ("pdf",), lambda done, of: heard.append((done, of))
    )
    assert heard == [(0, 2), (1, 2), (2, 2)]


def test_a_cancelled_run_goes_on_where_it_was(settings: Settings, country: Build, folder: Path) -> None:
    def cancel(done: int, _of: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        files.write_all(country, settings, LICENCES, world.YEAR, BG, folder, ("docx", "pdf"), cancel)
    before = written_at(folder)
    assert len(before) == 2
    result = write(settings, country, folder)
    assert (result.made, result.kept) == (2, 2)
    assert written_at(folder).items() >= before.items()


def test_a_file_that_is_gone_or_unknown_is_made_again(settings: Settings, country: Build, full: Path) -> None:
    (full / file_name(CENTRE, world.YEAR, "bg", "pdf")).unlink()
    lines = (full / MANIFEST).read_text(encoding="utf-8").splitlines()
    # As if the run had died while it noted its last file.
    (full / MANIFEST).write_text("\n".join(lines)[:-20], encoding="utf-8")
    assert write(settings, country, full).made == 2
    assert write(settings, country, full).made == 0


def test_a_new_text_makes_only_its_centre_again(settings: Settings, country: Build, full: Path) -> None:
    authored.save_text(settings, world.TINY, world.YEAR, "plan", "Нов план.")
    try:
        assert write(settings, country, full).made == 2
        pdf = full / file_name(world.TINY, world.YEAR, "bg", "pdf")
        assert any("Нов план." in page.extract_text() for page in PdfReader(pdf).pages)
    finally:
        authored.save_text(settings, world.TINY, world.YEAR, "plan", "")


def test_a_new_template_makes_only_word_files_again(settings: Settings, country: Build, full: Path) -> None:
    own = docx.Document(io.BytesIO(default_template(BG)))
    own.add_paragraph("Край")
    path = place(settings.data, "bg")
    path.parent.mkdir()
    try:
        own.save(str(path))
        assert write(settings, country, full).made == 2
    finally:
        path.unlink()
        path.parent.rmdir()


def test_a_new_build_makes_all_files_again(settings: Settings, country: Build, full: Path) -> None:
    assert write(settings, replace(country, number=country.number + 1), full).made == 4


def test_languages_do_not_stand_in_each_others_way(settings: Settings, country: Build, full: Path) -> None:
    assert write(settings, country, full, words=Words("en")).made == 4
    assert write(settings, country, full).made == 0


def test_a_broken_template_is_told_before_anything_is_written(settings: Settings, country: Build, folder: Path) -> None:
    path = place(settings.data, "bg")
    path.parent.mkdir()
    try:
        path.write_bytes(b"no document")
        with pytest.raises(files.BrokenTemplateError):
            write(settings, country, folder)
    finally:
        path.unlink()
        path.parent.rmdir()
    assert written_at(folder) == {}


def test_the_zip_holds_the_sections_and_nothing_else(
    made: tuple[Path, files.Result], full: Path, tmp_path: Path
) -> None:
    (full / "notes.txt").write_text("private")
    files.zip_folder(full, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as pack:
        assert pack.testzip() is None
        assert sorted(pack.namelist()) == sorted(made[1].names)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


@pytest.mark.parametrize("licence", ["../../etc/passwd", "a/b", ".."])
def test_no_licence_leads_out_of_the_folder(licence: str) -> None:
    name = file_name(licence, world.YEAR, "bg", "pdf")
    assert Path(name).name == name


def test_whoever_comes_second_to_a_folder_waits_and_finds_the_files(
    settings: Settings, country: Build, folder: Path
) -> None:
    begun, waited = Event(), Event()

    def run_first(done: int, _of: int) -> None:
        begun.set()
        assert done == 0 or waited.wait(20)

    def go(wait: Event, tell: Callable[[int, int], None] | None) -> files.Result:
        with files.alone(folder, wait.set):
            return files.write_all(country, settings, LICENCES, world.YEAR, BG, folder, ("pdf",), tell)

    with ThreadPoolExecutor(2) as both:
        first = both.submit(go, Event(), run_first)
        assert begun.wait(20)
        second = both.submit(go, waited, None)
        results = [run.result(60) for run in (first, second)]
    assert [(result.made, result.kept) for result in results] == [(2, 0), (0, 2)]


def test_who_waits_may_give_up(folder: Path) -> None:
    def give_up() -> None:
        raise Cancelled

    with files.alone(folder), pytest.raises(Cancelled), files.alone(folder, give_up):
        pass
    with files.alone(folder, give_up):
        pass


def test_files_of_centres_that_are_gone_are_dropped_and_no_others(
    settings: Settings, country: Build, full: Path
) -> None:
    english = write(settings, country, full, (world.TINY,), Words("en")).names
    (full / "samoocenka-mine-2024.pdf").write_text("mine")
    kept = write(settings, country, full, (CENTRE,)).names
    files.drop_left(full, kept)
    assert {path.name for path in full.iterdir() if path.suffix in (".pdf", ".docx")} == {
        *kept, *english, "samoocenka-mine-2024.pdf",
    }  # fmt: skip


def test_a_note_that_leads_out_of_the_folder_is_none(full: Path) -> None:
    outside = full.parent / "samoocenka-1-2024.pdf"
    outside.write_text("mine")
    with (full / MANIFEST).open("a", encoding="utf-8") as manifest:
        manifest.write('\n["../samoocenka-1-2024.pdf", "0"]\n7\n["a"]\n[7, 7]')
    files.zip_folder(full, full.parent / "all.zip")
    files.drop_left(full, ["samoocenka-2-2024.pdf"])
    with zipfile.ZipFile(full.parent / "all.zip") as pack:
        assert len(pack.namelist()) == 4
    assert outside.exists()
