"""The tables of the handbook that are worked out: from the catalogue, the questionnaires and the statistics."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from ontrack_dash import planning
from ontrack_dash.catalogue import INDICATORS, RULES, reported_cohort
from ontrack_dash.handbook.model import InvalidHandbook, Table
from ontrack_dash.handbook.places import DEFINITION, EXAMPLE, LEVEL, write_width
from ontrack_dash.i18n import EN_DASH, Words
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.planning import Mailing
from ontrack_dash.stats import precision
from ontrack_dash.stats.intervals import wilson

Rows = Sequence[tuple[str, ...]]
Maker = Callable[[Words], Table]


def make(name: str, words: Words) -> Table:
    """Return a table by its name.

    Raises:
        InvalidHandbook: no such table.
    """
    if name not in TABLES:
        raise InvalidHandbook(f"no such table: {name}")
    return TABLES[name](words)


def _table(name: str, header: tuple[str, ...], rows: Rows, words: Words) -> Table:
    """Put a table together: its first column names its rows, the others hold numbers where every cell begins so."""
    numbers = [
        all(row[place][:1].isdigit() or row[place] == EN_DASH for row in rows) for place in range(1, len(header))
    ]
    right = (False, *numbers)
    key = f"handbook.table.{name}"
    said = {
        "level": words.percent(LEVEL, 0),
        "share": words.percent(precision.WIDEST, 0),
        "cohort": EXAMPLE["cohort"],
        "answers": words.number(DEFINITION["pooled"]["answers"]),
    }
    notes = words.t(f"{key}.notes", **said) if words.has(f"{key}.notes") else ""
    return Table(header, tuple(rows), right, words.t(f"{key}.title", **said), notes)


def _columns(name: str, words: Words, *columns: str) -> tuple[str, ...]:
    return tuple(words.t(f"handbook.table.{name}.{column}") for column in columns)


def core(words: Words) -> Table:
    """Return the indicators to begin with: what counts, of whom, and where the number comes from."""
    rows = [
        (
            words.t(f"indicator.{name}.name"),
            words.t(f"indicator.{name}.numerator"),
            words.t(f"indicator.{name}.denominator"),
            _origin(name, words),
        )
        for name in DEFINITION["core"]
    ]
    return _table("core", _columns("core", words, "indicator", "numerator", "denominator", "origin"), rows, words)


def _origin(name: str, words: Words) -> str:
    """Name the questionnaire an indicator is asked with in its own wave, or the files it is counted from."""
    indicator = INDICATORS[name]
    if indicator.source in ("answers", "employers"):
        for asked in INSTRUMENTS.values():
            is_its_wave = indicator.source == "employers" or asked.wave == indicator.wave
            if is_its_wave and any(name in item.indicators for item in asked.items):
                return words.t(f"instrument.{asked.id}.name")
    return words.t(f"source.{indicator.source}")


def instruments(words: Words) -> Table:
    """Return the questionnaires: who answers, how many questions, how long it takes."""
    rows = [
        (
            words.t(f"instrument.{name}.name"),
            words.t(f"instrument.{name}.who"),
            words.number(len(INSTRUMENTS[name].asked)),
            words.number(INSTRUMENTS[name].minutes),
        )
        for name in DEFINITION["instruments"]
    ]
    header = _columns("instruments", words, "instrument", "who", "questions", "minutes")
    return _table("instruments", header, rows, words)


def way(words: Words) -> Table:
    """Return the four numbers of the example's cohort, and the share kept at each step."""
    numbers = [EXAMPLE[name] for name in ("completers", "reachable", "invited", "answered")]
    shares = [EN_DASH, *(words.percent(now / before, 0) for before, now in pairwise(numbers))]
    rows = [
        (words.t(f"indicator.{name}.name"), words.number(number), share, words.t(f"handbook.table.way.means_{name}"))
        for name, number, share in zip(("completers", "reachable", "invited", "answered"), numbers, shares, strict=True)
    ]
    header = _columns("way", words, "number", "persons", "share", "means")
    return _table("way", header, rows, words)


def width(words: Words) -> Table:
    """Return the interval of a share by the number of answers."""
    shares = DEFINITION["width"]["shares"]
    rows = [
        (words.number(n), *(words.interval(*wilson(share * n, n, LEVEL)) for share in shares), _half(words, n))
        for n in DEFINITION["width"]["answers"]
    ]
    measured = tuple(words.t("handbook.table.width.share", share=words.percent(share, 0)) for share in shares)
    header = (*_columns("width", words, "answers"), *measured, *_columns("width", words, "half"))
    return _table("width", header, rows, words)


def _half(words: Words, n: int) -> str:
    return write_width(words, precision.half_width(n, level=LEVEL))


