"""Whether a file is good, and what it changed."""

from ontrack_dash.ui import frame, history, templates, upload

words = frame.open_for_import("import_data")
upload.show(words)
templates.show(words)
history.show(words)
