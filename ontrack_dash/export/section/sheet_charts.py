"""Charts of a section that Excel draws itself: only from cells of figures that are shown."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.data_source import NumDataSource, NumRef
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.catalogue import INDICATORS
from ontrack_dash.estimating import SHARES
from ontrack_dash.export.cells import put_at
from ontrack_dash.export.section.chart import colours
from ontrack_dash.export.workbook import BOLD, FORMATS, NARROW, WIDE, WRAPPED
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Section
from ontrack_dash.written import SHOWN

WIDTH_CM, HEIGHT_CM, HEIGHT_ROWS, BESIDE = 24, 11, 24, "H"
# More groups than these no chart can name; the tables have them all.
MOST = 15
LINE_EMU = 19050
# Symbol, size, line and fill of value, imprecise value and benchmark. Not every program draws the outline of a
# hollow dot, so what is imprecise is pale.
MARKS: tuple[tuple[Literal["circle", "dash"], int, str, str], ...] = (
    ("circle", 9, "this", "this"), ("circle", 9, "this", "pale"), ("dash", 14, "ink", "ink"),
)  # fmt: skip

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Cells:
    """The cells of one chart: a label and numbers each row; `first` and `last` are rows of the sheet."""

    page: Worksheet
    first: int
    last: int

    def column(self, place: int) -> Reference:
        """Return the numbers of a column without its header."""
        return Reference(self.page, min_col=place, min_row=self.first, max_row=self.last)

    def address(self, place: int) -> str:
        """Return the same as a formula."""
        letter = get_column_letter(place)
        return f"{quote_sheetname(self.page.title)}!${letter}${self.first}:${letter}${self.last}"


def add(page: Worksheet, section: Section, words: Words) -> None:
    """Fill a sheet with charts, each to the right of its cells; one figure alone needs none."""
    page.column_dimensions["A"].width = WIDE
    for column in "BCDEF":
        page.column_dimensions[column].width = NARROW
    row = 1
    for title, frame, label in (_measured(section, words), _professions(section, words)):
        if len(frame) > 1:
            row = _add_dots(page, row, title, frame, label, words)
    counted = _shown(section.response, ("count",))
    if not counted.empty:
        _add_bars(page, row, counted, words)


def _measured(section: Section, words: Words) -> tuple[str, pd.DataFrame, Sequence[str]]:
    frame = _shown(section.measured, SHARES)
    labels = [words.t(f"indicator.{name}.short") for name in frame["indicator"]]
    return words.t("export.section.sheet.measured"), frame, labels


def _professions(section: Section, words: Words) -> tuple[str, pd.DataFrame, Sequence[str]]:
    """Return the first indicator by profession, of the professions with most persons."""
    frame = _shown(section.professions, SHARES)
    if frame.empty:
        return "", frame, ()
    indicator = str(frame["indicator"].iloc[0])
    frame = frame[frame["indicator"] == indicator].nlargest(MOST, "n")
    labels = [words.label("profession", code) for code in frame["profession"]]
    return f"{words.t(f'indicator.{indicator}.name')} {words.t('ui.by.profession')}", frame, labels


def _shown(frame: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    if frame.empty:
        return frame
    wanted = [INDICATORS[name].kind in kinds for name in frame["indicator"]]
    return frame[frame["status"].isin(SHOWN) & pd.Series(wanted, index=frame.index)]


def _add_dots(page: Worksheet, row: int, title: str, frame: pd.DataFrame, labels: Sequence[str], words: Words) -> int:
    """Draw dots with interval lines, pale where imprecise, and a dash for the benchmark."""
    beside = "section.measured.column.against" if "against" in frame else "app.benchmark"
    names = ("app.value", "status.imprecise", beside, *(f"export.section.column.{name}" for name in ("below", "above")))
    rows = [(label, *_dot(given)) for label, given in zip(labels, frame.to_dict("records"), strict=True)]
    cells = _put(page, row, [words.t(name) for name in names], rows, FORMATS["share"])
    chart = LineChart()
    for place, (symbol, size, line, fill) in enumerate(MARKS, start=2):
        series = _series(cells, place)
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        series.marker = Marker(symbol, size, _paint(line, fill))
        series.smooth = False
        if symbol == "circle":
            series.errBars = _interval(cells)
        chart.append(series)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 0, 1, 0.25
    chart.y_axis.number_format = "0%"
    return _place(page, row, chart, cells, title, len(rows))


def _dot(row: Row) -> tuple[float | None, ...]:
    value, is_imprecise = row["value"], row["status"] == "imprecise"
    beside = row["expected"] if row.get("against") == "mix" else row["benchmark"]
    benchmark = None if math.isnan(beside) else beside
    sure, unsure = (None, value) if is_imprecise else (value, None)
    return sure, unsure, benchmark, value - row["low"], row["high"] - value


def _add_bars(page: Worksheet, row: int, counted: pd.DataFrame, words: Words) -> None:
    """Draw how many persons were left at each step from completion to answer, a series each wave and cohort."""
    groups = list(dict.fromkeys(zip(counted["wave"], counted["cohort"], strict=True)))
    found = {(row["indicator"], row["wave"], row["cohort"]): row["n"] for row in counted.to_dict("records")}
    steps = list(dict.fromkeys(counted["indicator"]))
    rows = [(words.t(f"indicator.{step}.name"), *(found.get((step, *group)) for group in groups)) for step in steps]
    headers = [f"{words.label('wave', str(wave))}, {words.t('app.cohort', year=cohort)}" for wave, cohort in groups]
    cells = _put(page, row, headers, rows, FORMATS["count"])
    chart = BarChart()
    for place in range(2, len(groups) + 2):
        series = _series(cells, place)
        series.graphicalProperties = _paint("this" if place == 2 else "muted", "this" if place == 2 else "muted")
        chart.append(series)
    chart.y_axis.scaling.min, chart.y_axis.number_format = 0, FORMATS["count"]
    _place(page, row, chart, cells, words.t("ui.response"), len(rows))


def _put(page: Worksheet, row: int, headers: Sequence[str], rows: Sequence[Sequence[object]], stands: str) -> Cells:
    for column, header in enumerate(headers, start=2):
        cell = put_at(page, row, column, header)
        cell.font, cell.alignment = BOLD, WRAPPED
    for number, values in enumerate(rows, start=row + 1):
        for column, value in enumerate(values, start=1):
            cell = put_at(page, number, column, value)
            if column > 1:
                cell.number_format = stands
    return Cells(page, row + 1, row + len(rows))


def _series(cells: Cells, place: int) -> Series:
    named = Reference(cells.page, min_col=place, min_row=cells.first - 1, max_row=cells.last)
    series: Series = SeriesFactory(named, title_from_data=True)
    return series


def _paint(line: str, fill: str) -> GraphicalProperties:
    colour, inside = (colours()[name].removeprefix("#") for name in (line, fill))
    return GraphicalProperties(solidFill=inside, ln=LineProperties(solidFill=colour, w=LINE_EMU))


def _interval(cells: Cells) -> ErrorBars:
    below, above = (NumDataSource(numRef=NumRef(f=cells.address(place))) for place in (5, 6))
    bars = ErrorBars(errDir="y", errBarType="both", errValType="cust", minus=below, plus=above, noEndCap=True)
    bars.spPr = GraphicalProperties(ln=LineProperties(solidFill=colours()["this"].removeprefix("#"), w=LINE_EMU))
    return bars


def _place(page: Worksheet, row: int, chart: LineChart | BarChart, cells: Cells, title: str, count: int) -> int:
    """Finish a chart, put it beside its cells and return the row where the next one may begin."""
    chart.set_categories(cells.column(1))
    chart.title, chart.width, chart.height = title, WIDTH_CM, HEIGHT_CM
    chart.legend = Legend(legendPos="b")
    # Axes made by openpyxl are hidden unless told otherwise.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.display_blanks = "gap"
    page.add_chart(chart, f"{BESIDE}{row}")
    return row + max(HEIGHT_ROWS, count + 3)
