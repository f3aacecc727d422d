"""Centres for information and vocational guidance (ЦИПО): what shows that a file, or a row, is of them."""

from ontrack_dash.catalogue import RULES
from ontrack_dash.intake.body import Body
from ontrack_dash.intake.coded import Coded, Rows
from ontrack_dash.intake.findings import Findings
from ontrack_dash.intake.recognise import Match
from ontrack_dash.intake.values import read_licence

LICENCE_LENGTH = 10
MARK = slice(4, 6)


def rows_of_guidance(licences: Coded, register: frozenset[str]) -> Rows:
    """Tell which rows are of a ЦИПО."""
    return licences.rows_where([_is_guidance(read_licence(text).value, register) for text in licences.texts])


def leave_out(body: Body, match: Match, register: frozenset[str], findings: Findings) -> Body:
    """Leave the rows of ЦИПО out of a list, and say which; a list of nothing else is not about training at all."""
    theirs = rows_of_guidance(body.columns[match.columns["licence"]], register)
    if len(theirs) and theirs.all():
        findings.add("guidance_centre")
        return body
    findings.add_rows("guidance_row", body.numbers[theirs], match.letters["licence"])
    return body.select(~theirs)


def _is_guidance(licence: object, register: frozenset[str]) -> bool:
    """Read a licence by its digits; the register of centres for training knows better."""
    number = str(licence)
    is_marked = len(number) == LICENCE_LENGTH and number[MARK] == RULES["guidance"]["licence"]
    return is_marked and number not in register
