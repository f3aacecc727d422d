"""Materials to hand out: all of them, into a folder."""

import json
from pathlib import Path

import click

from ontrack_dash.cli.context import main
from ontrack_dash.export import materials
from ontrack_dash.i18n import LANGUAGES, Words


@main.command("tools")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR",
              help="Folder to write into; made when missing.")  # fmt: skip
@click.option("--language", type=click.Choice(LANGUAGES), help="One language; both when not given.")
def write_tools(output: Path, language: str | None) -> None:
    """Write every questionnaire, letter, register and handbook; what was written before is replaced."""
    languages = [Words(language)] if language else [Words(lang) for lang in LANGUAGES]
    made = sum(1 for _ in materials.write_all(output, languages))
    click.echo(json.dumps({"folder": str(output), "made": made}, ensure_ascii=False))
