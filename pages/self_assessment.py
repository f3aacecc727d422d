"""What a centre files, and who has filed."""

from ontrack_dash.ui import (
    all_sections,
    areas,
    filed,
    filed_list,
    frame,
    measures,
    own_words,
    points,
    reporting,
    section_files,
    section_preview,
    self_rating,
    silent,
)

MEASURED = (
    "employed_rate", "in_field_rate", "placement_rate", "graduate_satisfaction_rate", "training_relevance_rate",
    "completion_rate",
)  # fmt: skip

report = reporting.open_page("self_assessment")
if report.licence:
    filed.show_own(report)
    section_files.show(report)
    section_preview.show(report)
    own_words.show(report)
    measures.show(report)
    points.show(report)
    section_preview.show_definitions(report)
elif report.is_of_agency:
    if filed.show(report):
        filed_list.show(report)
    place = all_sections.show(report)
    points.show(report)
    self_rating.show(report, MEASURED)
    silent.show(report)
    areas.show(report)
    filed.explain(report)
    section_files.show_template(report)
else:
    reporting.say_closed(report)
frame.close_page(report.scene, MEASURED)
if report.is_of_agency and not report.licence:
    all_sections.work(report, place)
