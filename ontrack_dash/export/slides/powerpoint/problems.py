"""What can be wrong with the agency's own template, said so that a person can mend it in PowerPoint."""

from ontrack_dash.i18n import Words


class BrokenTemplateError(Exception):
    """A template no slides can be made from; its text says why and what to do, in the reader's language."""

    def __init__(self, rule: str, words: Words, **details: object) -> None:
        """Word the problem: `export.slides.template.<rule>` and how to mend it."""
        remedy = words.t("export.slides.template.remedy")
        super().__init__(f"{words.t(f'export.slides.template.{rule}', **details)} {remedy}")
        self.rule = rule
