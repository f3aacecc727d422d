"""Numbers to print: indicators, compare, protection."""

from typing import Any

import click

from ontrack_dash import comparisons, disclosure, indicators
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.cli.context import Context, current_build, main, print_table, viewer_of
from ontrack_dash.fields import DIMENSIONS
from ontrack_dash.store import register

SHARES = [name for name, indicator in INDICATORS.items() if indicator.kind in ("share", "ratio")]


@main.command("indicators")
@click.argument("ids", nargs=-1, required=True, type=click.Choice(list(INDICATORS)))
@click.option("--by", default="", help=f"Dimensions to group by, comma-separated: {', '.join(DIMENSIONS)}.")
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Keep one value of a dimension; repeatable.")
@click.option("--viewer", default="agency", show_default=True, help="agency, public or centre:LICENCE.")
@click.option("--weighting", type=click.Choice(["none", "cohort"]), default="none", show_default=True)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.pass_obj
def print_indicators(
    context: Context, /, ids: tuple[str, ...], *, by: str, where: tuple[str, ...], viewer: str,
    weighting: str, form: str,
) -> None:  # fmt: skip
    """Print published estimates of indicators IDS; a protected row has no numbers."""
    build = current_build(context)
    groups = [name for name in by.split(",") if name]
    try:
        estimates = indicators.publish(
            build.path, ids, groups, _conditions(where), viewer=viewer_of(viewer), weighting=weighting
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    table = estimates[["indicator", *groups, "n", "value", "low", "high", "status"]]
    print_table(table, form)


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
    context: Context, /, indicator: str, *, year: int | None, count: int, where: tuple[str, ...],
    viewer: str, form: str, **switches: Any,
) -> None:  # fmt: skip
    """Print every centre against the limits of chance: flag, p, place in the order, shrunken value."""
    build = current_build(context)
    conditions = _conditions(where)
    if year:
        present = register.contents(build.path).codes["year"]
        conditions["year"] = comparisons.pooled_years(str(year), count, present) or (str(year),)
    elif count > 1:
        raise click.UsageError("--years: --year")
    try:
        found = comparisons.funnel(build.path, indicator, conditions, viewer=viewer_of(viewer), **switches)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    print_table(found.centres.drop(columns="population"), form)


@main.command("protection")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.pass_obj
def print_protection(context: Context, form: str) -> None:
    """Print how many figures, and persons behind them, the public does not see: too small, and hidden in all."""
    print_table(disclosure.measure(current_build(context).path), form)


def _conditions(where: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    conditions: dict[str, tuple[str, ...]] = {}
    for text in where:
        dimension, equals, value = text.partition("=")
        if not equals or not value:
            raise click.UsageError(f"--where {text}: DIM=VALUE")
        conditions[dimension] = (*conditions.get(dimension, ()), value)
    return conditions
