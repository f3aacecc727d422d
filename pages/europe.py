"""How others track graduates."""

from ontrack_dash.ui import effect, european, eurostat, mapped, own_beside, tracked

view = european.open_page("europe")
mapped.show_finding(view)
tracked.show_systems(view)
tracked.show_outcomes(view)
eurostat.show(view, "edat_lfse_24")
own_beside.show(view)
eurostat.show(view, "tps00215")
eurostat.show_targets(view)
mapped.show(view)
effect.show(view)
effect.show_reasons(view)
effect.show_systems(view)
