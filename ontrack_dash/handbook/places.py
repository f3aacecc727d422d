"""What stands in braces in the text of the handbook: names and numbers, taken from where the product keeps them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ontrack_dash import planning, tracking
from ontrack_dash.catalogue import INDICATORS, RULES, reported_cohort
from ontrack_dash.fields import LAYOUTS, load_definition
from ontrack_dash.handbook.model import InvalidHandbook
from ontrack_dash.i18n import EN_DASH, Words
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.stats import precision
from ontrack_dash.stats.intervals import wilson

DEFINITION: Mapping[str, Any] = load_definition("handbook")
EXAMPLE: Mapping[str, int] = DEFINITION["example"] | {
    # In work if all of whom it is not known are.
    "most": DEFINITION["example"]["employed"] + DEFINITION["example"]["completers"] - DEFINITION["example"]["known"]
}
LEVEL: float = RULES["precision"]["level"]
PLACE = re.compile(r"\{(\w+)(?::([^{}]+))?\}")

Filler = Callable[[Words, str], str]


def fill(text: str, words: Words) -> str:
    """Return a text with every place filled.

    Raises:
        InvalidHandbook: no such place, or it names something there is not.
    """
    return PLACE.sub(lambda found: _filled(found, words), text)


def _filled(found: re.Match[str], words: Words) -> str:
    try:
        return PLACES[found[1]](words, found[2] or "")
    except (KeyError, ValueError) as error:
        raise InvalidHandbook(f"nothing to put in the place of {found[0]}") from error


def write_width(words: Words, half: float) -> str:
    """Write half of an interval in points."""
    return words.points(half, 0).lstrip("+")


def _named(prefix: str, known: Mapping[str, Any] | None = None, part: str = "") -> Filler:
    """Return what writes the name of a thing in quotation marks."""

    def write(words: Words, name: str) -> str:
        if known is not None and name not in known:
            raise KeyError(name)
        return words.t("handbook.quoted", text=words.t(f"{prefix}{name}{part}"))

    return write


def _rule(name: str) -> Any:
    table, key = name.split(".")
    return RULES[table][key]


def _counts(argument: str) -> list[int]:
    """Read numbers between slashes; a name stands for that number of the example."""
    return [EXAMPLE.get(part) or int(part) for part in argument.split("/")]


def _interval(words: Words, argument: str) -> str:
    successes, n, *population = _counts(argument)
    return words.interval(*wilson(successes, n, LEVEL, *population))


def _share(words: Words, argument: str) -> str:
    part, whole = _counts(argument)
    return words.percent(part / whole, 0)


def _width(words: Words, argument: str) -> str:
    n, *population = _counts(argument)
    half = precision.half_width(n, level=LEVEL, population=population[0] if population else None)
    return write_width(words, half)


def _needed(words: Words, argument: str) -> str:
    width, _, population = argument.partition("/")
    return words.number(precision.answers_needed(float(width), LEVEL, *(_counts(population) if population else ())))


def _window(_: Words, name: str) -> str:
    window = INDICATORS[name].window
    if window is None:
        raise ValueError(name)
    return EN_DASH.join(map(str, window))


def _reminder(words: Words, number: str) -> str:
    return words.number(RULES["invitations"]["reminder_days"][int(number) - 1])


def _break(_: Words, _argument: str) -> str:
    return ", ".join(map(str, RULES["years"]["series_breaks"]))


def _hours(words: Words, argument: str) -> str:
    """Write the hours a cohort takes, or those of one task: „persons/task“."""
    persons, _, task = argument.partition("/")
    (completers,) = _counts(persons)
    hours = planning.hours(completers)
    return words.number(hours[task] if task else sum(hours.values()), 0)


def _report(_: Words, argument: str) -> str:
    """Write the year of the report the figure of a cohort belongs into: „indicator/cohort“."""
    name, _slash, cohort = argument.partition("/")
    return str(planning.report_of(INDICATORS[name], int(cohort)))


def _due(words: Words, name: str) -> str:
    """Write the day by which the figure of the example's cohort is filed."""
    return words.date(planning.due(planning.report_of(INDICATORS[name], EXAMPLE["cohort"])))


def _cohort(_: Words, name: str) -> str:
    """Write the cohort of the example, or the one whose figure belongs into the report of that year."""
    return str(reported_cohort(INDICATORS[name], EXAMPLE["cohort"]) if name else EXAMPLE["cohort"])


def _mailing(words: Words, argument: str) -> str:
    """Write the day one half of the example's cohort is invited in a wave: „wave/half“."""
    wave, half = _counts(argument)
    return words.date(planning.mailing(wave, *planning.halves(EXAMPLE["cohort"])[half - 1]).invitation)


def _mapped(words: Words, name: str) -> str:
    return words.number(float(tracking.mapping().set_index("finding")["value"][name]))


def _outcome(words: Words, name: str) -> str:
    return words.percent(float(tracking.outcomes().set_index("measure")["value"][name]), 0)


PLACES: Mapping[str, Filler] = {
    # Names.
    "page": _named("page.", part=".title"),
    "indicator": _named("indicator.", INDICATORS, ".name"),
    "instrument": _named("instrument.", INSTRUMENTS, ".name"),
    "tool": _named("pilot_tool."),
    "letter": _named("letter.", part=".title"),
    "file": _named("file_kind.", LAYOUTS),
    "word": _named(""),
    # Numbers of the product.
    "minutes": lambda words, name: words.number(INSTRUMENTS[name].minutes),
    "questions": lambda words, name: words.number(len(INSTRUMENTS[name].asked)),
    "window": _window,
    "rule": lambda words, name: words.number(_rule(name)),
    "percent": lambda words, name: words.percent(_rule(name), 0),
    "points": lambda words, name: write_width(words, _rule(name)),
    # Numbers worked out.
    "interval": _interval,
    "share": _share,
    "width": _width,
    "needed": _needed,
    "example": lambda words, name: words.number(EXAMPLE[name]),
    "hours": _hours,
    "reminder": _reminder,
    "break": _break,
    "cohort": _cohort,
    "report": _report,
    "due": _due,
    "mailing": _mailing,
    "day": lambda words, day: words.date(date.fromisoformat(day)),
    # Figures of others.
    "target": lambda words, dataset: words.percent(tracking.target(dataset).value, 0),
    "mapped": _mapped,
    "outcome": _outcome,
}
