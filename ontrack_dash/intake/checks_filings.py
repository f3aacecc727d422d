"""Checks of reports and lists of reports: what the export of ИС на НАПОО does to them."""

import numpy as np

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import load_definition
from ontrack_dash.intake.checked import Checked
from ontrack_dash.intake.findings import Findings
from ontrack_dash.intake.guidance import rows_of_guidance

COUNTS = list(load_definition("counts"))


def check_guidance(sheet: Checked) -> Findings:
    """Find reports of centres for guidance: their counts are the same made-up numbers for everybody."""
    licences = sheet.slot("licence")
    if not sheet.layout.points or licences is None:
        return Findings()
    made_up = (sheet.typed[COUNTS] == RULES["guidance"]["placeholders"]).fillna(value=False).all(axis=1).to_numpy()
    # One centre may have these very numbers; two would be a wonder.
    bad = rows_of_guidance(licences.coded, sheet.known.licences) | (made_up & (made_up.sum() > 1))
    return sheet.flag_rows("guidance_centre", bad, "licence")


def check_years_alike(sheet: Checked) -> Findings:
    """Find reports of another year than most: the system exports one year at a time, so somebody joined two files."""
    if not sheet.layout.points or sheet.typed["year"].nunique() < 2:
        return Findings()
    years = sheet.typed["year"]
    usual = years.mode().iloc[0]
    bad = (years != usual).fillna(value=False).to_numpy(dtype=bool)
    return sheet.flag_rows("years_mixed", bad, "year", [str(usual)] * int(bad.sum()))


def check_answers_there(sheet: Checked) -> Findings:
    """Find reports without any answer.

    The export writes answers one below the other, whoever they are of: one report without any shifts all below it up.
    """
    findings = Findings()
    if sheet.block:
        findings.add_rows("answers_shifted", sheet.numbers[sheet.block.is_blank], sheet.block.first)
    return findings


def check_zero_points(sheet: Checked) -> Findings:
    """Say how many reports have no points for a question: nothing tells an unanswered one from a bad answer."""
    findings = Findings()
    if sheet.block:
        for question, points in sheet.block.points.items():
            if zeros := np.count_nonzero(points == 0):
                findings.add("points_zero", column=sheet.block.labels[question], detail=str(zeros))
    return findings
