"""Who has filed, to print."""

from datetime import date

import click
import pandas as pd

from ontrack_dash import filings
from ontrack_dash.cli.context import VIEWER_HELP, Context, current_build, main, print_table, viewer_of
from ontrack_dash.fields import VOCABULARIES
from ontrack_dash.store import areas

COLUMNS = ("centre", "centre_name", "oblast", "status", "filing_date", "is_late", "annual_status")
RATED = ("total", "level", "is_boundary", "zeros")
AREAS = (*VOCABULARIES["area"], filings.NO_AREA)
# A report is filed in the year after its own.
YEAR = click.IntRange(date.min.year, date.max.year - 1)


@main.command("filing")
@click.option("--year", type=YEAR, required=True, help="Report year: the year the self-assessment is about.")
@click.option("--viewer", default="agency", show_default=True, help=VIEWER_HELP)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.pass_obj
def print_filing(context: Context, /, year: int, viewer: str, form: str) -> None:
    """Print how far the self-assessment of every centre is, its points by area, and the level they make."""
    settings, _ = context
    build, who, said = current_build(context).path, viewer_of(viewer), areas.read(settings)
    table = filings.statuses(build, year, viewer=who)[list(COLUMNS)]
    rated = filings.ratings(build, said, viewer=who).query("year == @year")[["centre", *RATED]]
    given = _spread(filings.points(build, said, viewer=who).query("year == @year"))
    together = table.merge(rated, on="centre", how="left").merge(given, on="centre", how="left")
    days = together["filing_date"].dt.strftime("%Y-%m-%d")
    print_table(together.assign(filing_date=days).astype({"zeros": "Int64"}), form)


def _spread(points: pd.DataFrame) -> pd.DataFrame:
    """Return a row a centre with its points in each area."""
    wide = points.pivot_table("points", "centre", "area", aggfunc="sum").reindex(columns=list(AREAS))
    named = wide.set_axis([f"points_{name}" for name in AREAS], axis="columns")
    return named.reset_index()
