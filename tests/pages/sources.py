"""Finds figures of a page that do not say where they come from."""

import re
from html.parser import HTMLParser

# What one statement stands in; a page says nothing in smaller pieces.
STATEMENTS = ("li", "tr", "section", "p")
# This product's own method and what heads a table.
OWN, WITHIN = "od-own", ("thead", "summary", "style", "script")
DIGIT = re.compile(r"\d")


class _Reader(HTMLParser):
    """Collects the statements that have a digit in their text and no address."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.text: list[list[str]] = []
        self.answered: list[bool] = []
        self.unsourced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.open.append((tag, given.get("class", "")))
        if tag in STATEMENTS:
            self.text.append([])
            self.answered.append(False)
        is_link = tag == "a" and given.get("href", "").startswith("https://")
        if is_link or any(OWN in look for _, look in self.open):
            self.answered = [True] * len(self.answered)

    def handle_data(self, data: str) -> None:
        if self.text and not any(tag in WITHIN for tag, _ in self.open):
            for text in self.text:
                text.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1][0] != tag:
            self.open.pop()
        if self.open:
            self.open.pop()
        if tag not in STATEMENTS or not self.text:
            return
        said, is_answered = "".join(self.text.pop()), self.answered.pop()
        # A statement within another one is answered for by it.
        if not self.text and DIGIT.search(said) and not is_answered:
            self.unsourced.append(said.strip())


def unsourced(markup: str) -> list[str]:
    """Return the statements of a piece of HTML that hold a figure and no link to a source."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.unsourced
