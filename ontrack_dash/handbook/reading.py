"""Markdown into blocks: only what the handbook uses, so that every form of it can show all there is."""

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from ontrack_dash.handbook.model import (
    BULLETS,
    CHECKS,
    NOTE,
    NUMBERS,
    PARAGRAPH,
    TABLE,
    Block,
    InvalidHandbook,
    Line,
    Run,
    Section,
    Step,
    Table,
    plain,
)

# Text as it stands in the file → text with its places filled.
Fill = Callable[[str], str]
# Name → the table worked out under it.
Make = Callable[[str], Table]

PARSER = MarkdownIt("commonmark").enable("table")
HEADING = re.compile(r"(?P<title>.+?)\s*\{#(?P<id>[a-z_]+)\}")
TABLE_PLACE = re.compile(r"\{table:(\w+)\}")
NAMED = re.compile(r"\{(page|instrument|tool|letter):(\w+)\}")
TICK = "[ ] "
LISTS = {"bullet_list": BULLETS, "ordered_list": NUMBERS}
TO_THE_RIGHT = "text-align:right"


def read(name: str, number: int, text: str, fill: Fill, make: Make) -> Step:
    """Return the step a file holds.

    Raises:
        InvalidHandbook: it holds something the handbook does not use, or a heading without an id.
    """
    root = SyntaxTreeNode(PARSER.parse(text))
    title, *rest = root.children
    if title.tag != "h1":
        raise InvalidHandbook(f"{name}: begins without its title")
    parts = list(_split(rest))
    reader = _Reader(name, fill, make)
    lead, *sections = parts
    return Step(
        id=name,
        number=number,
        title=fill(_source(title)),
        lead=tuple(map(reader.block, lead)),
        sections=tuple(reader.section(head, body) for head, *body in sections),
    )


def _split(nodes: list[SyntaxTreeNode]) -> Iterator[list[SyntaxTreeNode]]:
    """Yield what stands before the first section, then each section with its heading."""
    part: list[SyntaxTreeNode] = []
    for node in nodes:
        if node.tag == "h2":
            yield part
            part = []
        part.append(node)
    yield part


def _of_kind(kind: str, named: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the names of one kind, each once, in the order of the text."""
    return tuple(dict.fromkeys(name for its, name in named if its == kind))


class _Reader:
    def __init__(self, name: str, fill: Fill, make: Make) -> None:
        self.name, self.fill, self.make = name, fill, make

    def section(self, head: SyntaxTreeNode, body: list[SyntaxTreeNode]) -> Section:
        found = HEADING.fullmatch(_source(head))
        if not found:
            raise self.problem(head, "a heading without an id")
        named = NAMED.findall("\n".join(_source(node) for node in body))
        return Section(
            id=found["id"],
            title=self.fill(found["title"]),
            blocks=tuple(map(self.block, body)),
            pages=_of_kind("page", named),
            instruments=_of_kind("instrument", named),
            tools=_of_kind("tool", named),
            letters=_of_kind("letter", named),
        )

    def block(self, node: SyntaxTreeNode) -> Block:
        if node.type == "paragraph":
            found = TABLE_PLACE.fullmatch(_source(node))
            return Block(TABLE, table=self.make(found[1])) if found else Block(PARAGRAPH, (self.line(node),))
        if node.type == "blockquote":
            return Block(NOTE, tuple(map(self.line, node.children)))
        if node.type == "table":
            return Block(TABLE, table=self.table(node))
        if node.type not in LISTS:
            raise self.problem(node, f"a {node.type}")
        lines = tuple(self.item(child) for child in node.children)
        if not all(plain(line).startswith(TICK) for line in lines):
            return Block(LISTS[node.type], lines)
        return Block(CHECKS, tuple(_without_tick(line) for line in lines))

    def item(self, node: SyntaxTreeNode) -> Line:
        if len(node.children) != 1:
            raise self.problem(node, "an item of several paragraphs")
        return self.line(node.children[0])

    def line(self, node: SyntaxTreeNode) -> Line:
        if node.type != "paragraph":
            raise self.problem(node, f"a {node.type} in another block")
        return tuple(self.runs(node.children[0].children))

    def runs(self, nodes: list[SyntaxTreeNode], is_bold: bool = False, is_italic: bool = False) -> Iterator[Run]:
        for node in nodes:
            if node.type == "softbreak":
                yield Run(" ", is_bold, is_italic)
            elif node.type == "text":
                # Before and after what is marked the parser leaves texts of nothing.
                yield from [Run(self.fill(node.content), is_bold, is_italic)] if node.content else ()
            elif node.type == "strong":
                yield from self.runs(node.children, True, is_italic)
            elif node.type == "em":
                yield from self.runs(node.children, is_bold, True)
            elif node.type == "link":
                yield Run(self.fill(_text(node)), is_bold, is_italic, str(node.attrs["href"]))
            else:
                raise self.problem(node, f"a {node.type}")

    def table(self, node: SyntaxTreeNode) -> Table:
        head, *bodies = node.children
        (header,) = head.children
        rows = [row for body in bodies for row in body.children]
        return Table(
            header=self.cells(header),
            rows=tuple(map(self.cells, rows)),
            right=tuple(TO_THE_RIGHT in str(cell.attrs.get("style", "")) for cell in header.children),
        )

    def cells(self, row: SyntaxTreeNode) -> tuple[str, ...]:
        return tuple(self.fill(_source(cell)) for cell in row.children)

    def problem(self, node: SyntaxTreeNode, what: str) -> InvalidHandbook:
        place = f"line {node.map[0] + 1}" if node.map else "somewhere"
        return InvalidHandbook(f"{self.name}, {place}: {what}")


def _source(node: SyntaxTreeNode) -> str:
    """Return the text of a node as it stands in the file."""
    return "\n".join(child.content for child in node.walk() if child.type == "inline")


def _text(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.walk() if child.type == "text")


def _without_tick(line: Line) -> Line:
    first, *rest = line
    return (Run(first.text.removeprefix(TICK), first.is_bold, first.is_italic, first.href), *rest)
