"""Sentences made by rules: of published estimates here, of other things in the modules named for them."""

from ontrack_dash.sentences.estimates import caution, comparison, finding, missing, shows, shows_not

__all__ = ["caution", "comparison", "finding", "missing", "shows", "shows_not"]
