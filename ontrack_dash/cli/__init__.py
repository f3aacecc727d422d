"""The command line: the same capabilities as the app, stable for scripts."""

from ontrack_dash.cli import files, filing, numbers, open_data, report, slides, tools
from ontrack_dash.cli.context import main

__all__ = ["files", "filing", "main", "numbers", "open_data", "report", "slides", "tools"]
