"""Everything that is published, to take away: one package for programs."""

import json
import sys
from pathlib import Path

import click

from ontrack_dash.cli.context import Context, current_build, main
from ontrack_dash.export import open_data
from ontrack_dash.export.open_data import Package
from ontrack_dash.i18n import Words
from ontrack_dash.store.builds import Build


@main.group("export")
def export() -> None:
    """Write what is published as files for programs."""


@export.command("open-data")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR",
              help="Folder to write into: new, empty, or of an earlier package.")  # fmt: skip
@click.option("--zip", "is_packed", is_flag=True, help="Write one archive into the folder instead.")
@click.pass_obj
def write_open_data(context: Context, /, *, output: Path, is_packed: bool) -> None:
    """Write all published figures as a Data Package, always with the published figures only."""
    build, words = current_build(context), context[1]
    place = output / open_data.file_name(build.number) if is_packed else output
    write = open_data.write_zip if is_packed else open_data.write_folder
    try:
        # Looked at before the work as well, which may take a minute.
        open_data.ensure_free(place)
        package = _make(build, words)
        write(package, place)
    except open_data.FolderTakenError as error:
        raise click.UsageError(words.t("open_data.taken", place=error.place)) from error
    except OSError as error:
        raise click.UsageError(words.t("export.section.command.no_place", place=output)) from error
    rows = sum(len(resource.table) for resource in package.resources)
    said = {"file" if is_packed else "folder": str(place), "resources": len(package.resources), "rows": rows}
    click.echo(json.dumps(said, ensure_ascii=False))


def _make(build: Build, words: Words) -> Package:
    with click.progressbar(length=1, label=words.t("open_data.working"), file=sys.stderr) as bar:

        def tell(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        return open_data.make(build, tell)
