"""What a section lacks, by stated rules; the words say how to get it."""

from collections.abc import Iterator

from ontrack_dash import filings
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.estimating import SHARES, SHOWN
from ontrack_dash.section import findings, groups
from ontrack_dash.section.answers import LISTED, Answers
from ontrack_dash.section.model import Gap, Section
from ontrack_dash.section.scope import Scope

VALIDATIONS = {"validation", "validation_part"}


def find(section: Section, scope: Scope, answers: Answers, in_register: bool) -> tuple[Gap, ...]:
    """Apply every rule, what all else rests on first."""
    return (
        *([] if in_register else [Gap("no_name", {"licence": scope.licence})]),
        *_protected(section),
        *_registers(scope, answers),
        *_answers(section, scope),
        *_employers(section, scope),
        *_filed(section, scope),
        *_compared(section),
        *_imprecise(section),
    )


def _protected(section: Section) -> Iterator[Gap]:
    hidden = int((section.measured["status"] == "protected").sum())
    if hidden:
        yield Gap("protected", {"n": hidden})


def _registers(scope: Scope, answers: Answers) -> Iterator[Gap]:
    """Say of which years the annual information and the register of graduates are missing."""
    kinds = {kind for cohort in scope.cohorts for kind in answers.kinds(groups.SIZE, cohort)}
    if kinds and kinds <= VALIDATIONS:
        yield Gap("only_validation")
    elif not answers.kinds("enrolled", scope.year):
        yield Gap("no_annual", {"year": scope.year})
    unlisted = [str(cohort) for cohort in scope.cohorts if not answers.kinds(LISTED, cohort)]
    if unlisted:
        yield Gap("no_register", {"years": ", ".join(unlisted)})


def _answers(section: Section, scope: Scope) -> Iterator[Gap]:
    """Say of each wave that nobody answered, or too few, or that nobody is marked as invited."""
    low = {finding.numbers["wave"]: finding for finding in findings.answer(section.response)}
    for wave, rows in groups.by_wave(section.response).items():
        numbers = {"wave": wave, "cohort": groups.cohort_of(scope, wave)}
        status = {name: row["status"] for name, row in rows.items()}
        if status["answered"] == "no_data":
            first, last = _window(wave)
            yield Gap("no_answers", {**numbers, "first": first, "last": last})
        elif status["answered"] in SHOWN and status["response_rate"] in ("no_data", "not_applicable"):
            yield Gap("no_invited", numbers)
        if wave in low:
            yield Gap(low[wave].rule, low[wave].numbers)


def _window(wave: int) -> tuple[int, int]:
    """Return the months after completion in which answers of a wave count."""
    reported = (INDICATORS[name] for name in RULES["section"]["reported"])
    return next(indicator.window for indicator in reported if indicator.wave == wave and indicator.window)


def _employers(section: Section, scope: Scope) -> Iterator[Gap]:
    if section.employers.empty:
        yield Gap("no_employers", {"cohort": scope.cohort(next(iter(RULES["section"]["views"])))})


def _filed(section: Section, scope: Scope) -> Iterator[Gap]:
    if scope.is_own and (section.counts["filed_status"] == "no_data").all():
        if scope.year in filings.export_years(scope.path, viewer=scope.viewer):
            yield Gap("not_in_export", {"year": scope.year})
        else:
            yield Gap("no_export", {"year": scope.year})
    for row in section.counts.to_dict("records"):
        # A count of nought and no data of such courses say the same.
        if row["own_status"] == "no_data" and row["filed_status"] == "value" and row["filed"]:
            yield Gap("count_unknown", {"count": row["count"], "filed": int(row["filed"]), "year": scope.year})


def _compared(section: Section) -> Iterator[Gap]:
    """Say what values cannot be read against."""
    measured = section.measured
    is_share = measured["indicator"].map(lambda name: INDICATORS[name].kind in SHARES)
    shown = measured[measured["status"].isin(SHOWN) & is_share]
    if len(shown) and shown["change"].isna().all():
        yield Gap("no_previous")
    alone = int((shown["against"] == "").sum())
    if alone:
        yield Gap("no_benchmark", {"n": alone})


def _imprecise(section: Section) -> Iterator[Gap]:
    measured = section.measured
    wide = int((measured["status"] == "imprecise").sum())
    if wide:
        yield Gap("imprecise", {"n": wide})
    if (measured["status"] == "not_applicable").any():
        yield Gap("no_median")
