"""Decks made by hand: one slide of each kind, with the longest words there are, in both languages."""

from datetime import date

from ontrack_dash.i18n import Words
from ontrack_dash.slides.model import MOST_ROWS, Axis, Chart, Curve, Deck, Level, Mark, Series, Slide

LONG = {
    "bg": (
        "Машинен оператор в производството на безалкохолни напитки",
        "Електротехник",
        "Оператор в производството на хляб и хлебни изделия",
        "Здравни грижи и социална работа с лица с увреждания",
        "Строителство",
    ),
    "en": (
        "Machine operator in the production of non-alcoholic drinks",
        "Electrician",
        "Operator in the production of bread and bakery products",
        "Health care and social work with people with disabilities",
        "Construction",
    ),
}
HEADLINE = {
    "bg": "От 1 240 отговорили 67,4 % работят една година след обучението; с 3 пункта над сравнимите професии",
    "en": "Of 1,240 who answered, 67.4% work a year after the training; 3 points above comparable professions",
}
CAUTION = {
    "bg": "Отговорили са 31 от 100; разликата между центровете с под 30 души може да е случайна.",
    "en": "31 of 100 answered; differences between centres with fewer than 30 people may be chance.",
}
BASIS = {"bg": "1 240 души, завършили през 2024 г.", "en": "1,240 people who completed in 2024."}
SOURCE = {
    "bg": "Проследяване на завършилите; данни към 31.01.2026; версия 42",
    "en": "Graduate tracking; data as of 31 Jan 2026; version 42",
}
OBLASTI = (
    "VID", "MON", "VRC", "PVN", "VTR", "RSE", "RAZ", "SLS", "DOB", "LOV", "GAB", "TGV", "SHU", "VAR", "PER", "SOF",
    "SFO", "SZR", "SLV", "JAM", "BGS", "KNL", "PAZ", "PDV", "HKV", "BLG", "SML", "KRZ",
)  # fmt: skip
PLACES = (
    *((0, column) for column in range(9)),
    (1, 3), (1, 4), (1, 6), (1, 7), (1, 8), (2, 0), (2, 1), (2, 2), (2, 5), (2, 6), (2, 7), (2, 8),
    (3, 0), (3, 2), (3, 3), (3, 5), (4, 1), (4, 3), (4, 4),
)  # fmt: skip
PERCENT = (0.0, 0.25, 0.5, 0.75, 1.0)
PARTS = {
    "bg": (
        "работят по професията", "работят друго", "самонаети", "учат", "безработни", "неактивни", "друго", "неизвестно",
    ),
    "en": (
        "work in the profession", "work elsewhere", "self-employed", "study", "unemployed", "inactive", "other",
        "unknown",
    ),
}  # fmt: skip
POINTS = {
    "bg": ("напълно несъгласни", "по-скоро несъгласни", "нито едното", "по-скоро съгласни", "напълно съгласни"),
    "en": ("strongly disagree", "rather disagree", "neither", "rather agree", "strongly agree"),
}


def deck(words: Words, *, mark: str = "") -> Deck:
    """Return a deck with one slide of each kind."""
    slides = (
        Slide("title", "", link="/"),
        *(_slide(kind, chart, words) for kind, chart in charts(words).items()),
        Slide(
            "definitions",
            HEADLINE[words.lang],
            points=(CAUTION[words.lang], HEADLINE[words.lang], BASIS[words.lang], *LONG[words.lang][:3]),
            source=SOURCE[words.lang],
        ),
        Slide("link", LONG[words.lang][2], points=(BASIS[words.lang],), link="/profession?year=2024"),
    )  # fmt: skip
    title = {"bg": "Реализация на завършилите: накратко", "en": "What became of graduates, in short"}[words.lang]
    return Deck(
        words.lang,
        title,
        SOURCE[words.lang],
        slides,
        mark=mark or words.t("app.demo_mark"),
        build=42,
        data_date=date(2026, 1, 31),
        author="НАПОО",
    )


def charts(words: Words) -> dict[str, Chart]:
    """Return charts by a name of their own, at least one of each kind."""
    long, axis, level = LONG[words.lang], percent_axis(words), (_level(words),)
    dozen = tuple(f"{row + 1}. {long[row % 5]}" for row in range(MOST_ROWS))
    return {
        "numbers": Chart("numbers", long[1:5], (Series("", numbers(words)),)),
        "dots": Chart("dots", long, (Series("", dots(words, 5)),), axis, level, legend=words.t("status.imprecise")),
        "dots of twelve": Chart("dots", dozen, (Series("", dots(words, 12)),), axis, level),
        "line": Chart("lines", years(6), (trend(words, "", 0.6, None),), axis, level),
        "lines": Chart(
            "lines", years(6), tuple(trend(words, long[i], 0.55 + 0.02 * i, i) for i in range(5)), axis, level,
            breaks=("2022",),
        ),
        "stack": Chart("stack", long, parts(words, 5)),
        "stack of one": Chart("stack", long[:1], parts(words, 1)),
        "tiles": Chart("tiles", OBLASTI, (Series("", tiles(words)),), axis, places=PLACES, legend=BASIS[words.lang]),
        "steps": Chart("steps", long[:4], (Series("", steps(words)),)),
        "funnel": funnel(words),
        "diverging": Chart("diverging", dozen[:8], scale(words, 8)),
        "table": Chart(
            "table", ("", *long[1:4]),
            cells=tuple((name, words.percent(0.5), words.number(1240), "–") for name in dozen),
        ),
    }  # fmt: skip


