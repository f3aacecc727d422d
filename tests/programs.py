"""Finds the programs of the system that tests need; run as a program, installs them where that can be done unasked."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright


@dataclass(frozen=True)
class Program:
    """One program: the names it may have, the packages of Debian that bring it, what to say when it is missing."""

    names: tuple[str, ...]
    packages: tuple[str, ...]
    missing: str


CHROMIUM = Program(
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    ("chromium",),
    """The browser tests need Chromium, and none was found.
Install your system's `chromium` (or Google Chrome), or let Playwright fetch its own:
    .venv/bin/python -m playwright install --with-deps chromium""",
)
OFFICE = Program(
    ("soffice", "libreoffice"),
    ("libreoffice-writer-nogui", "libreoffice-calc-nogui"),
    "The tests of Word and Excel files need LibreOffice, and none was found.",
)


def find(program: Program) -> str | None:
    """Return the path of a program, if the system has it."""
    return next((path for name in program.names if (path := shutil.which(name))), None)


def has_own_chromium() -> bool:
    """Say whether Playwright has fetched a Chromium of its own."""
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def install(programs: list[Program]) -> None:
    """Install programs; only root on a system with apt-get can do so unasked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = [package for program in programs for package in program.packages]
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *command], env=environment, stdin=subprocess.DEVNULL, check=True)


def main() -> None:
    wanted = [program for program in (CHROMIUM, OFFICE) if not find(program)]
    if CHROMIUM in wanted and has_own_chromium():
        wanted.remove(CHROMIUM)
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        install(wanted)
    missing = [program.missing for program in wanted if not find(program)]
    if missing:
        sys.exit("\n".join(missing))


if __name__ == "__main__":
    main()
