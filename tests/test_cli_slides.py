"""Runs of slides on the command line: as PowerPoint file and handout, and what is said where there is none."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pptx import Presentation

from ontrack_dash import runs
from ontrack_dash.cli import main
from ontrack_dash.i18n import Words
from ontrack_dash.runs import Run, View
from ontrack_dash.settings import Settings
from ontrack_dash.store import shown
from tests.files import table, workbook

LICENCE = "9999120001"
OWN = Run("Моята серия", (View("Пол", "overview", slides=("by_sex",)),))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold a build of one centre."""
    folder = tmp_path_factory.mktemp("slides")
    answers = table("answers", *({"answer_id": str(number)} for number in range(40)))
    for name, rows in {
        "register": table("centres", {}),
        "graduates": table("graduates", {}, times=60),
        "answers": answers,
    }.items():
        (folder / f"{name}.xlsx").write_bytes(workbook(rows))
        said = ask(folder, "import", str(folder / f"{name}.xlsx"))
        assert said.exit_code == 0, said.output
    return folder


def ask(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(folder / "data"), *arguments], catch_exceptions=False)


def write(folder: Path, run: str, form: str = "pptx", *more: str) -> Result:
    return ask(folder, "slides", "--run", run, "-o", str(folder / f"out.{form}"), *more)


def titles(folder: Path) -> list[str]:
    presentation = Presentation(io.BytesIO((folder / "out.pptx").read_bytes()))
    return [page.shapes.title.text for page in presentation.slides]


@pytest.mark.parametrize("lang", ["bg", "en"])
def test_a_ready_run_is_written_in_the_language_asked_for(folder: Path, lang: str) -> None:
    result = write(folder, "seminar", "pptx", "--language", lang)
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said == {"file": str(folder / "out.pptx"), "slides": len(titles(folder))}
    assert titles(folder)[0] == Words(lang).t("slides.run.seminar.name")


def test_a_saved_run_and_its_file_make_the_same_slides(folder: Path) -> None:
    shown.save(Settings(folder / "data"), "agency", OWN)
    (folder / "run.json").write_text(runs.to_text(OWN), encoding="utf-8")
    assert write(folder, OWN.name).exit_code == 0
    saved = titles(folder)
    assert write(folder, str(folder / "run.json")).exit_code == 0
    assert titles(folder) == saved
    assert len(saved) > 1


def test_the_ending_of_the_file_says_its_form(folder: Path) -> None:
    assert write(folder, "centre", "pdf", "--centre", LICENCE).exit_code == 0
    assert (folder / "out.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("centre", "pptx"), "export.slides.command.no_centre"),
        (("centre", "pptx", "--centre", "0"), "export.section.command.no_centre"),
        (("nothing", "pptx"), "export.slides.command.no_run"),
    ],
)
def test_what_there_is_not_ends_with_a_message(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    result = write(folder, *arguments)
    assert result.exit_code == 2
    assert Words("bg").t(said, name=arguments[0], centre="0", runs="…").split("…")[0][:20] in result.output


def test_a_broken_template_writes_nothing(folder: Path) -> None:
    (folder / "out.pptx").unlink(missing_ok=True)
    (folder / "broken.pptx").write_bytes(b"PK")
    result = write(folder, "seminar", "pptx", "--template", str(folder / "broken.pptx"))
    assert result.exit_code == 1
    assert Words("bg").t("export.slides.template.unreadable") in result.output
    assert not (folder / "out.pptx").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [("{}", "views.bad.kind"), (runs.to_text(Run("Иван, 0888 123 456")), "views.personal")],
)
def test_a_file_that_is_no_run_or_names_a_person_is_refused_in_words(folder: Path, text: str, said: str) -> None:
    (folder / "other.json").write_text(text, encoding="utf-8")
    result = write(folder, str(folder / "other.json"))
    assert result.exit_code == 1
    assert "other.json" in result.output
    assert Words("bg").t(said)[:20] in result.output
