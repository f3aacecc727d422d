"""How graduates are doing nationally."""

import streamlit as st

from ontrack_dash.ui import finding, frame, groups, headline, indicator, places, response, trend
from ontrack_dash.ui.choices import FILTERS

HEADLINE = (
    "employed_rate", "in_field_rate", "placement_rate", "graduate_satisfaction_rate", "completion_rate", "time_to_job",
)  # fmt: skip
CHARTED = ("employed_rate", "employed_rate_excl_students", *HEADLINE[1:5], "unemployed_rate", "further_education_rate")

scene = frame.open_page("overview", FILTERS)
finding.show(scene, HEADLINE[0])
headline.show(scene, HEADLINE)
chosen = indicator.choose(scene, CHARTED)
trend.show(scene, chosen)
places.show(scene, chosen)
left, right = st.columns(2, gap="large")
with left:
    groups.show(scene, chosen, "sex")
with right:
    groups.show(scene, chosen, "funding")
response.show(scene, CHARTED)
frame.close_page(scene, dict.fromkeys((*HEADLINE, chosen)))
