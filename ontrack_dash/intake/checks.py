"""Every check of a sheet, in the order findings are listed."""

from collections.abc import Callable

from ontrack_dash.intake import checks_cells, checks_filings, checks_rows
from ontrack_dash.intake.checked import Checked
from ontrack_dash.intake.findings import Findings

CHECKS: tuple[Callable[[Checked], Findings], ...] = (
    checks_cells.check_required,
    checks_cells.check_licences,
    checks_cells.check_numbers,
    checks_cells.check_scales,
    checks_cells.check_years,
    checks_cells.check_dates,
    checks_cells.check_choices,
    checks_cells.check_codes,
    checks_cells.check_answers,
    checks_cells.check_professions,
    checks_cells.check_oblasti,
    checks_rows.check_profession_given,
    checks_rows.check_profession_agrees,
    checks_rows.check_levels,
    checks_rows.check_settlements,
    checks_rows.check_certified,
    checks_rows.check_order_of_dates,
    checks_rows.check_duplicates,
    checks_rows.check_answered,
    checks_filings.check_guidance,
    checks_filings.check_years_alike,
    checks_filings.check_answers_there,
    checks_filings.check_zero_points,
    checks_rows.check_register,
)


def run_checks(sheet: Checked) -> Findings:
    """Run every check and collect what they find."""
    findings = Findings()
    findings.extend(check(sheet) for check in CHECKS)
    return findings
