"""Which centres stand out."""

from ontrack_dash.ui import beside, comparing, frame, standing

scene = frame.open_page("compare")
asked = comparing.choose(scene, scene.lists.charted)
comparing.say(scene, asked)
standing.show_funnel(scene, asked)
standing.show_order(scene, asked)
beside.show(scene, asked, scene.lists.beside)
frame.close_page(scene, dict.fromkeys((asked.indicator, *scene.lists.beside)))
