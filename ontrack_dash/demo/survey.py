"""The survey one invented centre held through ИС на НАПОО, as that system exports its answers."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ontrack_dash.demo.outcomes import AT_WORK
from ontrack_dash.demo.world import SHAPE, World, centre_at
from ontrack_dash.export.tables import write_table
from ontrack_dash.fields import LAYOUTS, load_definition, reference
from ontrack_dash.intake.mapping import QUESTIONNAIRE

LAYOUT = "survey_detail"


def held_by(world: World) -> str:
    """Return the licence of the centre that asks through the system: one of the larger, with nothing special to it."""
    return str(world.centres["licence"].iloc[centre_at(world.centres, SHAPE["survey"]["rank"])])


def write_survey(path: Path, answers: pd.DataFrame, world: World) -> None:
    """Write one row per respondent and one column per question; no licence, date or key, as the system has it."""
    names = world.centres.set_index("licence")["centre_name"]
    course = answers.groupby("specialty").ngroup() + 1
    described = [
        answers["licence"].map(names),
        course.map(lambda number: SHAPE["survey"]["course"].format(number=number)),
        _with_names(answers["profession"].str[:3], "fields", "field_code"),
        _with_names(answers["profession"], "professions", "profession_code"),
        _with_names(answers["specialty"], "specialties", "specialty_code"),
    ]
    headers = [column.header for column in LAYOUTS[LAYOUT].columns]
    asked: Sequence[Mapping[str, Any]] = load_definition(QUESTIONNAIRE)["questions"]
    rows = dict(zip(headers, described, strict=True)) | {
        question["text"]: _say(answers, question) for question in asked
    }
    write_table(pd.DataFrame(rows), path, [list(rows)])


def _with_names(codes: "pd.Series[str]", table: str, code: str) -> "pd.Series[str]":
    names = reference(table).drop_duplicates(code).set_index(code)["name_bg"]
    return codes + " " + codes.map(names)


def _say(answers: pd.DataFrame, question: Mapping[str, Any]) -> "pd.Series[str]":
    """Return the answers in the words of the questionnaire; the code "" is the word of those without work."""
    words = {answer["code"]: answer["text"] for answer in question.get("answers", ())}
    values = answers[question["field"]]
    if pd.api.types.is_numeric_dtype(values):
        texts = values.astype("Int64").astype("string")
        texts = texts.map(words).fillna(texts)
    else:
        texts = values.map(words).astype("string")
    has_no_work = ~answers["destination"].isin(AT_WORK)
    said: pd.Series[str] = texts.mask(texts.isna() & has_no_work, words.get(""))
    return said
