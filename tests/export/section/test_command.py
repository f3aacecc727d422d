"""The command that writes reports: files, folders, and what it refuses in the reader's words."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from ontrack_dash.cli import main
from ontrack_dash.export.section.template import place
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, load
from ontrack_dash.store.builds import Build
from tests.builders import CENTRE, OTHER, batch, build, rows
from tests.section import world


def run(settings: Settings, *arguments: str, lang: str = "bg") -> Result:
    command = ["--data", str(settings.data), "--lang", lang, "report", "self-assessment", *arguments]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def of_centre(output: Path, *more: str, year: int = world.YEAR, licence: str = CENTRE) -> list[str]:
    return ["--centre", licence, "--year", str(year), "-o", str(output), *more]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_one_centre_is_written_in_the_form_of_the_ending(
    settings: Settings, country: Build, tmp_path: Path, form: str, start: bytes, lang: str
) -> None:
    target = tmp_path / "new" / f"section.{form}"
    result = run(settings, *of_centre(target), lang=lang)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {"file": str(target)}
    assert target.read_bytes().startswith(start)


def test_the_public_gets_what_is_published(settings: Settings, country: Build, tmp_path: Path) -> None:
    target = tmp_path / "section.pdf"
    assert run(settings, *of_centre(target, "--viewer", "public")).exit_code == 0
    said = " ".join(PdfReader(target).pages[0].extract_text().split())
    assert Words("bg").t("section.as_published") in said


def test_all_centres_are_written_into_a_folder(settings: Settings, country: Build, tmp_path: Path) -> None:
    arguments = ("--all", "--year", str(world.YEAR), "-o", str(tmp_path / "all"), "--forms", "pdf")
    first, second = (json.loads(run(settings, *arguments).stdout) for _ in range(2))
    assert first["made"] == second["kept"] == len(list((tmp_path / "all").glob("*.pdf"))) > 10
    assert (first["kept"], second["made"]) == (0, 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--year", "2024", "-o", "x.pdf"),
        ("--year", "2024", "-o", "x", "--all", "--centre", CENTRE),
        ("--year", "2024", "-o", "x", "--all", "--forms", "pdf,odt"),
        ("--year", "2024", "-o", "x", "--all", "--forms", ","),
        # All sections hold what only the centres and the agency know: whoever asks for the public's gets none of them.
        ("--year", "2024", "-o", "x", "--all", "--viewer", "public"),
        ("--year", "2024", "-o", "section.odt", "--centre", CENTRE),
    ],
)
def test_what_cannot_be_meant_is_refused(settings: Settings, country: Build, arguments: tuple[str, ...]) -> None:
    assert run(settings, *arguments).exit_code == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_unknown_centre_or_year_is_named(settings: Settings, country: Build, tmp_path: Path, lang: str) -> None:
    target, words = tmp_path / "x.pdf", Words(lang)
    result = run(settings, *of_centre(target, licence="1"), lang=lang)
    assert (result.exit_code, words.t("export.section.command.no_centre", centre="1") in result.output) == (2, True)
    result = run(settings, *of_centre(target, year=1999), lang=lang)
    assert (result.exit_code, "1999" in result.output, str(world.YEAR) in result.output) == (2, True, True)
    assert not target.exists()


def test_a_broken_template_is_told_without_a_traceback(settings: Settings, country: Build, tmp_path: Path) -> None:
    path = place(settings.data, "bg")
    path.parent.mkdir()
    try:
        path.write_bytes(b"no document")
        result = run(settings, *of_centre(tmp_path / "x.docx"))
    finally:
        path.unlink()
        path.parent.rmdir()
    assert result.exit_code == 1
    assert Words("bg").t("export.section.template.unreadable") in result.output


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", [("--all", "-o", "taken"), ("--centre", CENTRE, "-o", "taken/section.pdf")])
def test_a_place_nothing_can_be_written_to_is_named(
    settings: Settings, country: Build, tmp_path: Path, lang: str, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "taken").write_text("a file")
    *before, place = arguments
    result = run(settings, "--year", str(world.YEAR), *before, str(tmp_path / place), lang=lang)
    said = Words(lang).t("export.section.command.no_place", place=str(tmp_path / place))
    assert (result.exit_code, said in result.output) == (1, True)


def test_files_of_centres_that_left_the_data_leave_the_folder(tmp_path: Path) -> None:
    settings, folder = Settings(tmp_path / "data"), tmp_path / "all"
    arguments = ("--all", "--year", "2023", "-o", str(folder), "--forms", "xlsx")
    build(settings.data, centres=rows("centres"), graduates=rows("graduates", times=12))
    load.commit(settings.data, [batch("centres", rows("centres", {"licence": OTHER}))])
    run(settings, *arguments)
    assert len(list(folder.glob("*.xlsx"))) == 2
    builds.undo(settings.data)
    run(settings, *arguments)
    assert [path.name for path in folder.glob("*.xlsx")] == [f"samoocenka-{CENTRE}-2023.xlsx"]
