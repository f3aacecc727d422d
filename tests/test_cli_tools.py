"""All materials on the command line: both languages, or one, without any data."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ontrack_dash.cli import main
from ontrack_dash.export import materials
from ontrack_dash.i18n import LANGUAGES, Words


def run(folder: Path, *arguments: str) -> Result:
    words = ["--data", str(folder / "data"), "tools", "-o", str(folder / "materials"), *arguments]
    return CliRunner().invoke(main, words, catch_exceptions=False)


@pytest.fixture(scope="module")
def written_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, Result]]:
    """Write one language, once for all tests: the folder, and what the command said."""

    @cache
    def write(lang: str) -> tuple[Path, Result]:
        folder = tmp_path_factory.mktemp(lang)
        return folder, run(folder, "--language", lang)

    return write


def test_both_languages_are_written_where_none_is_named(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    written = [path for path in (tmp_path / "materials").rglob("*") if path.is_file()]
    assert said == {"folder": str(tmp_path / "materials"), "made": len(written)}
    expected = sum(1 + len(list(materials.everything(Words(lang)))) for lang in LANGUAGES)
    assert len(written) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_language_alone_may_be_asked_for(written_in: Callable[[str], tuple[Path, Result]], lang: str) -> None:
    folder, result = written_in(lang)
    assert result.exit_code == 0
    assert {path.name for path in (folder / "materials").iterdir()} == {lang}


def test_a_second_run_replaces_what_the_first_wrote(written_in: Callable[[str], tuple[Path, Result]]) -> None:
    folder, first = written_in("en")
    second = run(folder, "--language", "en")
    assert first.stdout == second.stdout


def test_a_language_there_is_not_ends_with_a_message(tmp_path: Path) -> None:
    result = run(tmp_path, "--language", "fr")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_the_folder_has_to_be_named(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["--data", str(tmp_path), "tools"]).exit_code == 2
