"""The realisation section of a centre's self-assessment: its facts and its words."""

from ontrack_dash.section.composing import compose
from ontrack_dash.section.model import TEXTS, Dot, Finding, Gap, Part, Section, Table, Written
from ontrack_dash.section.saying import say_finding, say_findings
from ontrack_dash.section.scope import viewer_of, years
from ontrack_dash.section.writing import write

__all__ = [
    "TEXTS", "Dot", "Finding", "Gap", "Part", "Section", "Table", "Written", "compose", "say_finding", "say_findings",
    "viewer_of", "write", "years",
]  # fmt: skip
