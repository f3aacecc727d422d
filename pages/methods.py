"""What exactly a number means."""

from ontrack_dash.ui import filters, frame, methods, open_data

words = frame.open_plain("methods")
filters.offer_link(words)
methods.show_catalogue(words)
methods.show_rules(words)
methods.show_limits(words)
open_data.show(words)
methods.show_references(words)
