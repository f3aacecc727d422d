"""Read columns into the typed rows of a raw table, filling what follows from the list of professions."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from ontrack_dash.fields import FIELDS, Layout, fold
from ontrack_dash.intake import codes
from ontrack_dash.intake.asked import Known, Options
from ontrack_dash.intake.checked import Slot
from ontrack_dash.intake.values import read_licence

TABLES: Mapping[str, tuple[str, ...]] = {
    "centres": ("licence", "centre_name", "settlement", "oblast"),
    "courses": (
        *("licence", "year", "kind", "profession", "specialty", "level", "oblast"),
        *("enrolled_men", "enrolled_women", "certified_men", "certified_women"),
        *("hours", "price", "legal_capacity", "funding", "disabled", "vulnerable"),
    ),
    "validations": (
        *("licence", "year", "profession", "specialty", "level", "oblast"),
        *("validated_full", "validated_part", "disabled", "vulnerable"),
    ),
    "graduates": (
        *("licence", "pseudonym", "profession", "specialty", "level", "kind", "completion_date", "sex", "birth_year"),
        *("funding", "oblast", "has_consent", "is_invited_1", "is_invited_2"),
    ),
    "answers": (
        *("licence", "answer_id", "wave", "answer_date", "year", "profession", "specialty", "level", "kind"),
        *("completion_date", "sex", "birth_year", "funding", "oblast", "destination", "in_field", "is_studying"),
        *("months_to_job", "usefulness", "satisfaction", "survey", "further"),
    ),
    "employer_answers": (
        *("licence", "answer_id", "answer_date", "profession", "specialty", "level", "kind", "year"),
        *("qualification", "satisfaction", "further"),
    ),
    "course_answers": (
        *("licence", "answer_id", "answer_date", "profession", "specialty", "level", "kind", "completion_date"),
        *("sex", "birth_year", "funding", "satisfaction", "further"),
    ),
    "self_assessments": (
        *("licence", "year", "filing_date", "filing_status", "filed_full", "filed_part", "filed_validation"),
        *("filed_validation_part", "filed_legal", "filed_continuing", "filed_failed", "filed_withdrawn", "points"),
    ),
    "filings": (
        *("licence", "year", "list", "filing_status", "filing_date", "annual_status", "annual_date"),
        "is_annual_filed",
    ),
    "pilot_scores": (
        *("round", "tool", "country", "provider", "respondent", "role", "tool_usefulness", "tool_clarity"),
        *("tool_ease", "tool_time", "tool_feasibility", "tool_relevance", "tool_completeness", "minutes", "adopt"),
        *("theme", "comment"),
    ),
    "pilot_responses": ("round", "tool", "country", "provider", "invited", "answered"),
}
TYPES = {"count": "Int32", "scale": "Int32", "year": "Int32", "decimal": "Float64", "date": "datetime64[s]"}


def tidy(
    slots: Sequence[Slot],
    layout: Layout,
    options: Options,
    known: Known,
    numbers: npt.NDArray[np.int64],
    survey: str | None = None,
) -> pd.DataFrame:
    """Return the rows of `raw_<layout.table>` without import_id, index = the row people see.

    Codes are text, counts and years Int32, dates datetime64[s], yes and no boolean; a cell that breaks a rule is NA.
    """
    index = pd.Index(numbers, name="row")
    frame = pd.DataFrame({name: _repeat(None, name, index) for name in TABLES[layout.table]})
    for slot in slots:
        name = slot.field.id
        if name in frame:
            read = _column(slot, index)
            frame[name] = frame[name].fillna(read) if frame[name].notna().any() else read
    for name, value in _said(layout, options, survey).items():
        if name in frame:
            frame[name] = frame[name].fillna(_repeat(value, name, index))
    _fill_professions(frame)
    if layout.table == "centres":
        _fill_oblasti(frame, slots, known)
    if layout.table == "answers":
        _fill_answers(frame, layout)
    return frame


def _type(name: str) -> str:
    field = FIELDS.get(name)
    if field is None:
        return "string"
    return "boolean" if field.vocabulary == "yes_no" else TYPES.get(field.type, "string")


def _array(values: list[Any], dtype: Any) -> ExtensionArray:
    array: ExtensionArray = pd.array(values, dtype=dtype)
    return array


def _repeat(value: object, name: str, index: pd.Index) -> pd.Series:
    return pd.Series(_array([value], _type(name)).take(np.zeros(len(index), dtype=np.intp)), index=index)


def _column(slot: Slot, index: pd.Index) -> pd.Series:
    if slot.readings is None or slot.field.type == "settlement":
        return slot.coded.to_series(index)
    distinct = _array([*(reading.value for reading in slot.readings), None], _type(slot.field.id))
    return pd.Series(distinct.take(slot.coded.codes), index=index)


def _said(layout: Layout, options: Options, survey: str | None) -> dict[str, object]:
    """Return what is the same for all rows: what the layout says, and what the person said where the file is silent."""
    asked = {name for name in (*layout.ask, *layout.optional_ask) if options.has(name)}
    said: dict[str, object] = {"survey": survey, **layout.constants}
    if "year" in asked:
        said["year"] = options.year
    if "centre" in asked:
        said["licence"] = read_licence(str(options.centre)).value
    if "wave" in asked:
        said["wave"] = str(options.wave)
    return said


def _fill_professions(frame: pd.DataFrame) -> None:
    """Let a specialty decide its profession and level, a profession its level when it has only one."""
    if "specialty" not in frame:
        return
    listed = codes.specialties()
    single = {code: min(levels) for code, levels in codes.professions().items() if len(levels) == 1}
    _fill(frame, "profession", "specialty", {code: specialty.profession for code, specialty in listed.items()})
    _fill(frame, "level", "specialty", {code: specialty.level for code, specialty in listed.items()})
    _fill(frame, "level", "profession", single)


def _fill(frame: pd.DataFrame, name: str, source: str, known: Mapping[str, str]) -> None:
    gaps = frame[name].isna() & frame[source].notna()
    if gaps.any():
        frame.loc[gaps, name] = frame.loc[gaps, source].map(known).astype("string")


def _fill_oblasti(frame: pd.DataFrame, slots: Sequence[Slot], known: Known) -> None:
    """Let a settlement decide the oblast, or what was chosen for its name or for the centre."""
    chosen = {fold(name): oblast for name, oblast in known.oblast_choices.items()}
    for slot in slots:
        if slot.field.type == "settlement":
            pairs = zip(slot.coded.texts, slot.readings or (), strict=True)
            found = [reading.value or chosen.get(fold(text)) for text, reading in pairs]
            frame["oblast"] = _array([*found, None], "string").take(slot.coded.codes)
    gaps = frame["oblast"].isna() & frame["licence"].isin(list(known.oblast_choices))
    frame.loc[gaps, "oblast"] = frame.loc[gaps, "licence"].map(dict(known.oblast_choices)).astype("string")


def _fill_answers(frame: pd.DataFrame, layout: Layout) -> None:
    """Let answers count for the year of completion, and number those of an export by its rows."""
    years = frame["completion_date"].dt.year.astype("Int32")
    frame["year"] = years.fillna(frame["year"]) if layout.chosen else frame["year"].fillna(years)
    if layout.questions:
        frame["answer_id"] = pd.Series(frame.index, index=frame.index).astype("string")