def percent_axis(words: Words) -> Axis:
    return Axis(0.0, 1.0, tuple((share, words.percent(share, 0)) for share in PERCENT))


def shown(words: Words, value: float, role: str = "this", label: str = "") -> Mark:
    said = words.percent(value)
    return Mark(said, "value", value, value - 0.06, value + 0.06, n=320, role=role, label=label)


def hidden(words: Words, status: str = "protected", label: str = "", role: str = "this") -> Mark:
    return Mark(words.t(f"status.{status}"), status, label=label, role=role)


def imprecise(words: Words, value: float) -> Mark:
    return Mark(f"({words.percent(value)})", "imprecise", value, value - 0.2, value + 0.2, n=14, role="others")


def numbers(words: Words) -> tuple[Mark, ...]:
    said = {
        "bg": "вероятно между 64 и 70 %; с 3 пункта над страната",
        "en": "likely between 64 and 70%; 3 points above the country",
    }
    return (
        shown(words, 0.674, label=said[words.lang]),
        Mark(words.months(3.4), "value", 3.4, label=said[words.lang]),
        hidden(words),
        shown(words, 0.31, role="look"),
    )


def dots(words: Words, many: int) -> tuple[Mark, ...]:
    made = [shown(words, 0.85 - 0.05 * row, role="this" if row == 1 else "others") for row in range(many - 2)]
    return (*made, imprecise(words, 0.4), hidden(words, role="others"))


def trend(words: Words, name: str, start: float, colour: int | None) -> Series:
    values = [shown(words, start + step) for step in (0, 0.04, 0.01, -0.03, 0.05, 0.07)]
    gap = hidden(words) if colour is None else hidden(words, "no_data")
    return Series(name, (*values[:2], gap, *values[3:]), colour)


def parts(words: Words, many: int) -> tuple[Series, ...]:
    shares = (0.34, 0.2, 0.06, 0.12, 0.1, 0.05, 0.03, 0.1)
    return tuple(
        Series(
            name,
            tuple(hidden(words) if (row, part) == (1, 2) or row == 3 else _part(words, share) for row in range(many)),
            part,
        )
        for part, (name, share) in enumerate(zip(PARTS[words.lang], shares, strict=True))
    )


def tiles(words: Words) -> tuple[Mark, ...]:
    made = [shown(words, 0.3 + 0.018 * row, label=code) for row, code in enumerate(OBLASTI[:25])]
    imprecise_one = Mark(f"({words.percent(0.4)})", "imprecise", 0.4, label=OBLASTI[25])
    return (*made, imprecise_one, hidden(words, label=OBLASTI[26]), hidden(words, "no_data", OBLASTI[27]))


def steps(words: Words) -> tuple[Mark, ...]:
    kept = {"bg": "{} от предишната стъпка", "en": "{} of the step before"}[words.lang]
    counts = (8000, 5600, 5100, 1580)
    labels = ("", *(kept.format(words.percent(share)) for share in (0.7, 0.91, 0.31)))
    return tuple(Mark(words.number(n), "value", n, label=said) for n, said in zip(counts, labels, strict=True))


def funnel(words: Words) -> Chart:
    upper = {"bg": "горна граница, 99,8 %", "en": "upper limit, 99.8%"}[words.lang]
    lower = {"bg": "долна граница, 99,8 %", "en": "lower limit, 99.8%"}[words.lang]
    persons = [10 * 1.35**step for step in range(15)]
    curves = tuple(
        Curve(name, tuple((n, 0.62 + side * 1.5 / n**0.5) for n in persons)) for name, side in ((upper, 1), (lower, -1))
    )
    usual = [Mark("", "value", 0.45 + 0.03 * ((step * 7) % 12), at=n, role="others") for step, n in enumerate(persons)]
    looks = [
        Mark("", "value", value, at=n, role="look", label=f"{n}. ЦПО „Дунав – Професии“")
        for value, n in ((0.3, 300), (0.33, 260), (0.88, 40))
    ]
    return Chart(
        "funnel", (), (Series("", (*usual, *looks)),), percent_axis(words), (_level(words),), curves,
        across=Axis(8.0, 900.0, tuple((float(n), words.number(n)) for n in (10, 30, 100, 300)), is_share=False),
    )  # fmt: skip


def scale(words: Words, many: int) -> tuple[Series, ...]:
    shares = (0.05, 0.12, 0.2, 0.38, 0.25)
    return tuple(
        Series(name, tuple(hidden(words) if row == 5 else _part(words, share) for row in range(many)))
        for name, share in zip(POINTS[words.lang], shares, strict=True)
    )


def years(many: int) -> tuple[str, ...]:
    return tuple(str(2019 + year) for year in range(many))


def _part(words: Words, share: float) -> Mark:
    return Mark(words.percent(share, 0), "value", share)


def _level(words: Words) -> Level:
    return Level({"bg": "страната 61,8 %", "en": "the country 61.8%"}[words.lang], 0.618)


def _slide(kind: str, chart: Chart, words: Words) -> Slide:
    return Slide(
        kind,
        HEADLINE[words.lang],
        chart,
        caution=CAUTION[words.lang],
        basis=BASIS[words.lang],
        source=SOURCE[words.lang],
        alt=f"{kind}: {HEADLINE[words.lang]}",
        notes=f"{CAUTION[words.lang]}\n{HEADLINE[words.lang]} {BASIS[words.lang]}",
        link="/profession?year=2024&field=481",
    )
