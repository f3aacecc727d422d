"""A deck as slides: pictures of the screen, a handout, a PowerPoint presentation."""

from ontrack_dash.export.slides.drawn import album, png, svg
from ontrack_dash.export.slides.handout import make as pdf
from ontrack_dash.export.slides.powerpoint import BrokenTemplateError, find_problem, own_template, pptx

__all__ = ["BrokenTemplateError", "album", "find_problem", "own_template", "pdf", "png", "pptx", "svg"]
