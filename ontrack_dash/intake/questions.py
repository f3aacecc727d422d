"""What the person still has to say of a file, and whether what was said can be."""

from collections.abc import Mapping
from types import MappingProxyType

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import VOCABULARIES, Layout, fold
from ontrack_dash.intake import mapping
from ontrack_dash.intake.asked import Known, Options
from ontrack_dash.intake.body import Body
from ontrack_dash.intake.findings import Findings, mask
from ontrack_dash.intake.mapping import Meaning
from ontrack_dash.intake.recognise import Match
from ontrack_dash.intake.values import NO_ANSWER, read_licence, read_year

# The fields that say what is asked for, where it is not the field of that name.
SAID_BY: Mapping[str, tuple[str, ...]] = {"centre": ("licence",), "year": ("year", "completion_date")}


def find_asks(match: Match, layout: Layout, body: Body, options: Options, meaning: Meaning | None) -> tuple[str, ...]:
    """Return what is still open, in the order to ask: the kind, the options of the layout, the meaning of questions."""
    asks = [] if match.kind else ["kind"]
    asks += [name for name in layout.ask if not options.has(name) and not _is_in_file(name, match, body, meaning)]
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


def _is_in_file(name: str, match: Match, body: Body, meaning: Meaning | None) -> bool:
    """Tell whether the file says it in every row."""
    fields = SAID_BY.get(name, (name,))
    asked = {its.item.field: at for at, its in match.asked.items()}
    if any((at := match.columns.get(field, asked.get(field))) is not None and _is_full(body, at) for field in fields):
        return True
    return meaning is not None and any(
        meaning.fields.get(fold(question)) in fields and _is_full(body, at, meaning.answers.get(fold(question), {}))
        for at, question in match.questions.items()
    )


def _is_full(body: Body, at: int, answers: Mapping[str, str] = MappingProxyType({})) -> bool:
    """Tell whether no cell of a column is empty, or says nothing."""
    texts = set(map(fold, body.columns[at].texts))
    silent = {text for text in texts if answers.get(text, "" if text in NO_ANSWER else text) == ""}
    return not body.columns[at].is_empty.any() and not silent
