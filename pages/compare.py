"""Which centres stand out."""

from ontrack_dash.ui import beside, comparing, frame, standing

FILTERS = ("year", "oblast", "field", "profession", "level", "kind", "wave", "funding", "sex")
INDICATORS = (
    "employed_rate", "employed_rate_excl_students", "placement_rate", "in_field_rate", "further_education_rate",
    "unemployed_rate", "inactive_rate", "graduate_satisfaction_rate", "course_satisfaction_rate",
    "training_relevance_rate", "employer_satisfaction_rate", "employer_qualification_rate", "completion_rate",
)  # fmt: skip
BESIDE = ("employed_rate", "in_field_rate", "placement_rate", "graduate_satisfaction_rate", "completion_rate")

scene = frame.open_page("compare", FILTERS, pools=True)
asked = comparing.choose(scene, INDICATORS)
comparing.say(scene, asked)
standing.show_funnel(scene, asked)
standing.show_order(scene, asked)
beside.show(scene, asked, BESIDE)
frame.close_page(scene, dict.fromkeys((asked.indicator, *BESIDE)))
