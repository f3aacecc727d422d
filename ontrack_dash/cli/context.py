"""What every command needs: the group they hang on, the data, the viewer, and how a table is printed."""

from pathlib import Path

import click
import pandas as pd

from ontrack_dash import settings as settings_
from ontrack_dash.export.cells import defuse
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import Viewer

Context = tuple[Settings, Words]
VIEWER_HELP = "agency, public or centre:LICENCE."


@click.group()
@click.option("--data", type=click.Path(path_type=Path), help="Folder of builds and state; made when missing.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="bg", show_default=True, help="Language of messages.")
@click.pass_context
def main(context: click.Context, data: Path | None, lang: str) -> None:
    """Quality indicators of vocational training: files in, indicators out."""
    context.obj = (settings_.load(data), Words(lang))


def current_build(context: Context) -> Build:
    """Return the build readers see.

    Raises:
        ClickException: nothing was imported yet.
    """
    settings, words = context
    build = builds.refresh(settings.data)
    if build is None:
        raise click.ClickException(words.t("app.empty"))
    return build


def print_table(table: pd.DataFrame, form: str) -> None:
    """Print a table as CSV, which spreadsheets open too, or as JSON records."""
    if form == "csv":
        texts = table.select_dtypes(["object", "string"])
        safe = texts.map(lambda cell: defuse(cell) if isinstance(cell, str) else cell)
        click.echo(table.assign(**{str(name): safe[name] for name in safe}).to_csv(index=False), nl=False)
    else:
        click.echo(table.to_json(orient="records", force_ascii=False, indent=2, double_precision=15))


def viewer_of(text: str) -> Viewer:
    """Read who looks.

    Raises:
        UsageError: no such viewer.
    """
    role, _, licence = text.partition(":")
    try:
        return Viewer(role, licence or None)
    except ValueError as error:
        raise click.UsageError(f"--viewer {text}: agency, public, centre:LICENCE") from error
