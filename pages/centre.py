"""How a centre is doing."""

import streamlit as st

from ontrack_dash.ui import finding, frame, groups, indicator, profile, response, trend

FILTERS = ("centre", "year", "profession", "field", "level", "sex", "funding", "kind", "wave")
PROFILE = (
    "employed_rate", "in_field_rate", "placement_rate", "further_education_rate", "unemployed_rate",
    "graduate_satisfaction_rate", "training_relevance_rate", "employer_satisfaction_rate", "completion_rate",
    "response_rate", "time_to_job",
)  # fmt: skip

scene = frame.open_page("centre", FILTERS, subject="centre")
finding.show(scene, PROFILE[0])
profile.show(scene, PROFILE)
profile.show_differences(scene, PROFILE)
chosen = indicator.choose(scene, PROFILE)
trend.show(scene, chosen)
left, right = st.columns(2, gap="large")
with left:
    response.show(scene)
with right:
    groups.show(scene, chosen, "profession", page="profession")
frame.close_page(scene, PROFILE)
