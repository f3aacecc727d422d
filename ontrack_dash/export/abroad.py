"""Facts of how other countries track graduates as tables, in words: shown on the page and taken away as files."""

from collections.abc import Sequence

from ontrack_dash import tracking
from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.export.sourced import DAY, LINK, NUMBER, QUANTITY, TEXT, Quantity, Sourced
from ontrack_dash.i18n import Words

OWN = "employed_rate_excl_students"
DIFFERENCES = ("who", "training", "time", "year", "left_out", "sure")


def systems(words: Words, countries: Sequence[str] = ()) -> Sourced:
    """Return what each system is like, one row a system and aspect."""
    rows = tuple(
        (
            words.t(f"europe.system_name.{row['system']}"),
            words.t(f"europe.aspect.{row['aspect']}"),
            row[f"text_{words.lang}"] or None,
            name_basis(row["basis"], words) or None,
            row["source_url"] or None,
            row["retrieved"],
        )
        for row in tracking.systems(countries).to_dict("records")
    )
    names = (("system", TEXT), ("aspect_name", TEXT), ("text", TEXT), ("basis_name", TEXT))
    method = (words.t("europe.method"), words.t("europe.on_track_note"))
    return compose("systems", names, rows, words, *name_filter(words, countries), method)


def outcomes(words: Words, countries: Sequence[str] = ()) -> Sourced:
    """Return what such systems found; what is known of other countries too stands with all of them."""
    rows = tuple(
        (
            words.t(f"europe.country_name.{row['country']}"),
            words.t(f"europe.outcome.{row['measure']}"),
            Quantity(row["value"], row["unit"], row["qualifier"]),
            row[f"population_{words.lang}"],
            row["source_url"],
            row["retrieved"],
        )
        for row in tracking.outcomes(countries).to_dict("records")
    )
    names = (("country", TEXT), ("finding", TEXT), ("value", QUANTITY), ("population", TEXT))
    limit = (words.t("app.limits"), words.t("europe.outcomes_note"))
    return compose("outcomes", names, rows, words, *name_filter(words, countries), limit)


def counted(words: Words) -> Sourced:
    """Return what the mapping study counted, and what its description says."""
    rows = tuple(
        (
            row[f"text_{words.lang}"] or words.t(f"europe.count_name.{row['finding']}"),
            int(row["value"]) if row["value"] == row["value"] else None,
            row["source_url"],
            row["retrieved"],
        )
        for row in tracking.mapping().to_dict("records")
    )
    limit = (words.t("app.limits"), words.t("europe.mapping_limit"))
    return compose("mapping", (("finding", TEXT), ("count", NUMBER)), rows, words, limit)


def differences(words: Words) -> Sourced:
    """Return how the definition of Eurostat differs from the product's own that comes nearest to it."""
    address, day = tracking.origin(INDICATORS[OWN].reference or "")
    first, last = INDICATORS[OWN].window or (None, None)
    rows = tuple(
        (
            words.t(f"europe.differs.{name}.name"),
            words.t(f"europe.differs.{name}.eurostat"),
            words.t(f"europe.differs.{name}.own", first=first, last=last),
            address,
            day,
        )
        for name in DIFFERENCES
    )
    names = (("difference_aspect", TEXT), ("difference_eurostat", TEXT), ("difference_own", TEXT))
    return compose("difference", names, rows, words)


def name_filter(words: Words, countries: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Say which countries a table was narrowed to; nothing where it holds all of them."""
    names = ", ".join(words.t(f"europe.country_name.{code}") for code in countries)
    return ((words.t("export.filters"), f"{words.t('europe.filter')}: {names}"),) if names else ()


def name_basis(basis: str, words: Words) -> str:
    """Say whether a cell is said by its source or read by this product; nothing where the cell is empty."""
    if not basis:
        return ""
    return words.t("europe.reading" if basis == tracking.READING else "europe.basis_source")


def compose(
    title: str,
    names: Sequence[tuple[str, str]],
    rows: tuple[tuple[object, ...], ...],
    words: Words,
    *notes: tuple[str, str],
) -> Sourced:
    """Compose a table whose headers are words of the page, its last columns the source and the day."""
    columns = tuple((words.t(f"europe.{name}"), kind) for name, kind in names)
    return Sourced(words.t(f"europe.{title}"), (*columns, *origin(words)), rows, notes)


def origin(words: Words) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the columns that say where a row was taken from, and when."""
    return (words.t("europe.source"), LINK), (words.t("europe.retrieved"), DAY)
