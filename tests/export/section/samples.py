"""A section made by hand: every state, long names, text that looks like XML, a template or a formula."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from ontrack_dash.export.about import About
from ontrack_dash.section.model import Dot, Finding, Gap, Part, Section, Table, Written
from ontrack_dash.store.authored import Measure
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import PUBLIC, Viewer

LICENCE, YEAR = "9999120001", 2025
HOSTILE = "<w:p/> {{ 7 * 7 }} {% raw %} #strong[x] $x$ \\ & \x00\x0b\ud800 ]]>"
LONG_NAME = " ".join(["Център за професионално обучение към сдружение „Учене през целия живот“"] * 5)[:300]
ABOUT = About(
    filters=(("Център (ЦПО)", "Примерен ЦПО"), ("Година", "2025")),
    viewer="Център (ЦПО)",
    data_date=date(2026, 1, 20),
    build="7",
    is_demo=False,
    source="Реализация на завършилите професионално обучение",
)
MEASURE = Measure(
    2025,
    "Дялът на работещите по професията е под очакваното.",
    "Срещи с работодатели преди практиката на всеки курс.",
    "И. Иванова",
    date(2026, 9, 30),
    "do",
    "in_field_rate",
    "",
)
OWN = f"Центърът работи с двадесет и шест работодатели.\nПрез годината:\t{HOSTILE}"


def build(data: Path) -> Build:
    """Name a build that was never made."""
    path = data / "builds" / "build-00007.duckdb"
    return Build(7, path, None, datetime(2026, 1, 20, 12, 0, tzinfo=UTC), is_demo=False)


def _estimate(indicator: str, n: int | None, *numbers: float | None, status: str = "value") -> dict[str, object]:
    value, low, high, benchmark = numbers or (None, None, None, None)
    return {
        "indicator": indicator, "cohort": 2024, "n": n, "value": value, "low": low, "high": high,
        "benchmark": benchmark, "population": None if n is None else n + 40, "status": status, "is_small": n == 8,
    }  # fmt: skip


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    counted = {name: "Int64" for name in ("n", "population", "own", "filed") if name in frame}
    numbers = {name: float for name in ("value", "low", "high", "benchmark") if name in frame}
    return frame.astype({**counted, **numbers})


def measured() -> pd.DataFrame:
    """Return every state once: value, imprecise, protected, no data, and a median."""
    rows = [
        {**_estimate("completion_rate", 240, 0.9125, 0.87, 0.942, 0.88), "cohort": 2025},
        _estimate("employed_rate", 96, 0.6523, 0.553, 0.74, 0.61),
        _estimate("in_field_rate", 8, 0.5, 0.215, 0.785, 0.55, status="imprecise"),
        _estimate("further_education_rate", None, status="protected"),
        {**_estimate("placement_rate", None, status="no_data"), "cohort": 2023},
        _estimate("time_to_job", 60, 2.5, 2.0, 3.0, 3.0),
    ]
    worked = {
        "standing": ["within", "above", "", "", "", ""],
        "expected": [0.9, 0.55, 0.52, None, None, None],
        "difference": [0.0125, 0.1023, -0.02, None, None, None],
        "difference_low": [-0.03, 0.01, -0.3, None, None, None],
        "difference_high": [0.05, 0.19, 0.26, None, None, None],
        "change": [0.02, -0.05, None, None, None, None],
        "change_low": [-0.01, -0.15, None, None, None, None],
        "change_high": [0.05, 0.05, None, None, None, None],
        "previous_year": [2024, 2023, None, None, None, None],
        "response": [None, 0.42, 0.42, None, None, 0.42],
    }
    return _frame(rows).assign(**worked)


def counts() -> pd.DataFrame:
    """Return the eight counts: alike, different, own unknown, filed unknown."""
    rows = [
        ("filed_full", "document_year", 210, 210, True),
        ("filed_part", "document_year", 32, 30, False),
        ("filed_validation", "document_year", 0, 0, True),
        ("filed_validation_part", "document_year", None, 4, None),
        ("filed_legal", "document_year", None, None, None),
        ("filed_continuing", "course_end_next", None, 18, None),
        ("filed_failed", "course_end", None, 3, None),
        ("filed_withdrawn", "course_end", None, 12, None),
    ]
    names = ("count", "basis", "own", "filed", "agrees")
    made = [dict(zip(names, row, strict=True)) for row in rows]
    shown = {None: "no_data"}
    return _frame([{**row, **{f"{of}_status": shown.get(row[of], "value") for of in ("own", "filed")}} for row in made])


def section(data: Path, *, viewer: Viewer | None = None, **changes: object) -> Section:
    """Return the facts of one centre."""
    professions = [
        {**_estimate("employed_rate", 50, 0.7, 0.56, 0.81, 0.6), "profession": "811010"},
        {**_estimate("employed_rate", None, status="protected"), "profession": "815010"},
    ]
    employers = [_estimate("employer_satisfaction_rate", 14, 0.857, 0.6, 0.96, 0.8, status="imprecise")]
    response = [{**_estimate("answered", 96, 96.0, None, None, None), "wave": "1"}]
    progress = pd.DataFrame(
        [[0, "in_field_rate", 2023, 0.48, "value", 2024, 0.5, "imprecise"]],
        columns=[
            *("measure", "indicator", "before_year", "before", "before_status"),
            *("after_year", "after", "after_status"),
        ],
    )
    facts: dict[str, object] = {
        "build": build(data), "licence": LICENCE, "year": YEAR, "viewer": viewer or Viewer("centre", LICENCE),
        "name": LONG_NAME, "settlement": "гр. Велико Търново", "oblast": "VTR", "counts": counts(),
        "measured": measured(), "professions": _frame(professions), "employers": _frame(employers),
        "response": _frame(response), "progress": progress,
        "findings": (Finding("above", "employed_rate", {"value": 0.6523, "n": 96}),),
        "gaps": (Gap("no_wave_2", {"cohort": 2023}),), "texts": {"analysis": OWN}, "measures": (MEASURE,),
    }  # fmt: skip
    return Section(**{**facts, **changes})  # type: ignore[arg-type]


def public_section(data: Path) -> Section:
    """Return what others may see: no own words."""
    return section(data, viewer=PUBLIC, texts={}, measures=())


DOTS = (
    Dot("Завършили обучението с документ", 0.9125, 0.87, 0.942, 0.88, "91,3 %", is_imprecise=False),
    Dot("Работещи една година след завършването", 0.6523, 0.553, 0.74, 0.61, "65,2 %", is_imprecise=False),
    Dot("Работещи по придобитата професия или в нейното направление", 0.5, 0.215, 0.785, 0.55, "(50,0 %)*", True),
    Dot("Продължили обучението си", 0.0, 0.0, 0.04, None, "0,0 %", is_imprecise=False),
)
ROWS = (
    ("Завършили обучението с документ", "2025", "91,3 %", "87–94 %", "240", "88,0 %", "+2,0 пункта"),
    ("Работещи една година след завършването", "2024", "65,2 %", "55–74 %", "96", "61,0 %", "−5,0 пункта"),
    ("Работещи по придобитата професия или в нейното направление", "2024", "(50,0 %)*", "22–79 %", "8", "55,0 %", ""),
    ("Продължили обучението си", "2024", "защитена стойност", "", "", "", ""),
    ("С реализация две години след завършването", "2023", "няма данни", "", "", "", ""),
)
HEADER = ("Показател", "Випуск", "Стойност", "Интервал (95 %)", "Брой лица", "Сравнителна база", "Изменение")
COUNT_NAMES = (
    "придобили степен на професионална квалификация",
    "придобили професионална квалификация по част от професията",
    "придобили степен на професионална квалификация чрез валидиране",
    "придобили професионална квалификация по част от професията чрез валидиране",
    "получили правоспособност",
    "продължаващи професионално обучение през следващата година",
    "незавършили успешно професионалното обучение",
    "отказали се от започнатото професионално обучение",
)


def written(lang: str = "bg", mark: str = "") -> Written:
    """Return the same section in words; the words stay Bulgarian, only the language differs."""
    numbers = (False, True, True, True, True, True, True)
    count_rows = tuple((name, "година на документа", "210", "210", "съвпада") for name in COUNT_NAMES)
    professions = tuple(
        (f"{place}. Монтьор на селскостопанска техника и стопанин", "2024", "70,0 %", "56–81 %", "50", "60,0 %")
        for place in range(1, 41)
    )
    lead = "От 96 отговорили 65,2 % работят една година след завършването (вероятно между 55 и 74 %)."
    parts = (
        Part("summary", "Накратко", (lead, "Стойностите в скоби са от малка извадка.")),
        Part(
            "counts",
            "Осемте броя от доклада за самооценяване",
            ("Броят се по датата на документа, а последните три – по края на курса.",),
            table=Table(
                "Осемте броя",
                ("Индикатор", "Година по", "Във внесените данни", "Подадени в ИС на НАПОО", "Сравнение"),
                count_rows,
                (False, False, True, True, False),
                "Числата с различна годишна основа не се събират.",
            ),
        ),
        Part(
            "measured",
            "Измерената реализация",
            (),
            table=Table("Показатели", HEADER, ROWS, numbers, "* Малък брой лица: за вътрешно ползване."),
        ),
        Part("findings", "Изводи", (), (f"Над очакваното: {lead}", "В рамките на очакваното: завършилите.")),
        Part("professions", "По професии", (), table=Table("По професии", HEADER[:6], professions, numbers[:6])),
        Part("gaps", "Какво липсва", (), ("Няма отговори от вълна 2. Поканете випуск 2023.",)),
        Part("own", "Анализ на центъра", tuple(OWN.split("\n"))),
        Part(
            "measures",
            "Мерки за подобряване",
            table=Table(
                "Мерки",
                ("Извод", "Мярка", "Отговорник", "Срок", "Етап"),
                ((MEASURE.finding, MEASURE.measure, MEASURE.owner, "30.09.2026", "изпълнение"),),
                (False,) * 5,
            ),
        ),
        Part("definitions", "Определения", (), ("Работещи: отговорилите, които работят, сред отговорилите.",)),
    )
    return Written(
        lang=lang,
        title="Реализация на лицата, придобили професионална квалификация",
        subtitle=f"{LONG_NAME}, доклад за 2025 г.",
        mark=mark,
        facts=(
            ("Център", LONG_NAME),
            ("Лицензия", LICENCE),
            ("Населено място", "гр. Велико Търново, област Велико Търново"),
            ("Данни към", "20.01.2026"),
        ),
        parts=parts,
        chart_title="Показателите на центъра до сравнителната база",
        chart_alt="Точки с линии на интервалите: завършили 91,3 %, работещи 65,2 %.",
        chart_legend="Точката е стойността, линията – 95 % интервал, чертата – сравнителната база.",
        dots=DOTS,
        footer="Изготвено с „Реализация на завършилите професионално обучение“ · версия 7 · 20.01.2026",
    )


def _zip_of_nothing() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("note.txt", "nothing")
    return stream.getvalue()


NO_DOCUMENT = _zip_of_nothing()
