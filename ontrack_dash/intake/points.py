"""The questions of a self-assessment: points are kept, words are dropped, what the export does to them is found."""

import json
from dataclasses import dataclass
from math import isnan

import numpy as np
import numpy.typing as npt
import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.intake.body import Body
from ontrack_dash.intake.coded import Coded, Rows
from ontrack_dash.intake.findings import Findings
from ontrack_dash.intake.headers import label
from ontrack_dash.intake.recognise import Match
from ontrack_dash.intake.values import read_decimal

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Block:
    """The answers of the reports of one file.

    `first`: the first question's column as people see it. `is_blank`: reports without any answer. `labels`, `points`:
    of the scored questions, as printed; NaN where a cell is empty.
    """

    first: str | None
    is_blank: Rows
    labels: dict[str, str]
    points: dict[str, Points]

    def to_json(self) -> pd.Series:
        """Return question → points of each report as JSON text, the questions in the order of the file."""
        questions = list(self.points)
        table = np.column_stack([np.empty((len(self.is_blank), 0)), *self.points.values()])
        rows = [
            {question: _plain(number) for question, number in zip(questions, numbers, strict=True) if not isnan(number)}
            for numbers in table.tolist()
        ]
        return pd.Series([json.dumps(row, ensure_ascii=False) for row in rows], dtype="string")


def take_block(body: Body, match: Match, findings: Findings) -> tuple[Body, Block]:
    """Take the questions of a self-assessment apart: points stay in the body, answers in words leave it.

    A column of numbers and empty cells holds points; one with anything else, a number too large for points among it,
    holds words, which nobody stores.
    """
    columns, labels, points = dict(body.columns), {}, {}
    is_blank: Rows = np.full(len(body.numbers), bool(match.questions))
    for at, question in match.questions.items():
        is_blank &= body.columns[at].is_empty
        read = _read_points(body.columns[at])
        if read is None:
            del columns[at]
            findings.add("column_text", column=label(at, question))
        elif not np.isnan(read).all():
            labels[question], points[question] = label(at, question), read
    places = sorted(match.questions)
    if places and places[-1] + 1 == RULES["points"]["most_columns"]:
        findings.add("questions_cut", column=label(places[-1], match.questions[places[-1]]))
    first = label(places[0], match.questions[places[0]]) if places else None
    return Body(body.numbers, columns), Block(first, is_blank, labels, points)


def _read_points(column: Coded) -> Points | None:
    numbers = np.array([_number(text) for text in column.texts] + [np.nan])
    read: Points = numbers[column.codes]
    return None if (np.isnan(read) & ~column.is_empty).any() else read


def _number(text: str) -> float:
    value = read_decimal(text).value
    return value if isinstance(value, float) and value <= RULES["points"]["largest"] else np.nan


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number
