"""The plan as tables, the same for the screen and for every file: real values, and how each is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ontrack_dash.catalogue import RULES
from ontrack_dash.i18n import EN_DASH, Words
from ontrack_dash.plans import Event, Plan
from ontrack_dash.stats.precision import WIDEST

TEXT, DAY, COUNT, HOURS, SHARE, POINTS, EURO = "text", "day", "count", "hours", "share", "points", "euro"
NUMBERS = (COUNT, HOURS, SHARE, POINTS, EURO)
WAVES = {"graduates_1": 1, "graduates_2": 2}

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Grid:
    """One table: `columns` are header and kind, `rows` hold values; None is a number there cannot be."""

    name: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    @property
    def header(self) -> list[str]:
        """Return the names of the columns."""
        return [header for header, _ in self.columns]

    @property
    def right(self) -> list[bool]:
        """Tell which columns hold numbers."""
        return [kind in NUMBERS for _, kind in self.columns]

    def written(self, words: Words) -> list[list[str]]:
        """Return the rows as a reader of a language reads them."""
        kinds = [kind for _, kind in self.columns]
        return [[write(kind, value, words) for kind, value in zip(kinds, row, strict=True)] for row in self.rows]


def write(kind: str, value: Cell, words: Words) -> str:
    """Write one value for a reader."""
    if isinstance(value, date):
        return words.date(value)
    if value is None or isinstance(value, str):
        return EN_DASH if value is None else value
    return WRITERS[kind](words, value)


WRITERS: Mapping[str, Callable[[Words, float], str]] = {
    COUNT: lambda words, value: words.number(value),
    HOURS: lambda words, value: words.number(value, 1),
    SHARE: lambda words, value: words.percent(value, 0),
    POINTS: lambda words, value: f"± {words.signed(value).lstrip('+')}",
    EURO: lambda words, value: words.t("plan.euro", n=words.number(value, 0)),
}


def all_of(plan: Plan, words: Words) -> tuple[Grid, ...]:
    """Return every table of a plan in its order."""
    waves = tuple(plan.expected)
    return (
        dates(plan, words),
        people(plan, words),
        *(expected(plan, wave, words) for wave in waves),
        *(pooled(plan, wave, words) for wave in waves),
        effort(plan, words),
    )


def say_event(event: Event, words: Words) -> str:
    """Say what is done."""
    return words.t(f"plan.event.{event.kind}", wave=event.wave, number=event.number)


def say_group(event: Event, words: Words) -> str:
    """Say of whom an event is: those who completed between two days."""
    return words.t("plan.completed", days=_say_days(event, words))


def _say_days(event: Event, words: Words) -> str:
    return f"{words.date(event.first)} {EN_DASH} {words.date(event.last)}"


def dates(plan: Plan, words: Words) -> Grid:
    """Return what is done when, in the order of days."""
    rows = tuple((event.day, say_event(event, words), _say_days(event, words)) for event in plan.events)
    return _grid("dates", (("day", DAY), ("what", TEXT), ("whom", TEXT)), rows, words, cohort=plan.cohort)


def people(plan: Plan, words: Words) -> Grid:
    """Return whom each questionnaire goes to, how many are asked and how many will answer."""
    completers, invited = plan.numbers.completers, plan.numbers.invited
    asked = {"satisfaction": completers, "graduates_1": invited, "employers": plan.employers, "graduates_2": invited}
    rows = tuple(
        (
            words.t(f"instrument.{name}.name"),
            words.t(f"instrument.{name}.who"),
            number,
            plan.answers[WAVES[name]] if name in WAVES else None,
        )
        for name, number in asked.items()
    )
    columns = (("questionnaire", TEXT), ("who", TEXT), ("asked", COUNT), ("answers", COUNT))
    return _grid("people", columns, rows, words, completers=words.number(completers), invited=words.number(invited))


def expected(plan: Plan, wave: int, words: Words) -> Grid:
    """Return what each response rate gives; the expected one is named."""
    usual = plan.numbers.response[wave]
    rows = tuple(
        (row.rate, row.answers, row.half_width, words.t("plan.grid.expected.usual") if row.rate == usual else "")
        for row in plan.expected[wave]
    )
    columns = (("rate", SHARE), ("answers", COUNT), ("width", POINTS), ("remark", TEXT))
    return _grid("expected", columns, rows, words, wave=wave, **_precision(words))


def pooled(plan: Plan, wave: int, words: Words) -> Grid:
    """Return what putting cohorts together gives."""
    rows = tuple(
        (words.plural("plan.cohorts", row.cohorts), row.answers, row.half_width, row.answers_needed,
         words.t("app.yes" if row.is_enough else "app.no"))
        for row in plan.pooled[wave]
    )  # fmt: skip
    columns = (("cohorts", TEXT), ("answers", COUNT), ("width", POINTS), ("needed", COUNT), ("enough", TEXT))
    aim = words.points(RULES["plan"]["half_width"], 0).lstrip("+")
    return _grid("pooled", columns, rows, words, wave=wave, aim=aim, **_precision(words))


def effort(plan: Plan, words: Words) -> Grid:
    """Return hours and cost, task by task."""
    rate = plan.effort["hour_euro"]
    rows: list[tuple[Cell, ...]] = [
        (words.t(f"handbook.table.effort.{task}"), hours, hours * rate) for task, hours in plan.hours.items()
    ]
    rows.append((words.t("plan.contacts"), None, plan.contact_cost))
    rows.append((words.t("app.total"), sum(plan.hours.values()), plan.cost))
    columns = (("task", TEXT), ("hours", HOURS), ("cost", EURO))
    return _grid("effort", columns, tuple(rows), words)


def say_needed(plan: Plan, wave: int, words: Words) -> str:
    """Say how many answers and invitations the precision takes, and whether the cohort has them."""
    need = plan.needed[wave]
    said = words.t(
        "plan.needed.takes",
        wave=wave,
        aim=words.points(need.half_width, 0).lstrip("+"),
        answers=words.number(need.answers),
        completers=words.number(plan.numbers.completers),
        rate=words.percent(plan.numbers.response[wave], 0),
        invitations=words.number(need.invitations),
        invited=words.number(plan.numbers.invited),
    )
    if need.is_possible:
        return f"{said} {words.t('plan.needed.possible')}"
    if need.cohorts:
        return f"{said} {words.plural('plan.needed.pooled', need.cohorts)}"
    return f"{said} {words.t('plan.needed.never', most=words.number(RULES['comparison']['most_years']))}"


def facts(plan: Plan, words: Words) -> list[tuple[str, str]]:
    """Return what a plan was made with, as label and text."""
    numbers = plan.numbers
    return [
        *([(words.t("dimension.centre"), words.label("centre", plan.licence))] if plan.licence else []),
        (words.t("plan.cohort"), str(plan.cohort)),
        (words.t("plan.number.completers"), words.number(numbers.completers)),
        (words.t("plan.number.reachable"), words.percent(numbers.reachable, 0)),
        *(
            (words.t("plan.number.response", wave=wave), words.percent(rate, 0))
            for wave, rate in numbers.response.items()
        ),
        *((words.t(f"plan.effort.{name}"), write_effort(name, value, words)) for name, value in plan.effort.items()),
    ]


def write_effort(name: str, value: float, words: Words) -> str:
    """Write an assumption of the effort with its unit."""
    if name.endswith("_share"):
        return words.percent(value, 0)
    return words.number(value, None if value == round(value) else 2)


def say_width(half: float, words: Words) -> str:
    """Write how far to either side a share may lie, in points."""
    return f"± {words.points(half).lstrip('+')}"


def _precision(words: Words) -> Mapping[str, object]:
    return {"level": words.percent(RULES["precision"]["level"], 0), "share": words.percent(WIDEST, 0)}


def _grid(
    name: str, columns: tuple[tuple[str, str], ...], rows: tuple[tuple[Cell, ...], ...], words: Words, **said: object
) -> Grid:
    key = f"plan.grid.{name}"
    headers = tuple((words.t(f"{key}.{column}", **said), kind) for column, kind in columns)
    note = words.t(f"{key}.note", **said) if words.has(f"{key}.note") else ""
    return Grid(name, words.t(f"{key}.title", **said), headers, rows, note)
