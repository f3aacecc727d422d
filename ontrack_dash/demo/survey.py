"""The survey one invented centre held through ИС на НАПОО, as that system exports its answers."""

from pathlib import Path

import pandas as pd

from ontrack_dash.demo.world import SHAPE, World, centre_at
from ontrack_dash.export.tables import write_table
from ontrack_dash.fields import LAYOUTS, reference
from ontrack_dash.i18n import Words
from ontrack_dash.instruments import INSTRUMENTS, Item

LAYOUT = "survey_detail"
BULGARIAN = Words("bg")


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
    rows = dict(zip(headers, described, strict=True)) | {
        item.text(BULGARIAN): _say(answers, item) for item in questions()
    }
    write_table(pd.DataFrame(rows), path, [list(rows)])


def _with_names(codes: "pd.Series[str]", table: str, code: str) -> "pd.Series[str]":
    names = reference(table).drop_duplicates(code).set_index(code)["name_bg"]
    return codes + " " + codes.map(names)


def questions() -> tuple[Item, ...]:
    """Return what such a survey asks: of the product's own questionnaire what an indicator is made from."""
    return tuple(item for item in INSTRUMENTS["graduates_1"].asked if item.indicators)


def _say(answers: pd.DataFrame, item: Item) -> "pd.Series[str]":
    """Return the answers in the words of the questionnaire, those not asked for left out."""
    if item.id == "first_job":
        return _say_when(answers, item)
    values = answers[str(item.field)]
    if item.type == "number":
        return values.where(values > 0).astype("Int64").astype("string")
    codes = values.astype("Int64").astype("string") if pd.api.types.is_numeric_dtype(values) else values
    said: pd.Series[str] = codes.map({choice.code: choice.text(BULGARIAN) for choice in item.choices}).astype("string")
    return said


def _say_when(answers: pd.DataFrame, item: Item) -> "pd.Series[str]":
    """Say when the first job began: before the end of the course, after it, or not yet."""
    months = answers["months_to_job"].astype("Float64")
    codes = pd.Series("not_yet", index=answers.index).mask(months.eq(0), "before").mask(months.gt(0), "after")
    said: pd.Series[str] = codes.map(lambda code: item.choice(code).text(BULGARIAN)).astype("string")
    return said
