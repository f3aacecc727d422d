"""What the person still has to say of a file, and whether what was said can be."""

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import VOCABULARIES, Layout
from ontrack_dash.intake import mapping
from ontrack_dash.intake.asked import Known, Options
from ontrack_dash.intake.body import Body
from ontrack_dash.intake.findings import Findings, mask
from ontrack_dash.intake.mapping import Meaning
from ontrack_dash.intake.recognise import Match
from ontrack_dash.intake.values import read_licence, read_year


def find_asks(match: Match, layout: Layout, body: Body, options: Options, meaning: Meaning | None) -> tuple[str, ...]:
    """Return what is still open, in the order to ask: the kind, the options of the layout, the meaning of questions."""
    asks = [] if match.kind else ["kind"]
    asks += [name for name in layout.ask if not options.has(name) and not _is_in_file(name, match, body)]
    if meaning and mapping.unmapped(match, meaning):
        asks.append("mapping")
    return tuple(asks)


def report_options(findings: Findings, asks: tuple[str, ...], layout: Layout, options: Options, known: Known) -> None:
    """Report options that are missing, and those that cannot be."""
    for name in asks:
        if name not in ("kind", "mapping"):
            findings.add("option_missing", detail=name)
    asked = {name for name in (*layout.ask, *layout.optional_ask) if options.has(name)}
    if "centre" in asked and (rule := read_licence(str(options.centre)).rule):
        findings.add(rule, value=mask(str(options.centre), "licence"))
    if "year" in asked and (rule := read_year(str(options.year), RULES["years"]["first"], known.today.year).rule):
        findings.add(rule, value=mask(str(options.year)))
    if "wave" in asked and str(options.wave) not in VOCABULARIES["wave"]:
        findings.add("choice_unknown", value=mask(str(options.wave)))


def _is_in_file(name: str, match: Match, body: Body) -> bool:
    """Tell whether the file says it in every row."""
    at = match.columns.get(name)
    return at is not None and not body.columns[at].is_empty.any()
