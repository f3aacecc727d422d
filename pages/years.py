"""What changes over cohorts."""

from ontrack_dash.ui import finding, frame, indicator, trend

FILTERS = ("oblast", "profession", "level", "field", "sex", "age", "funding", "kind", "wave")
INDICATORS = (
    "employed_rate", "employed_rate_excl_students", "placement_rate", "in_field_rate", "unemployed_rate",
    "inactive_rate", "further_education_rate", "graduate_satisfaction_rate", "course_satisfaction_rate",
    "training_relevance_rate", "employer_satisfaction_rate", "employer_qualification_rate", "completion_rate",
    "time_to_job", "reachable_rate", "response_rate", "vulnerable_share", "completers",
)  # fmt: skip
SPLITS = ("sex", "level", "funding", "field", "oblast")

scene = frame.open_page("years", FILTERS)
chosen, split = indicator.choose_with_split(scene, INDICATORS, SPLITS)
finding.compare(scene, chosen, "year")
trend.show(scene, chosen, split)
trend.show_test(scene, chosen, split)
frame.close_page(scene, (chosen,))
