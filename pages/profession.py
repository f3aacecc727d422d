"""What becomes of people trained in a profession."""

import streamlit as st

from ontrack_dash.ui import destinations, finding, frame, groups, headline, indicator, places, trend

scene = frame.open_page("profession")
finding.show(scene, scene.lists.headline[0])
destinations.show(scene)
headline.show(scene, scene.lists.headline)
destinations.show(scene, "year")
chosen = indicator.choose(scene, scene.lists.headline)
trend.show(scene, chosen)
left, right = st.columns(2, gap="large")
with left:
    groups.show(scene, chosen, "centre", page="centre")
with right:
    groups.show(scene, chosen, "level")
    groups.show(scene, chosen, "sex")
places.show(scene, chosen)
frame.close_page(scene, scene.lists.headline)
