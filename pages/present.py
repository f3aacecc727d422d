"""How results are shown to a room."""

from ontrack_dash.ui import present, present_notes, present_stage, runs

asked = present.open_page("present")
if asked is None:
    runs.show()
elif asked.is_notes:
    present_notes.show(asked)
else:
    present_stage.show(asked)
