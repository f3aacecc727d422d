"""Centres compared: everything is worked out from what the gate published to the viewer, so protection stays whole."""

from ontrack_dash.comparisons.beside import side_by_side
from ontrack_dash.comparisons.funnels import REFERENCES, Funnel, funnel
from ontrack_dash.comparisons.mixes import case_mix
from ontrack_dash.comparisons.windows import pooled_years

__all__ = ["REFERENCES", "Funnel", "case_mix", "funnel", "pooled_years", "side_by_side"]
