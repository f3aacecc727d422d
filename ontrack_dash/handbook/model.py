"""What the handbook is made of, as frozen records: steps, sections, blocks, and the words in them."""

from collections.abc import Iterator
from dataclasses import dataclass

PARAGRAPH, NOTE, BULLETS, NUMBERS, CHECKS, TABLE = "paragraph", "note", "bullets", "numbers", "checks", "table"
CHECKLIST = "checklist"


class InvalidHandbook(ValueError):
    """The text of the handbook does not hold together; says which file and where."""


@dataclass(frozen=True)
class Run:
    """Some words that look alike; `href` is the address they lead to."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Table:
    """A table; `right` says which columns hold numbers, `title` and `notes` may be ""."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    title: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Block:
    """One paragraph, note or list, line by line, or one table."""

    kind: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each line, or of each row of the table."""
        if self.table:
            return tuple(" · ".join(row) for row in (self.table.header, *self.table.rows))
        return tuple(plain(line) for line in self.lines)


@dataclass(frozen=True)
class Section:
    """One section; `pages`, `instruments`, `tools` and `letters` are those its text names, in that order."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    pages: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One of the steps of tracking; `lead` stands before its first section."""

    id: str
    number: int
    title: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]

    def section(self, name: str) -> Section:
        """Return one of the sections.

        Raises:
            KeyError: no such section.
        """
        return {section.id: section for section in self.sections}[name]

    @property
    def checks(self) -> Iterator[Line]:
        """What is ticked off before the next step."""
        blocks = self.section(CHECKLIST).blocks
        return (line for block in blocks if block.kind == CHECKS for line in block.lines)


def plain(line: Line) -> str:
    """Return the words of a line without their looks."""
    return "".join(run.text for run in line)
