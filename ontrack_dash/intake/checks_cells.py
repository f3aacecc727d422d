"""Checks of single cells: is it there, and is it what its column is for."""

from ontrack_dash.intake.checked import Checked
from ontrack_dash.intake.findings import Findings


def check_required(sheet: Checked) -> Findings:
    """Find empty cells in columns that must be filled."""
    findings = Findings()
    for slot in sheet.slots:
        if slot.is_required:
            findings.add_rows("required_missing", sheet.numbers[slot.coded.is_empty], slot.label)
    return findings


def check_licences(sheet: Checked) -> Findings:
    """Find licence numbers that are not digits."""
    return sheet.flag_readings(sheet.of_type("licence"), "licence_invalid")


def check_numbers(sheet: Checked) -> Findings:
    """Find counts and amounts that are no numbers, and negative ones."""
    return sheet.flag_readings(sheet.of_type("count", "decimal"), "number_invalid", "number_negative")


def check_scales(sheet: Checked) -> Findings:
    """Find scores that are not 1 to 5."""
    return sheet.flag_readings(sheet.of_type("scale"), "scale_invalid")


def check_years(sheet: Checked) -> Findings:
    """Find years that cannot be."""
    return sheet.flag_readings(sheet.of_type("year"), "year_invalid")


def check_dates(sheet: Checked) -> Findings:
    """Find cells that are no dates, and days that have not come yet."""
    return sheet.flag_readings(sheet.of_type("date"), "date_invalid", "date_future")


def check_choices(sheet: Checked) -> Findings:
    """Find answers outside their closed list."""
    return sheet.flag_readings(sheet.of_type("choice", "choices"), "choice_unknown")


def check_codes(sheet: Checked) -> Findings:
    """Find what is neither on an open list nor a short code: it might name a person."""
    return sheet.flag_readings(sheet.of_type("code"), "code_invalid")


def check_answers(sheet: Checked) -> Findings:
    """Find survey answers nobody has said the meaning of."""
    return sheet.flag_readings(sheet.slots, "answer_unmapped")


def check_professions(sheet: Checked) -> Findings:
    """Find codes that the list of professions does not have."""
    return sheet.flag_readings(sheet.of_type("profession", "specialty"), "profession_unknown", "specialty_unknown")


def check_oblasti(sheet: Checked) -> Findings:
    """Find names that are no oblast, or of two."""
    return sheet.flag_readings(sheet.of_type("oblast"), "oblast_unknown")
