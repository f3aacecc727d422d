"""Reports to file: the realisation section of one centre, or of all."""

import json
import sys
from pathlib import Path

import click

from ontrack_dash import filings, section
from ontrack_dash.cli.context import Context, current_build, main
from ontrack_dash.export import section as files
from ontrack_dash.i18n import Words
from ontrack_dash.store import register
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import AGENCY, PUBLIC, Viewer

FORMS = tuple(files.FORMS)


@main.group("report")
def report() -> None:
    """Write the reports that are filed."""


@report.command("self-assessment")
@click.option("--centre", metavar="LICENCE", help="Write the section of one centre into a file.")
@click.option("--all", "is_all", is_flag=True, help="Write those of all centres into a folder; run again, it goes on.")
@click.option("--year", type=int, required=True, help="Year the self-assessment is about.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="PATH",
              help=f"File (.{', .'.join(FORMS)}), or folder with --all.")  # fmt: skip
@click.option("--forms", default=",".join(FORMS), show_default=True, help="Forms of the files, with --all.")
@click.option("--viewer", type=click.Choice(["centre", "public"]), default="centre", show_default=True,
              help="With --centre: as the centre and the agency have it, or as it is published.")  # fmt: skip
@click.pass_obj
def write_self_assessment(
    context: Context, /, *, centre: str | None, is_all: bool, year: int, output: Path, forms: str, viewer: str
) -> None:
    """Write the filled realisation section of the self-assessment."""
    if is_all == bool(centre):
        raise click.UsageError("--centre LICENCE | --all")
    if is_all and viewer == PUBLIC.role:
        raise click.UsageError("--viewer public: --centre LICENCE")
    build = current_build(context)
    names = _names(build)
    if centre and centre not in names:
        raise click.UsageError(context[1].t("export.section.command.no_centre", centre=centre))
    who = Viewer("centre", centre) if centre and viewer == "centre" else PUBLIC
    _check_year(build, year, centre, who, context[1])
    try:
        if centre:
            _write_one(context, build, names, centre, year, output, who)
        else:
            _write_all(context, build, names, year, output, _forms(forms))
    except files.BrokenTemplateError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(context[1].t("export.section.command.no_place", place=output)) from error


def _write_one(
    context: Context, build: Build, names: dict[str, str], centre: str, year: int, output: Path, who: Viewer
) -> None:
    settings, words = context[0], Words(context[1].lang, {"centre": names})
    form = output.suffix.removeprefix(".")
    if form not in FORMS:
        raise click.UsageError(f"-o {output}: .{', .'.join(FORMS)}")
    facts = section.compose(build, settings, centre, year, viewer=who)
    content = files.FORMS[form](facts, section.write(facts, words), words, files.describe(facts, words))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(content)
    click.echo(json.dumps({"file": str(output)}, ensure_ascii=False))


def _write_all(
    context: Context, build: Build, names: dict[str, str], year: int, folder: Path, forms: tuple[str, ...]
) -> None:
    settings, words = context[0], Words(context[1].lang, {"centre": names})
    label = words.t("export.section.command.working")
    with files.alone(folder), click.progressbar(length=len(names), label=label, file=sys.stderr) as bar:
        result = files.write_all(
            build, settings, tuple(names), year, words, folder, forms, lambda done, _: bar.update(done - bar.pos)
        )
        files.drop_left(folder, result.names)
    click.echo(json.dumps({"folder": str(folder), "made": result.made, "kept": result.kept}, ensure_ascii=False))


def _names(build: Build) -> dict[str, str]:
    frame = register.centres(build.path)
    return dict(zip(frame["centre"], frame["centre_name"].fillna(frame["centre"]), strict=True))


def _check_year(build: Build, year: int, centre: str | None, who: Viewer, words: Words) -> None:
    if centre:
        offered = section.years(build.path, viewer=who, licence=centre)
    else:
        completed = map(int, register.contents(build.path).codes["year"])
        offered = tuple(sorted({*completed, *filings.years(build.path, viewer=AGENCY)}, reverse=True))
    if year not in offered:
        said = ", ".join(map(str, offered))
        raise click.UsageError(words.t("export.section.command.no_year", year=year, years=said))


def _forms(text: str) -> tuple[str, ...]:
    forms = tuple(dict.fromkeys(form for form in text.split(",") if form))
    if not forms or set(forms) - set(FORMS):
        raise click.UsageError(f"--forms {text}: {','.join(FORMS)}")
    return forms
