"""The demonstration read back: the files it wrote, and what people answered in it."""

import re
from datetime import date
from pathlib import Path

import fastexcel
import pandas as pd

from ontrack_dash.demo.story import DemoFile

TODAY = date(2026, 11, 22)
AT_WORK = ["employed", "self_employed"]


def read_cells(path: Path) -> pd.DataFrame:
    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string")
    return sheet.to_arrow().to_pandas()


def files_named(written: list[DemoFile], pattern: str) -> list[DemoFile]:
    return [file for file in written if re.fullmatch(pattern, file.path.name)]


def employed_share(answers: pd.DataFrame) -> float:
    known = answers[answers["destination"] != "unknown"]
    return float(known["destination"].isin(AT_WORK).mean())
