"""The cube: every flag of the catalogue summed over the eleven dimensions, and its margins."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ontrack_dash.catalogue import INDICATORS, Indicator
from ontrack_dash.fields import DIMENSIONS, VOCABULARIES, load_definition
from ontrack_dash.store.errors import UnknownFlagError

SOURCES = ("mart_enrolments", "mart_graduates", "mart_answers", "mart_employer_answers", "mart_course_answers")
DURATIONS = "mart_durations"
FINE = "all"
UNION = "\nUNION ALL BY NAME\n"
FLAG = re.compile(r"\b(?:is|has)_\w+|\bmonths\b")


@dataclass(frozen=True)
class Margin:
    """One page mart: the cube summed over all but some dimensions; `of` names the margin it is summed from."""

    name: str
    dimensions: tuple[str, ...]
    of: str | None

    def table(self, source: str) -> str:
        """Name the table of one source's sums."""
        return f"{source}_by_{self.name}"

    @property
    def joined(self) -> str:
        """Write the sums of all sources as one table expression."""
        return f"({UNION.join(f'SELECT * FROM {self.table(source)}' for source in SOURCES)})"


@lru_cache
def margins() -> tuple[Margin, ...]:
    """Return the page marts, smallest first; the fine cube stands last."""
    always = tuple(name for name, dimension in DIMENSIONS.items() if dimension.always)
    listed = tuple(
        Margin(name, (*always, *table["dimensions"]), table.get("of", FINE))
        for name, table in load_definition("margins").items()
    )
    return (*listed, Margin(FINE, tuple(DIMENSIONS), None))


def margin_for(dimensions: set[str]) -> Margin:
    """Return the smallest margin that knows all these dimensions."""
    return next(margin for margin in margins() if dimensions <= set(margin.dimensions))


def denominator(indicator: Indicator) -> str:
    """Name the cube column that counts an indicator's denominator."""
    return f"{indicator.denominator}{_window_name(indicator)}"


def numerator(indicator: Indicator) -> str:
    """Name the cube column that counts an indicator's numerator."""
    if indicator.kind in ("ratio", "count"):
        return f"{indicator.numerator}{_window_name(indicator)}"
    return f"{denominator(indicator)}__{indicator.numerator}"


def _window_name(indicator: Indicator) -> str:
    return "" if indicator.window is None else f"_{indicator.window[0]}_{indicator.window[1]}"


def _condition(indicator: Indicator, *flags: str) -> str:
    window = () if indicator.window is None else (f"months BETWEEN {indicator.window[0]} AND {indicator.window[1]}",)
    return " AND ".join((*flags, *window))


def measures() -> dict[str, str]:
    """Return cube column → condition on the facts; the numerator counts only within its denominator."""
    columns: dict[str, str] = {}
    for indicator in INDICATORS.values():
        nested = () if indicator.kind in ("ratio", "count") else (indicator.denominator,)
        columns[denominator(indicator)] = _condition(indicator, indicator.denominator)
        columns[numerator(indicator)] = _condition(indicator, *nested, indicator.numerator)
        if indicator.population:
            columns[indicator.population] = indicator.population
    return columns


def statements(columns: Mapping[str, Collection[str]], filled: Collection[str]) -> Iterator[str]:
    """Yield the statements that build the cube and its margins, in order.

    Every source has sums of its own, so that none carries columns it cannot fill.

    Args:
        columns: the columns each mart of `SOURCES` has.
        filled: the marts with rows.

    Raises:
        UnknownFlagError: an indicator names a flag that no mart has.
    """
    _check_flags(columns)
    for source in SOURCES:
        per_wave = waved(columns[source])
        known = {name: condition for name, condition in measures().items() if knows(columns[source], condition)}
        known |= {flag: flag for _, _, flag in per_wave}
        sums = f"{source}_wide" if per_wave else source
        cells = _cells(source, columns[source], known)
        yield from _sums(sums, cells, (), ("n", *known), is_filled=source in filled)
        if per_wave:
            yield from (f"CREATE VIEW {each.table(source)} AS\n{_lengthen(each, sums, per_wave)}" for each in margins())
    has_durations = any(_gives_durations(columns[source]) for source in filled)
    cells = UNION.join(_durations(columns))
    yield from _sums(DURATIONS, cells, ("indicator", "months"), ("events", "censored"), is_filled=has_durations)


def _sums(base: str, cells: str, groups: Sequence[str], columns: Sequence[str], *, is_filled: bool) -> Iterator[str]:
    """Make the fine cube of one source and its margins; over nothing, margins are views and cost nothing."""
    fine, form = margins()[-1].table(base), "TABLE" if is_filled else "VIEW"
    yield f"CREATE TABLE {fine} AS\n{cells}" + ("" if is_filled else "\nWITH NO DATA")
    for margin in reversed(margins()[:-1]):
        summed = _sum_up(f"{base}_by_{margin.of}", (*margin.dimensions, *groups), columns)
        yield f"CREATE {form} {margin.table(base)} AS\n{summed}"