def needed(words: Words) -> Table:
    """Return how many answers of a small cohort a precision takes, the known size of the cohort used."""
    widths = DEFINITION["needed"]["half_widths"]
    rows = [(words.number(size), *(_answers(size, half, words) for half in widths))
            for size in DEFINITION["needed"]["cohorts"]]  # fmt: skip
    large = (words.t("handbook.table.needed.large"), *(_answers(None, half, words) for half in widths))
    columns = tuple(words.t("handbook.table.needed.for", width=write_width(words, half)) for half in widths)
    return _table("needed", (*_columns("needed", words, "cohort"), *columns), [*rows, large], words)


def _answers(size: int | None, half: float, words: Words) -> str:
    answers = precision.answers_needed(half, LEVEL, size)
    if size is None:
        return words.number(answers)
    share = words.percent(answers / size, 0)
    return words.t("handbook.table.needed.of", answers=words.number(answers), share=share)


def pooled(words: Words) -> Table:
    """Return what putting cohorts together gives a centre with few answers a year."""
    one = DEFINITION["pooled"]["answers"]
    rows = [
        (words.number(count), words.number(one * count), words.interval(*wilson(one * count / 2, one * count, LEVEL)),
         _half(words, one * count))
        for count in range(1, RULES["comparison"]["most_years"] + 1)
    ]  # fmt: skip
    return _table("pooled", _columns("pooled", words, "cohorts", "answers", "interval", "half"), rows, words)


def dates(words: Words) -> Table:
    """Return what is done when for the two halves of the example's cohort."""
    halves = planning.halves(EXAMPLE["cohort"])
    first, second = ([planning.mailing(wave, *half) for half in halves] for wave in (1, 2))
    rows: Rows = [
        (words.t("handbook.table.dates.consent"), *(words.t("handbook.table.dates.last_day") for _ in halves)),
        (words.t("handbook.table.dates.window_1"), *(_period(one, words) for one in first)),
        *_invited(first, words),
        (words.t("handbook.table.dates.employers"), *(words.date(one.invitation) for one in first)),
        (words.t("handbook.table.dates.report_1"), *(words.date(one.filed_by) for one in first)),
        (words.t("handbook.table.dates.window_2"), *(_period(one, words) for one in second)),
        *_invited(second, words),
        (words.t("handbook.table.dates.report_2"), *(words.date(one.filed_by) for one in second)),
    ]
    ends = (
        words.t("handbook.table.dates.half", first=words.date(one), last=words.date(other)) for one, other in halves
    )
    return _table("dates", (*_columns("dates", words, "what"), *ends), rows, words)


def _period(one: Mailing, words: Words) -> str:
    return f"{words.date(one.opens)} {EN_DASH} {words.date(one.closes)}"


def _invited(mailings: list[Mailing], words: Words) -> Rows:
    wave = mailings[0].wave
    reminders = [
        (words.t("handbook.table.dates.reminder", number=number + 1),
         *(words.date(one.reminders[number]) for one in mailings))
        for number in range(len(mailings[0].reminders))
    ]  # fmt: skip
    key = f"handbook.table.dates.invitation_{wave}"
    return [(words.t(key), *(words.date(one.invitation) for one in mailings)), *reminders]


def reports(words: Words) -> Table:
    """Return which cohort each kind of figure in the report of one year is of."""
    year = EXAMPLE["cohort"] + 1
    kinds = ("completion_rate", "employed_rate", "employer_satisfaction_rate", "placement_rate")
    rows = [(words.t(f"handbook.table.reports.{name}"), str(reported_cohort(INDICATORS[name], year))) for name in kinds]
    header = (words.t("handbook.table.reports.what", year=year, day=words.date(planning.due(year))),
              words.t("handbook.table.reports.cohort"))  # fmt: skip
    return _table("reports", header, rows, words)


def effort(words: Words) -> Table:
    """Return the hours one cohort takes through both waves, task by task."""
    sizes = DEFINITION["effort"]["completers"]
    made = [planning.hours(size) for size in sizes]
    rows = [
        (words.t(f"handbook.table.effort.{task}"), *(words.number(hours[task], 1) for hours in made))
        for task in made[0]
    ]
    rows.append((words.t("app.total"), *(words.number(sum(hours.values()), 1) for hours in made)))
    columns = tuple(words.t("handbook.table.effort.completers", n=words.number(size)) for size in sizes)
    return _table("effort", (*_columns("effort", words, "task"), *columns), rows, words)


TABLES: Mapping[str, Maker] = {
    "core": core,
    "instruments": instruments,
    "way": way,
    "width": width,
    "needed": needed,
    "pooled": pooled,
    "dates": dates,
    "reports": reports,
    "effort": effort,
}
