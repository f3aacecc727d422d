"""Figures of Eurostat and the European targets as tables, in words."""

from collections.abc import Sequence

from ontrack_dash import tracking
from ontrack_dash.export.abroad import name_filter, origin
from ontrack_dash.export.sourced import SHARE, TEXT, Sourced
from ontrack_dash.i18n import Words


def eurostat(dataset: str, words: Words, countries: Sequence[str] = ()) -> Sourced:
    """Return a table of Eurostat, one row a country and year, its flags in words."""
    address, day = tracking.origin(dataset)
    rows = tuple(
        (
            words.t(f"europe.country_name.{row['geo']}"),
            str(row["year"]),
            None if row["value"] != row["value"] else row["value"],
            say_flags(row["flags"], words),
            address,
            day,
        )
        for row in tracking.eurostat(dataset, countries).to_dict("records")
    )
    columns = (
        (words.t("europe.country"), TEXT), (words.t("ui.year"), TEXT), (words.t("europe.value"), SHARE),
        (words.t("europe.geo_flags"), TEXT), *origin(words),
    )  # fmt: skip
    source = (words.t("app.source"), words.t("reference.eurostat.source"))
    return Sourced(words.t(f"europe.eurostat.{dataset}"), columns, rows, (*name_filter(words, countries), source))


def by_year(dataset: str, words: Words, countries: Sequence[str] = ()) -> Sourced:
    """Return the same table as it is read on a page: one row a year, one column a country, marks beside the values."""
    table = tracking.eurostat(dataset, countries)
    address, day = tracking.origin(dataset)
    geos = list(table["geo"].unique())
    cells = {
        (row["geo"], row["year"]): f"{words.percent(row['value'])} {_mark(row['flags'], words)}".strip()
        for row in table.to_dict("records")
    }
    rows = tuple(
        (str(year), *(cells[geo, year] for geo in geos), address, day) for year in sorted(table["year"].unique())
    )
    named = tuple((words.t(f"europe.country_name.{geo}"), SHARE) for geo in geos)
    columns = ((words.t("ui.year"), TEXT), *named, *origin(words))
    return Sourced(words.t(f"europe.eurostat.{dataset}"), columns, rows)


def targets(words: Words) -> Sourced:
    """Return the targets of the European Union."""
    rows = tuple(
        (words.t(f"reference.targets.label.{one.id}"), one.value, str(one.year), one.source_url)
        for one in tracking.targets()
    )
    columns = (
        (words.t("europe.target"), TEXT), (words.t("europe.value"), SHARE), (words.t("ui.year"), TEXT),
        origin(words)[0],
    )  # fmt: skip
    source = (words.t("app.source"), words.t("reference.targets.source"))
    return Sourced(words.t("europe.targets"), columns, rows, (source,))


def say_flags(flags: str, words: Words) -> str:
    """Say the flags of Eurostat in words."""
    return ", ".join(words.t(f"reference.eurostat.flag.{flag}") for flag in flags)


def _mark(flags: str, words: Words) -> str:
    return "".join(words.t(f"figure.flag.{flag}") for flag in flags)
