"""What changes over cohorts."""

from ontrack_dash.ui import finding, frame, indicator, trend

scene = frame.open_page("years")
chosen, split = indicator.choose_with_split(scene, scene.lists.charted, scene.lists.splits)
finding.compare(scene, chosen, "year")
trend.show(scene, chosen, split)
trend.show_test(scene, chosen, split)
frame.close_page(scene, (chosen,))
