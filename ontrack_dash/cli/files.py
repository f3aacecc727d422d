"""Files in and out of the data: import, history, undo, demo."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
import pandas as pd

from ontrack_dash import demo, imports, messages
from ontrack_dash.cli.context import Context, main
from ontrack_dash.fields import LAYOUTS
from ontrack_dash.i18n import Words
from ontrack_dash.imports import Upload
from ontrack_dash.intake.draft import Draft, Options
from ontrack_dash.store import builds, guard, state
from ontrack_dash.store.errors import NothingToUndoError

BLOCKED = 2
NOT_RECOGNISED = 3
MAPPING_EXAMPLE = '{"questions": {"question": "destination"}, "answers": {"question": {"answer": "employed"}}}'


def _read_mapping(context: click.Context, _: click.Parameter, path: Path | None) -> Any:
    """Read what the questions of a survey mean, as in the example."""
    if path is None:
        return None
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
        texts = [said["questions"], *said.get("answers", {}).values()]
        is_read = all(isinstance(text, str) for table in texts for text in table.values())
    except (ValueError, KeyError, TypeError, AttributeError):
        is_read = False
    if not is_read:
        raise click.BadParameter(context.obj[1].t("import.mapping_unreadable", example=MAPPING_EXAMPLE))
    return said


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(list(LAYOUTS)), help="Kind of file; recognised by its header when not given.")
@click.option("--year", type=int, help="Year the file reports on, where the file does not say it.")
@click.option("--centre", metavar="LICENCE", help="Licence number, where the file does not say it.")
@click.option("--wave", type=click.IntRange(1, 2), help="Survey wave, where the file does not say it.")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    callback=_read_mapping,
    help="JSON file: what the questions of a survey mean; kept for the next file with the same questions.",
)
@click.option("--dry-run", is_flag=True, help="Check only; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def import_files(context: Context, /, files: tuple[Path, ...], *, dry_run: bool, as_json: bool, **said: Any) -> None:
    """Check FILES and bring them in as one build, all or nothing.

    Exit: 0 committed or unchanged, 2 blocked by findings, 3 not recognised.
    """
    settings, words = context
    options = Options(**said)
    prepared = imports.prepare(settings, [Upload(path.name, path.read_bytes(), options) for path in files])
    blocked = imports.is_blocked(prepared)
    outcome = None if blocked or dry_run else imports.commit(settings, prepared)
    current = builds.current(settings.data)
    build = outcome.build if outcome else (current.number if current else None)
    reports = [_report(draft, words, build, accepted=not blocked) for draft in prepared]
    if outcome:
        reports[-1]["findings"] += _findings(outcome.findings, words)
    if as_json:
        click.echo(json.dumps(reports[0] if len(reports) == 1 else reports, ensure_ascii=False, indent=2))
    else:
        _print_reports(reports)
    if blocked:
        sys.exit(NOT_RECOGNISED if any(_is_unknown(draft) for draft in prepared) else BLOCKED)


@main.command("history")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def print_history(context: Context, *, as_json: bool) -> None:
    """Print what happened to the data, newest first."""
    settings, words = context
    events = [
        {
            "at": event.happened_at.isoformat(timespec="seconds"),
            "action": event.action,
            "build": event.build,
            **event.details,
        }
        for event in state.history(settings)
    ]
    if as_json:
        click.echo(json.dumps(events, ensure_ascii=False, indent=2))
        return
    for event in events:
        click.echo(
            f"{event['at']}  {words.t('history.' + event['action'])}  {event['build'] or '-'}  {event.get('rows', '')}"
        )


@main.command("undo")
@click.pass_obj
def undo_import(context: Context) -> None:
    """Return to the data before the latest import."""
    settings, words = context
    try:
        number = imports.undo(settings)
    except NothingToUndoError as error:
        raise click.ClickException(words.t("history.nothing_to_undo")) from error
    click.echo(json.dumps({"build": number}))


@main.command("demo")
@click.option("--graduates", type=click.IntRange(100), default=40_000, show_default=True)
@click.option("--seed", type=int, default=2026, show_default=True)
@click.pass_obj
def load_demo(context: Context, graduates: int, seed: int) -> None:
    """Write demonstration files in the real layouts and bring them in through the import."""
    settings, words = context
    current = builds.current(settings.data)
    if current and not current.is_demo:
        raise click.ClickException(words.t("demo.refused"))
    with click.progressbar(length=100, label=words.t("demo.working"), file=sys.stderr) as bar:
        build = demo.load(
            settings, graduates, seed, date.today(), lambda share: bar.update(round(share * 100) - bar.pos)
        )
    if found := builds.current(settings.data):
        # Found now, so that the first to look as the public need not wait.
        with click.progressbar(length=100, label=words.t("app.protecting"), file=sys.stderr) as bar:
            guard.prepare(found.path, lambda done, of: bar.update(round(100 * done / of) - bar.pos))
    click.echo(json.dumps({"build": build}))


def _report(draft: Draft, words: Words, build: int | None, *, accepted: bool) -> dict[str, Any]:
    return {
        "file": draft.name,
        "kind": draft.kind,
        "rows_read": draft.rows_read,
        "rows_accepted": draft.rows_read - draft.rows_rejected if accepted else 0,
        "rows_rejected": draft.rows_rejected,
        "build": build,
        "findings": _findings(draft.findings, words),
    }


def _findings(frame: pd.DataFrame, words: Words) -> list[dict[str, Any]]:
    told = messages.explain(frame, words)
    told["message"] = told["message"] + " " + told["remedy"]
    kept = told[["rule", "severity", "sheet", "row", "column", "message"]]
    rows = kept.astype(object).where(kept.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _print_reports(reports: list[dict[str, Any]]) -> None:
    for report in reports:
        taken = f"{report['rows_accepted']}/{report['rows_read']}"
        click.echo(f"{report['file']}: {report['kind'] or '?'} {taken} · {report['build'] or '-'}")
        for finding in report["findings"]:
            place = " ".join(str(finding[part]) for part in ("sheet", "row", "column") if finding[part] is not None)
            click.echo(f"  [{finding['severity']}] {place}: {finding['message']}")


def _is_unknown(draft: Draft) -> bool:
    return bool(draft.findings["rule"].isin(["layout_unknown", "layout_other", "kind_ambiguous"]).any())
