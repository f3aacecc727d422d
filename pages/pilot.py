"""Whether the tracking tools are practical."""

from ontrack_dash.ui import pilot_comments, pilot_practice, pilot_scores, pilot_use, pilot_verdicts, piloting

pilot = piloting.open_page("pilot")
pilot_verdicts.show(pilot)
pilot_scores.show_tools(pilot)
pilot_scores.show_tool(pilot)
pilot_practice.show_time(pilot)
pilot_practice.show(pilot)
pilot_comments.show_lessons(pilot)
pilot_comments.show(pilot)
pilot_use.show(pilot)
piloting.explain(pilot)
