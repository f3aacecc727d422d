"""The materials of graduate tracking: questionnaires in every form people use, code books, letters."""

from ontrack_dash.export.tools.edition import describe, edition_of
from ontrack_dash.export.tools.forms import FORMS, Form
from ontrack_dash.export.tools.kit import Material, materials
from ontrack_dash.export.tools.letters import LETTERS
from ontrack_dash.export.tools.paper import route

__all__ = ["FORMS", "LETTERS", "Form", "Material", "describe", "edition_of", "materials", "route"]
