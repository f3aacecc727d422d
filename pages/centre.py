"""How a centre is doing."""

from ontrack_dash.ui import benchmark, finding, frame, groups, indicator, pooling, profile, response, trend

FILTERS = ("centre", "year", "profession", "field", "level", "sex", "age", "funding", "kind", "wave")
PROFILE = (
    "employed_rate", "in_field_rate", "placement_rate", "further_education_rate", "unemployed_rate",
    "graduate_satisfaction_rate", "course_satisfaction_rate", "training_relevance_rate", "employer_satisfaction_rate",
    "completion_rate", "response_rate", "time_to_job",
)  # fmt: skip

scene = frame.open_page("centre", FILTERS, subject="centre", pools=True)
pooling.offer(scene)
finding.show(scene, PROFILE[0])
profile.show(scene, PROFILE)
profile.show_differences(scene, PROFILE)
chosen = indicator.choose(scene, PROFILE)
mix = benchmark.open_place()
trend.show(scene, chosen)
groups.show(scene, chosen, "profession", page="profession")
response.show(scene, PROFILE)
frame.close_page(scene, PROFILE)
benchmark.show(scene, chosen, mix)
