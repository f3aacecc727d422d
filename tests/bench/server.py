"""Runs the app for as long as a measure lasts."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from urllib.error import URLError
from urllib.request import urlopen

START_SECONDS = 60


@contextmanager
def serve(script: Path) -> Iterator[str]:
    """Serve a Streamlit script on a free port of this machine and yield its address."""
    with create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    options = ["--server.address=localhost", f"--server.port={port}", "--server.headless=true", "--logger.level=error"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    with subprocess.Popen(command, cwd=script.parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as server:
        try:
            address = f"http://localhost:{port}"
            _wait_until_healthy(address, server)
            yield address
        finally:
            server.terminate()


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"no answer from {address} within {START_SECONDS} seconds")
