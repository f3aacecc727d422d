"""The gate of pilots: what people said of the tools, protected for whoever looks."""

from ontrack_dash.pilots.asked import AGENCY_ONLY, CRITERIA, DIMENSIONS, Contents, Where, contents, is_publishable
from ontrack_dash.pilots.comments import comments, themes
from ontrack_dash.pilots.practice import agreement_on_tools, evaluations
from ontrack_dash.pilots.scores import POINTS, scores
from ontrack_dash.pilots.used import blank_answers

__all__ = [
    "AGENCY_ONLY",
    "CRITERIA",
    "DIMENSIONS",
    "POINTS",
    "Contents",
    "Where",
    "agreement_on_tools",
    "blank_answers",
    "comments",
    "contents",
    "evaluations",
    "is_publishable",
    "scores",
    "themes",
]
