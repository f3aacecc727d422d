"""What can be wrong with a template of the agency, said so that a person can mend it in Word."""

import re
from types import TracebackType

from ontrack_dash.i18n import Words

TAG = re.compile(r"\{%-?\s*(\w+)[^%]*?-?%\}")
XML = re.compile("<[^>]*>")
BLOCKS = {"endif": "if", "endfor": "for"}
LONGEST_PLACE = 120
# What jinja calls the file of a template that was given as text.
TEMPLATE_FILE = "<template>"


class BrokenTemplateError(Exception):
    """A template that cannot be filled; its text says where and how to mend it, in the reader's language."""

    def __init__(self, rule: str, words: Words, **details: str) -> None:
        """Word the problem: `export.section.template.<rule>` and how to mend it."""
        remedy = words.t("export.section.template.remedy")
        super().__init__(f"{words.t(f'export.section.template.{rule}', **details)} {remedy}")
        self.rule = rule


def find_unbalanced(source: str) -> tuple[str, str] | None:
    """Return the first block that is never closed, or an end that closes nothing, and what a person reads before it."""
    opened: list[re.Match[str]] = []
    for found in TAG.finditer(source):
        kind = found.group(1)
        if kind in BLOCKS.values():
            opened.append(found)
        elif kind in BLOCKS:
            if not opened or BLOCKS[kind] != opened[-1].group(1):
                return _describe(opened[-1] if opened else found, source)
            opened.pop()
    return _describe(opened[-1], source) if opened else None


def text_at(source: str, line: int | None) -> str:
    """Return what a person reads at a line of a template, or above it: every paragraph begins a line."""
    lines = source.split("\n")[: line or 1]
    said = next((text for xml in reversed(lines) if (text := " ".join(XML.sub("", xml).split()))), "")
    return said if len(said) <= LONGEST_PLACE else said[:LONGEST_PLACE] + "…"


def _describe(tag: re.Match[str], source: str) -> tuple[str, str]:
    before = source[: tag.start()]
    return " ".join(tag.group().split()), text_at(before, before.count("\n") + 1)


def line_of(traceback: TracebackType | None) -> int | None:
    """Return the line of the template that an error in filling it comes from."""
    line = None
    while traceback:
        if traceback.tb_frame.f_code.co_filename == TEMPLATE_FILE:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
