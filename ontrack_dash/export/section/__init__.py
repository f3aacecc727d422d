"""The files of a section: Word, PDF and Excel, of one centre or of all."""

from ontrack_dash.export.section.batch import Result, alone, drop_left, write_all, zip_folder
from ontrack_dash.export.section.forms import FORMS, Maker
from ontrack_dash.export.section.origin import describe
from ontrack_dash.export.section.problems import BrokenTemplateError
from ontrack_dash.export.section.template import default_template, place
from ontrack_dash.export.section.word import find_problem

__all__ = [
    "FORMS",
    "BrokenTemplateError",
    "Maker",
    "Result",
    "alone",
    "default_template",
    "describe",
    "drop_left",
    "find_problem",
    "place",
    "write_all",
    "zip_folder",
]
