"""How a centre is doing."""

from ontrack_dash.ui import benchmark, finding, frame, groups, indicator, pooling, profile, response, trend

scene = frame.open_page("centre")
pooling.offer(scene)
finding.show(scene, scene.lists.charted[0])
profile.show(scene, scene.lists.charted)
profile.show_differences(scene, scene.lists.charted)
chosen = indicator.choose(scene, scene.lists.charted)
mix = benchmark.open_place()
trend.show(scene, chosen)
groups.show(scene, chosen, "profession", page="profession")
response.show(scene, scene.lists.charted)
frame.close_page(scene, scene.lists.charted)
benchmark.show(scene, chosen, mix)
