"""Checks of rows: do its cells agree with each other, with the other rows and with what is known."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ontrack_dash.intake import codes
from ontrack_dash.intake.checked import Checked
from ontrack_dash.intake.coded import Rows
from ontrack_dash.intake.findings import Findings, mask
from ontrack_dash.intake.values import read_licence

SEXES = ("men", "women")
JOINT = "|"


def check_profession_given(sheet: Checked) -> Findings:
    """Find rows with neither a profession nor a specialty; in a survey people may leave it out."""
    slots = sheet.of_type("profession", "specialty")
    if sheet.layout.questions or sheet.layout.instrument or not slots or any(slot.is_required for slot in slots):
        return Findings()
    bad = np.logical_and.reduce([slot.coded.is_empty for slot in slots])
    return sheet.flag_rows("profession_missing", bad, "profession")


def check_profession_agrees(sheet: Checked) -> Findings:
    """Find specialties given beside a profession that is not theirs; says which is."""
    if "specialty" not in sheet.typed:
        return Findings()
    listed = codes.specialties()
    pairs = _pairs(sheet.typed, "profession", "specialty")
    wrong = [pair for pair in pairs if listed[pair[1]].profession != pair[0]]
    bad = _rows_with(sheet.typed, ("profession", "specialty"), wrong)
    owners = sheet.typed.loc[bad, "specialty"].map({code: specialty.profession for code, specialty in listed.items()})
    return sheet.flag_rows("profession_mismatch", bad, "specialty", owners.tolist())


def check_levels(sheet: Checked) -> Findings:
    """Find levels other than the list gives the specialty, or, without one, the profession."""
    findings = sheet.flag_readings(sheet.of_type("specialty"), "level_mismatch")
    if sheet.slot("level") is None:
        return findings
    listed = codes.specialties()
    wrong = [pair for pair in _pairs(sheet.typed, "specialty", "level") if listed[pair[0]].level != pair[1]]
    bad = _rows_with(sheet.typed, ("specialty", "level"), wrong)
    loose = sheet.typed["specialty"].isna().to_numpy()
    levels = codes.professions()
    wrong = [pair for pair in _pairs(sheet.typed[loose], "profession", "level") if pair[1] not in levels[pair[0]]]
    bad = bad | (loose & _rows_with(sheet.typed, ("profession", "level"), wrong))
    findings.extend([sheet.flag_rows("level_mismatch", bad, "level")])
    return findings


def check_settlements(sheet: Checked) -> Findings:
    """Find settlements that decide no oblast: unknown ones, and ambiguous ones nobody has chosen an oblast for."""
    findings = sheet.flag_readings(sheet.of_type("settlement"), "settlement_unknown")
    for slot in sheet.of_type("settlement"):
        bad = slot.rows_breaking("settlement_ambiguous") & sheet.typed["oblast"].isna().to_numpy()
        details = slot.coded.spread([reading.detail for reading in slot.readings or ()])[bad]
        findings.extend([sheet.flag_rows("settlement_ambiguous", bad, "settlement", details.tolist())])
    return findings


def check_certified(sheet: Checked) -> Findings:
    """Find courses that certified more men, or more women, than they enrolled."""
    findings = Findings()
    for sex in SEXES:
        if f"certified_{sex}" in sheet.typed:
            certified, enrolled = sheet.typed[f"certified_{sex}"], sheet.typed[f"enrolled_{sex}"]
            bad = (certified > enrolled).fillna(value=False).to_numpy(dtype=bool)
            details = [f"{x} > {y}" for x, y in zip(certified[bad], enrolled[bad], strict=True)]
            findings.extend([sheet.flag_rows("certified_over_enrolled", bad, f"certified_{sex}", details)])
    return findings


def check_answered(sheet: Checked) -> Findings:
    """Find groups of which more answered than were invited."""
    if not {"invited", "answered"} <= set(sheet.typed):
        return Findings()
    answered, invited = sheet.typed["answered"], sheet.typed["invited"]
    bad = (answered > invited).fillna(value=False).to_numpy(dtype=bool)
    details = [f"{x} > {y}" for x, y in zip(answered[bad], invited[bad], strict=True)]
    return sheet.flag_rows("answered_over_invited", bad, "answered", details)


def check_order_of_dates(sheet: Checked) -> Findings:
    """Find answers given before the course was over; those about its end may be some days early."""
    if not {"answer_date", "completion_date"} <= set(sheet.typed) or sheet.layout.table == "course_answers":
        return Findings()
    bad = (sheet.typed["answer_date"] < sheet.typed["completion_date"]).to_numpy(dtype=bool)
    return sheet.flag_rows("answer_before_completion", bad, "answer_date")


def check_duplicates(sheet: Checked) -> Findings:
    """Find rows a file repeats; says where the row stands first.

    Two rows are the same when their identifying columns are, or, in a table without any, all but the running number.
    """
    if sheet.layout.questions:
        return Findings()
    keys = sheet.layout.unique
    if keys:
        frame = sheet.typed[list(keys)]
        missing = frame[[name for name in keys if name != "wave"]].isna().any(axis=1).to_numpy()
    else:
        frame = pd.DataFrame({slot.label: slot.coded.codes for slot in sheet.slots})
        missing = np.zeros(len(frame), dtype=bool)
    bad = frame.duplicated().to_numpy() & ~missing
    if not bad.any():
        return Findings()
    groups = frame.groupby(list(frame), dropna=False, sort=False).ngroup().to_numpy()
    _, first = np.unique(groups, return_index=True)
    originals = sheet.numbers[first[groups[bad]]]
    return sheet.flag_rows("duplicate_row", bad, None, [str(number) for number in originals])


def check_register(sheet: Checked) -> Findings:
    """Find licences that the imported register of centres does not have."""
    findings = Findings()
    licences = sheet.known.licences
    if not licences or sheet.layout.table == "centres":
        return findings
    for slot in sheet.of_type("licence"):
        strange = [reading.value is not None and reading.value not in licences for reading in slot.readings or ()]
        findings.extend([sheet.flag_rows("licence_unregistered", slot.coded.rows_where(strange), "licence")])
    centre = sheet.options.centre
    if centre and "centre" in (*sheet.layout.ask, *sheet.layout.optional_ask):
        licence = read_licence(centre).value
        if licence and licence not in licences:
            findings.add("licence_unregistered", value=mask(str(licence), "licence"))
    return findings


def _pairs(frame: pd.DataFrame, *names: str) -> list[tuple[str, ...]]:
    return list(frame[list(names)].dropna().drop_duplicates().itertuples(index=False, name=None))


def _rows_with(frame: pd.DataFrame, names: tuple[str, str], pairs: Sequence[tuple[str, ...]]) -> Rows:
    if not pairs:
        return np.zeros(len(frame), dtype=bool)
    joined = frame[names[0]].str.cat(frame[names[1]], sep=JOINT)
    return joined.isin([JOINT.join(pair) for pair in pairs]).to_numpy(dtype=bool)
