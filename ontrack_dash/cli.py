"""The command line: the same capabilities as the app, stable for scripts."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
import pandas as pd

from ontrack_dash import comparisons, demo, disclosure, imports, indicators, messages
from ontrack_dash import settings as settings_
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.fields import DIMENSIONS, LAYOUTS
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.imports import Upload
from ontrack_dash.indicators import Viewer
from ontrack_dash.intake.draft import Draft, Options
from ontrack_dash.settings import Settings
from ontrack_dash.store import builds, guard, register, state
from ontrack_dash.store.builds import Build
from ontrack_dash.store.errors import NothingToUndoError

BLOCKED = 2
NOT_RECOGNISED = 3
SHARES = [name for name, indicator in INDICATORS.items() if indicator.kind in ("share", "ratio")]


@click.group()
@click.option("--data", type=click.Path(path_type=Path), help="Folder of builds and state; made when missing.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="bg", show_default=True, help="Language of messages.")
@click.pass_context
def main(context: click.Context, data: Path | None, lang: str) -> None:
    """Quality indicators of vocational training: files in, indicators out."""
    context.obj = (settings_.load(data), Words(lang))


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(list(LAYOUTS)), help="Kind of file; recognised by its header when not given.")
@click.option("--year", type=int, help="Year the file reports on, where the file does not say it.")
@click.option("--centre", metavar="LICENCE", help="Licence number, where the file does not say it.")
@click.option("--wave", type=click.Choice(["1", "2"]), help="Survey wave, where the file does not say it.")
@click.option("--dry-run", is_flag=True, help="Check only; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def import_files(
    context: tuple[Settings, Words],
    files: tuple[Path, ...],
    kind: str | None,
    year: int | None,
    centre: str | None,
    wave: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Check FILES and bring them in as one build, all or nothing.

    Exit: 0 committed or unchanged, 2 blocked by findings, 3 not recognised.
    """
    settings, words = context
    options = Options(kind=kind, year=year, centre=centre, wave=int(wave) if wave else None)
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


@main.command("indicators")
@click.argument("ids", nargs=-1, required=True, type=click.Choice(list(INDICATORS)))
@click.option("--by", default="", help=f"Dimensions to group by, comma-separated: {', '.join(DIMENSIONS)}.")
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Keep one value of a dimension; repeatable.")
@click.option("--viewer", default="agency", show_default=True, help="agency, public or centre:LICENCE.")
@click.option("--weighting", type=click.Choice(["none", "cohort"]), default="none", show_default=True)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.pass_obj
def print_indicators(
    context: tuple[Settings, Words], /, ids: tuple[str, ...], *, by: str, where: tuple[str, ...], viewer: str,
    weighting: str, form: str,
) -> None:  # fmt: skip
    """Print published estimates of indicators IDS; a protected row has no numbers."""
    build = _current_build(context)
    groups = [name for name in by.split(",") if name]
    try:
        estimates = indicators.publish(
            build.path, ids, groups, _conditions(where), viewer=_viewer(viewer), weighting=weighting
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    table = estimates[["indicator", *groups, "n", "value", "low", "high", "status"]]
    _print_table(table, form)


@main.command("compare")
@click.argument("indicator", metavar="INDICATOR", type=click.Choice(SHARES))
@click.option("--year", type=int, help="Year of completion.")
@click.option("--years", "count", type=click.IntRange(1, RULES["comparison"]["most_years"]), default=1,
              show_default=True, help="Cohorts put together, up to the one of --year.")  # fmt: skip
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Keep one value of a dimension; repeatable.")
@click.option("--spread", is_flag=True, help="Widen the limits by the usual difference between centres.")
@click.option("--weighting", type=click.Choice(["none", "cohort"]), default="none", show_default=True)
@click.option("--viewer", default="agency", show_default=True, help="agency, public or centre:LICENCE.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.pass_obj
def print_comparison(
    context: tuple[Settings, Words], /, indicator: str, *, year: int | None, count: int, where: tuple[str, ...],
    viewer: str, form: str, **switches: Any,
) -> None:  # fmt: skip
    """Print every centre against the limits of chance: flag, p, place in the order, shrunken value."""
    build = _current_build(context)
    conditions = _conditions(where)
    if year:
        present = register.contents(build.path).codes["year"]
        conditions["year"] = comparisons.pooled_years(str(year), count, present) or (str(year),)
    elif count > 1:
        raise click.UsageError("--years: --year")
    try:
        found = comparisons.funnel(build.path, indicator, conditions, viewer=_viewer(viewer), **switches)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    _print_table(found.centres.drop(columns="population"), form)


@main.command("protection")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.pass_obj
def print_protection(context: tuple[Settings, Words], form: str) -> None:
    """Print how many figures, and persons behind them, the public does not see: too small, and hidden in all."""
    _print_table(disclosure.measure(_current_build(context).path), form)


@main.command("history")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def print_history(context: tuple[Settings, Words], *, as_json: bool) -> None:
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
def undo_import(context: tuple[Settings, Words]) -> None:
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
def load_demo(context: tuple[Settings, Words], graduates: int, seed: int) -> None:
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


def _current_build(context: tuple[Settings, Words]) -> Build:
    settings, words = context
    build = builds.refresh(settings.data)
    if build is None:
        raise click.ClickException(words.t("app.empty"))
    return build


def _print_table(table: pd.DataFrame, form: str) -> None:
    if form == "csv":
        click.echo(table.to_csv(index=False), nl=False)
    else:
        click.echo(table.to_json(orient="records", force_ascii=False, indent=2, double_precision=15))


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


def _conditions(where: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    conditions: dict[str, tuple[str, ...]] = {}
    for text in where:
        dimension, equals, value = text.partition("=")
        if not equals or not value:
            raise click.UsageError(f"--where {text}: DIM=VALUE")
        conditions[dimension] = (*conditions.get(dimension, ()), value)
    return conditions


def _viewer(text: str) -> Viewer:
    role, _, licence = text.partition(":")
    try:
        return Viewer(role, licence or None)
    except ValueError as error:
        raise click.UsageError(f"--viewer {text}: agency, public, centre:LICENCE") from error
