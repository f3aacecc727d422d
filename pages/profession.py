"""What becomes of people trained in a profession."""

import streamlit as st

from ontrack_dash.ui import destinations, finding, frame, groups, headline, indicator, places, trend

FILTERS = ("profession", "year", "oblast", "level", "sex", "age", "funding", "kind", "wave")
HEADLINE = ("employed_rate", "in_field_rate", "unemployed_rate", "graduate_satisfaction_rate")

scene = frame.open_page("profession", FILTERS, subject="profession")
finding.show(scene, HEADLINE[0])
destinations.show(scene)
headline.show(scene, HEADLINE)
destinations.show(scene, "year")
chosen = indicator.choose(scene, HEADLINE)
trend.show(scene, chosen)
left, right = st.columns(2, gap="large")
with left:
    groups.show(scene, chosen, "centre", page="centre")
with right:
    groups.show(scene, chosen, "level")
    groups.show(scene, chosen, "sex")
places.show(scene, chosen)
frame.close_page(scene, HEADLINE)
