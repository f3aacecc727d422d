"""Finds the browser the tests drive; run as a program, installs it where that can be done unasked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = """The browser tests need Chromium, and none was found.
Install your system's `chromium` (or Google Chrome), or let Playwright fetch its own:
    .venv/bin/python -m playwright install --with-deps chromium"""


def find_chromium() -> str | None:
    """Return the path of the system's Chromium or Chrome, if it has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def has_own_chromium() -> bool:
    """Say whether Playwright has fetched a Chromium of its own."""
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def install_chromium() -> None:
    """Install the system's Chromium; only root on a system with apt-get can do so unasked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *command], env=environment, stdin=subprocess.DEVNULL, check=True)


def main() -> None:
    if find_chromium() or has_own_chromium():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install_chromium()
    if not find_chromium():
        sys.exit(MISSING)


if __name__ == "__main__":
    main()
