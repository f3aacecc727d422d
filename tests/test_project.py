"""The rules of the house: sizes, names, imports, the lock and the commands."""

import ast
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import load_definition

ROOT = Path(__file__).parents[1]
PRODUCT = sorted((ROOT / "ontrack_dash").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
EVERYTHING = [ROOT / "app.py", *PRODUCT, *PAGES, *TESTS]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

TOP_LEVEL = {
    *("app.py", "pages", "ontrack_dash", "data", ".streamlit", "tests", "README.md"),
    *("pyproject.toml", "constraints.txt", "Makefile", ".ci", ".gitignore", "deploy"),
}
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "service", "services"}
# Written so that this file does not match itself.
UNFINISHED = re.compile(r"TO[D]O|FIX[M]E|X{3}|NotImplemented[E]rror|pytest\.ski[p]|mark\.(?:ski[p]|xfai[l])")
PACKAGE_HOST = re.compile(
    r"(extra-)?index[-_]url|find[-_]links|trusted[-_]host|pypi|pythonhosted|://\S*/simple", re.IGNORECASE
)


def count_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported_modules(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize(
    ("paths", "limit"),
    [(PRODUCT, 300), (PAGES, 60), (TESTS, 500), ([ROOT / "app.py"], 60)],
    ids=["product", "pages", "tests", "app"],
)
def test_no_file_grows_past_its_limit(paths: list[Path], limit: int) -> None:
    assert paths
    assert {relative(path): lines for path in paths if (lines := count_lines(path)) > limit} == {}


def test_half_of_the_modules_are_short() -> None:
    assert median(count_lines(path) for path in PRODUCT) <= 100


def test_every_module_name_says_something() -> None:
    words = {relative(path): set(re.split(r"[/_.]", relative(path))) for path in [*PRODUCT, *PAGES]}
    assert {name for name, parts in words.items() if parts & EMPTY_NAMES} == set()


def test_nothing_is_left_unfinished_or_switched_off() -> None:
    assert {relative(path) for path in EVERYTHING if UNFINISHED.search(path.read_text(encoding="utf-8"))} == set()


def test_the_top_level_holds_only_what_the_readme_explains() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = {line.split("/")[0].strip('"') for line in listed.splitlines()}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in names - TOP_LEVEL if name not in readme} == set()


@pytest.mark.parametrize("path", [ROOT / "app.py", *PAGES], ids=relative)
def test_a_page_imports_nothing_below_ui(path: Path) -> None:
    allowed = ("streamlit", "ontrack_dash.ui")
    assert {name for name in imported_modules(path) if not any(is_within(name, home) for home in allowed)} == set()


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_only_composes(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, definitions)] == []


@pytest.mark.parametrize("path", [ROOT / "app.py", *PAGES, *(ROOT / "ontrack_dash" / "ui").rglob("*.py")], ids=relative)
def test_what_people_read_comes_from_the_locales(path: Path) -> None:
    assert re.findall(r"[А-я]+", path.read_text(encoding="utf-8")) == []


def check_contracts(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return subprocess.run([*command, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    """Return a copy of the product's modules and contracts that a test may spoil."""
    shutil.copytree(ROOT / "ontrack_dash", tmp_path / "ontrack_dash", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("leftovers", ""),
        ("stats/astray", "import ontrack_dash.indicators"),
        ("export/astray", "import ontrack_dash.store.counts"),
        ("ui/astray", "import ontrack_dash.store.counts"),
        ("figures/astray", "import streamlit"),
        ("indicators", "import duckdb"),
        ("intake/astray", "import sqlalchemy.orm"),
        ("ui/astray", "import plotly.graph_objects"),
        ("export/astray", "import fastexcel"),
        ("intake/astray", "import openpyxl"),
        ("store/astray", "import rustpy_xlsxwriter"),
        ("figures/astray", "import scipy.stats"),
        ("ui/astray", "import babel"),
        ("export/astray", "import segno"),
    ],
)
def test_a_stray_import_breaks_a_contract(copied_house: Path, module: str, line: str) -> None:
    with (copied_house / "ontrack_dash" / f"{module}.py").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n")
    result = check_contracts(copied_house)
    assert result.returncode == 1
    assert f"ontrack_dash.{module.replace('/', '.')}" in result.stdout


def locked_versions() -> dict[str, Version]:
    pins = (line.split("==") for line in LOCK if not line.startswith("#"))
    return {canonicalize_name(name): Version(version) for name, version in pins}


def direct_dependencies() -> list[Requirement]:
    project: dict[str, Any] = PROJECT["project"]
    return [Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"]["test"]]]


def test_the_lock_pins_exact_versions_and_nothing_else() -> None:
    pin = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+")
    assert [line for line in LOCK if not line.startswith("#") and not pin.fullmatch(line)] == []


@pytest.mark.parametrize("requirement", direct_dependencies(), ids=lambda requirement: requirement.name)
def test_the_lock_satisfies_what_the_project_asks_for(requirement: Requirement) -> None:
    assert requirement.specifier.contains(locked_versions()[canonicalize_name(requirement.name)])


@pytest.mark.parametrize(
    "name", ["constraints.txt", "pyproject.toml", "Makefile", ".ci/run", ".streamlit/config.toml", "README.md"]
)
def test_no_lock_or_script_names_a_package_host(name: str) -> None:
    assert not PACKAGE_HOST.search((ROOT / name).read_text(encoding="utf-8"))


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    commands = [line for line in script.read_text(encoding="utf-8").splitlines() if "make" in line]
    assert commands == ["exec make test </dev/null"]
    assert script.stat().st_mode & stat.S_IXUSR
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"`make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"run", "test"} <= named <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


def test_the_server_keeps_to_itself() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == "localhost"
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["maxUploadSize"] == RULES["files"]["largest_mb"]
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_the_theme_has_the_colours_of_the_charts(ground: str) -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][ground]
    colours = load_definition("colours")[ground]
    shared = {"primaryColor": "this", "backgroundColor": "paper", "textColor": "ink", "borderColor": "grid"}
    assert {name: theme[name] for name in shared} == {name: colours[meaning] for name, meaning in shared.items()}


def test_streamlit_knows_every_setting() -> None:
    script = "from streamlit import config; config.get_config_options(); config.show_config()"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "not a valid config option" not in result.stderr + result.stdout
