"""Centres compared: everything is worked out from what the gate published to the viewer, so protection stays whole."""

from ontrack_dash.comparisons.beside import side_by_side
from ontrack_dash.comparisons.cells import MixQuestion
from ontrack_dash.comparisons.filed import filed_by_year, points_by_area
from ontrack_dash.comparisons.funnels import REFERENCES, Funnel, funnel
from ontrack_dash.comparisons.mixes import case_mix, case_mixes
from ontrack_dash.comparisons.opened import open_estimates, open_tables, open_weighted
from ontrack_dash.comparisons.practicality import compare_groups, compare_rounds, verdicts
from ontrack_dash.comparisons.real_use import real_use
from ontrack_dash.comparisons.self_rating import self_rating, without_followup
from ontrack_dash.comparisons.windows import pooled_years

__all__ = [
    "REFERENCES",
    "Funnel",
    "MixQuestion",
    "case_mix",
    "case_mixes",
    "compare_groups",
    "compare_rounds",
    "filed_by_year",
    "funnel",
    "open_estimates",
    "open_tables",
    "open_weighted",
    "points_by_area",
    "pooled_years",
    "real_use",
    "self_rating",
    "side_by_side",
    "verdicts",
    "without_followup",
]
