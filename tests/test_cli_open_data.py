"""Open data on the command line: a folder or an archive, whole or not at all, and nobody else's files touched."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ontrack_dash.cli import main
from ontrack_dash.export.open_data import NAME, ensure_free


def run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), "export", "open-data", *arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def written(made_country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "deep" / "open"
    result = run(made_country, "-o", str(folder))
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said["folder"] == str(folder)
    assert said["resources"] == len(json.loads((folder / "datapackage.json").read_text())["resources"])
    return folder


def test_an_earlier_package_is_replaced_whole(made_country: Path, written: Path) -> None:
    (written / "README.md").write_text("old")
    before = set(written.rglob("*"))
    assert run(made_country, "-o", str(written)).exit_code == 0
    assert set(written.rglob("*")) == before
    assert (written / "README.md").read_text(encoding="utf-8") != "old"
    assert [path.name for path in written.parent.iterdir()] == [written.name]


@pytest.mark.parametrize("foreign", ["notes.txt", "datapackage.json", "data/mine.csv"])
def test_a_folder_with_anything_else_in_it_is_left_alone(made_country: Path, tmp_path: Path, foreign: str) -> None:
    file = tmp_path / "open" / foreign
    file.parent.mkdir(parents=True)
    file.write_text('{"name": "another"}')
    result = run(made_country, "-o", str(tmp_path / "open"))
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert [path for path in (tmp_path / "open").rglob("*") if path.is_file()] == [file]
    assert [path.name for path in tmp_path.iterdir()] == ["open"]


def test_an_archive_stands_beside_others_and_replaces_only_its_own(made_country: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    result = run(made_country, "-o", str(tmp_path), "--zip")
    assert result.exit_code == 0
    file = Path(json.loads(result.stdout)["file"])
    assert file.name.startswith(NAME)
    with zipfile.ZipFile(file) as archive:
        assert "datapackage.json" in archive.namelist()
    ensure_free(file)
    file.write_bytes(b"mine")
    assert run(made_country, "-o", str(tmp_path), "--zip").exit_code == 2
    assert file.read_bytes() == b"mine"
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", file.name}


def test_a_place_that_cannot_be_written_ends_with_a_message(made_country: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = run(made_country, "-o", str(tmp_path / "file" / "open"))
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_without_data_there_is_nothing_to_take_away(tmp_path: Path) -> None:
    result = run(tmp_path / "data", "-o", str(tmp_path / "open"))
    assert result.exit_code == 1
    assert not (tmp_path / "open").exists()