def waved(columns: Collection[str]) -> list[tuple[str, str, str]]:
    """Return (measure, wave, flag) of the flags a mart keeps per wave, in one row instead of one row a wave."""
    flags = [(measure, wave, f"{measure}_{wave}") for measure in measures() for wave in VOCABULARIES["wave"]]
    return [flag for flag in flags if flag[2] in columns]


def _lengthen(margin: Margin, sums: str, per_wave: Sequence[tuple[str, str, str]]) -> str:
    kept = ", ".join(name for name in margin.dimensions if name != "wave")
    table = margin.table(sums)
    waves = [
        f"SELECT {kept}, {wave} AS wave, {flag} AS {measure} FROM {table} WHERE {flag} > 0"
        for measure, wave, flag in per_wave
    ]
    return UNION.join([f"SELECT * EXCLUDE ({', '.join(flag for _, _, flag in per_wave)}) FROM {table}", *waves])


def _check_flags(columns: Mapping[str, Collection[str]]) -> None:
    held = {name for names in columns.values() for name in names}
    held |= {measure for names in columns.values() for measure, _, _ in waved(names)}
    used = {flag for condition in measures().values() for flag in FLAG.findall(condition)}
    if missing := sorted(used - held):
        raise UnknownFlagError(missing)


def _gives_durations(columns: Collection[str]) -> bool:
    return any(item.kind == "median" and knows(columns, item.denominator) for item in INDICATORS.values())


def _cells(source: str, columns: Collection[str], known: Mapping[str, str]) -> str:
    """Sum one mart over the dimensions."""
    sums = "".join(
        f",\n    coalesce(sum(n) FILTER (WHERE {condition}), 0)::INTEGER AS {column}"
        for column, condition in known.items()
    )
    kept = ", ".join(DIMENSIONS)
    return f"SELECT {kept}, sum(n)::INTEGER AS n{sums}\nFROM {grouped(source, columns)}\nGROUP BY {kept}"


def _durations(columns: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Count events and censored cases by month for every median of the catalogue."""
    kept = ", ".join(DIMENSIONS)
    for indicator in INDICATORS.values():
        for source in SOURCES:
            if indicator.kind == "median" and knows(columns[source], indicator.denominator):
                yield (
                    f"SELECT {kept}, '{indicator.id}' AS indicator, {indicator.duration} AS months,\n"
                    f"    coalesce(sum(n) FILTER (WHERE {indicator.numerator}), 0)::INTEGER AS events,\n"
                    f"    coalesce(sum(n) FILTER (WHERE NOT {indicator.numerator}), 0)::INTEGER AS censored\n"
                    f"FROM {grouped(source, columns[source])}\nWHERE {_condition(indicator, indicator.denominator)}\n"
                    f"GROUP BY {kept}, {indicator.duration}"
                )


def grouped(source: str, columns: Collection[str]) -> str:
    """Give a mart every dimension: unknown where a row or the whole source does not say."""
    dimensions = {name: f"coalesce(mart.{name}, 'unknown')" if name in columns else "'unknown'" for name in DIMENSIONS}
    dimensions |= {
        "year": "mart.year",
        "wave": "mart.wave" if "wave" in columns else "NULL::INTEGER",
        "field": "coalesce(profession.field_code, 'unknown')",
    }
    expressions = ", ".join(f"{expression} AS {name}" for name, expression in dimensions.items())
    own = ", ".join(name for name in DIMENSIONS if name in columns)
    return (
        f"(SELECT {expressions}, mart.* EXCLUDE ({own}) FROM {source} AS mart\n"
        "    LEFT JOIN ref_professions AS profession ON profession.profession_code = mart.profession)"
    )


def knows(columns: Collection[str], condition: str) -> bool:
    """Tell whether a mart has every flag a condition names."""
    return all(word in columns for word in FLAG.findall(condition))


def _sum_up(source: str, kept: Sequence[str], columns: Sequence[str]) -> str:
    names = ", ".join(kept)
    sums = ", ".join(f"sum({column})::INTEGER AS {column}" for column in columns)
    return f"SELECT {names}, {sums}\nFROM {source}\nGROUP BY {names}"


def condition(where: Mapping[str, Sequence[str]]) -> tuple[str, list[str]]:
    """Write filters as a condition on a margin, with the codes to bind."""
    parts = [f"{dimension}::VARCHAR IN ({', '.join('?' for _ in codes)})" for dimension, codes in where.items()]
    return " AND ".join(["true", *parts]), [code for codes in where.values() for code in codes]
