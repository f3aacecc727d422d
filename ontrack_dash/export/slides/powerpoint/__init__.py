"""Slides as PowerPoint file: native charts, the agency's own template."""

from ontrack_dash.export.slides.powerpoint.deck import pptx
from ontrack_dash.export.slides.powerpoint.problems import BrokenTemplateError
from ontrack_dash.export.slides.powerpoint.template import find_problem, own_template

__all__ = ["BrokenTemplateError", "find_problem", "own_template", "pptx"]
