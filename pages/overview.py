"""How graduates are doing nationally."""

import streamlit as st

from ontrack_dash.ui import finding, frame, groups, headline, indicator, places, response, trend

scene = frame.open_page("overview")
finding.show(scene, scene.lists.headline[0])
headline.show(scene, scene.lists.headline)
chosen = indicator.choose(scene, scene.lists.charted)
trend.show(scene, chosen)
places.show(scene, chosen)
left, right = st.columns(2, gap="large")
with left:
    groups.show(scene, chosen, "sex")
with right:
    groups.show(scene, chosen, "funding")
response.show(scene, scene.lists.charted)
frame.close_page(scene, dict.fromkeys((*scene.lists.headline, chosen)))
