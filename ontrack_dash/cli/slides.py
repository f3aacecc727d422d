"""Slides to take along: a run as PowerPoint file or as handout."""

import json
from pathlib import Path

import click

from ontrack_dash import runs, slides
from ontrack_dash.cli.context import Context, current_build, main
from ontrack_dash.export import slides as files
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.intake.personal_data import holds_personal_data
from ontrack_dash.runs import Run, RunFileError
from ontrack_dash.settings import Settings
from ontrack_dash.store import register, shown
from ontrack_dash.viewers import AGENCY

FORMS = ("pptx", "pdf")
CENTRE = "centre"


@main.command("slides")
@click.option("--run", "name", required=True, metavar="NAME",
              help=f"{', '.join(slides.ready_runs())}, a run the agency saved, or the file of a run.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE",
              help=f"File to write (.{', .'.join(FORMS)}).")  # fmt: skip
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the slides; that of --lang when not given.")
@click.option("--centre", metavar="LICENCE", help="Centre of the run that is about one.")
@click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="PowerPoint template (.pptx, .potx); else templates/slides.pptx of the data folder.")  # fmt: skip
@click.pass_obj
def write_slides(
    context: Context, /, *, name: str, output: Path, language: str | None, centre: str | None, template: Path | None
) -> None:
    """Write a run as slides, always with the published figures only."""
    settings, words = context
    form = output.suffix.removeprefix(".").lower()
    if form not in FORMS:
        raise click.UsageError(f"-o {output}: .{', .'.join(FORMS)}")
    build = current_build(context)
    frame = register.centres(build.path)
    names = dict(zip(frame["centre"], frame["centre_name"].fillna(frame["centre"]), strict=True))
    if centre and centre not in names:
        raise click.UsageError(words.t("export.section.command.no_centre", centre=centre))
    spoken = Words(language or words.lang, {CENTRE: names})
    deck = slides.compose(settings.data, _find(name, centre, settings, words, spoken), spoken)
    for what in deck.missing:
        click.echo(words.t("export.slides.command.missing", what=what), err=True)
    try:
        own = template or files.own_template(settings.data)
        content = files.pdf(deck, spoken) if form == "pdf" else files.pptx(deck, spoken, own)
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(content)
    except files.BrokenTemplateError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(words.t("export.section.command.no_place", place=output)) from error
    click.echo(json.dumps({"file": str(output), "slides": len(deck.slides)}, ensure_ascii=False))


def _find(name: str, centre: str | None, settings: Settings, words: Words, spoken: Words) -> Run:
    """Return the run of a name, or in a file, in the words of the slides."""
    if name in slides.ready_runs():
        if name == CENTRE and not centre:
            raise click.UsageError(words.t("export.slides.command.no_centre", name=name))
        return slides.ready_run(name, spoken, centre=centre or "")
    saved = {run.name: run for run in shown.runs(settings, AGENCY.role).values()}
    if name in saved:
        return saved[name]
    file = Path(name)
    if not file.is_file():
        known = ", ".join([*slides.ready_runs(), *saved])
        raise click.UsageError(words.t("export.slides.command.no_run", name=name, runs=known))
    try:
        run = runs.from_text(file.read_text(encoding="utf-8-sig"), slides.slides_of)
    except UnicodeDecodeError as error:
        raise _unreadable(file, words.t("views.bad.json"), words) from error
    except RunFileError as error:
        raise _unreadable(file, words.t(f"views.bad.{error.reason}", **error.details), words) from error
    if any(map(holds_personal_data, runs.texts(run))):
        raise _unreadable(file, words.t("views.personal"), words)
    return run


def _unreadable(file: Path, reason: str, words: Words) -> click.ClickException:
    return click.ClickException(words.t("export.slides.command.no_file", file=file, reason=reason))
