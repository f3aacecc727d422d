"""What exactly a number means."""

from ontrack_dash.ui import frame, methods

words = frame.open_plain("methods")
methods.show_catalogue(words)
methods.show_rules(words)
methods.show_limits(words)
methods.show_references(words)
