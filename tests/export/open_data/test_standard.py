"""The validator of the standard itself reads the package, and refuses one that was spoilt."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.export.open_data import Package
from ontrack_dash.export.open_data.files import contents, pack
from ontrack_dash.i18n import LANGUAGES, Words

COUNTRY = "data/country.csv"


def validate(folder: Path) -> list[str]:
    """Return what the validator finds wrong, by its own names."""
    report = frictionless.validate(str(folder / "datapackage.json"), type="package")
    return [error.type for task in report.tasks for error in task.errors] + [error.type for error in report.errors]


def described(folder: Path) -> Any:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_the_package_is_valid(folder: Path, package: Package) -> None:
    assert validate(folder) == []
    assert len(frictionless.Package(str(folder / "datapackage.json")).resources) == len(package.resources)


def reword(place: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        text = (folder / place).read_bytes().decode()
        assert old in text
        (folder / place).write_bytes(text.replace(old, new, 1).encode())

    return spoil


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (reword(COUNTRY, "full", "fool"), "foreign-key"),
        (reword(COUNTRY, ",protected,", ",secret,"), "constraint-error"),
        (reword(COUNTRY, "2019", "last"), "type-error"),
        (reword(COUNTRY, "benchmark", "name"), "incorrect-label"),
        (reword("datapackage.json", '"path": "data/country.csv"', '"place": "data/country.csv"'), "resource-error"),
    ],
    ids=["code", "status", "year", "column", "descriptor"],
)
def test_a_spoilt_package_is_refused(folder: Path, tmp_path: Path, spoil: Callable[[Path], None], found: str) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    spoil(tmp_path / "copy")
    assert found in validate(tmp_path / "copy")


def test_a_changed_number_is_noticed_by_its_digest(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    reword(COUNTRY, "0.8", "0.7")(tmp_path / "copy")
    assert validate(tmp_path / "copy") == ["hash-count"]


def test_it_says_what_it_is_in_both_languages(folder: Path, package: Package) -> None:
    said = described(folder)
    assert said["version"] == str(package.build)
    assert said["created"].startswith(package.data_date.isoformat())
    assert said["isDemo"] is True
    assert said["licenses"][0]["name"] == RULES["open_data"]["licence"]
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for words in map(Words, LANGUAGES):
        for text in (words.t("open_data.title"), words.t("app.demo_mark")):
            assert text in said["title"]
            assert text in readme
        assert words.t("status_note.protected") in readme


def test_every_indicator_is_defined_and_every_file_is_listed(folder: Path, package: Package) -> None:
    listed = (folder / "lists" / "indicators.csv").read_text(encoding="utf-8")
    for words in map(Words, LANGUAGES):
        assert [name for name in INDICATORS if words.t(f"indicator.{name}.name") not in listed] == []
    readme = (folder / "README.md").read_text(encoding="utf-8")
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == {"datapackage.json", "README.md", *(each.path for each in package.resources)}
    assert [each.path for each in package.resources if each.path not in readme] == []


def test_the_same_build_gives_the_same_bytes(package: Package) -> None:
    assert pack(package) == pack(package)
    assert contents(package)[COUNTRY].startswith(b"year,kind,indicator,")
