"""The few pieces of HTML that Streamlit has no element for; every text in them is escaped."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

MARKS = re.compile(r"[\\`*_\[\]$:<>~]")


class Linked(str):
    """Text of a cell that leads to an address of this app."""

    __slots__ = ("address",)
    address: str

    def __new__(cls, text: str, address: str) -> "Linked":
        """Keep the address with the text."""
        linked = super().__new__(cls, text)
        linked.address = address
        return linked


def plain(text: str) -> str:
    """Return text that Markdown leaves as it is: names come from files, and a new line in one may begin anything."""
    return MARKS.sub(r"\\\g<0>", " ".join(text.splitlines()))


def show_address(address: str) -> None:
    """Show an address that one click selects whole."""
    st.html(f'<p class="od-address" tabindex="0">{escape(address)}</p>')


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    caption: str,
    numbers: Sequence[bool] = (),
    *,
    has_blocks: bool = False,
) -> str:
    """Return a table whose first column names its rows; `numbers` says which columns stand to the right.

    With blocks the rows of a table too wide for a phone stand there one below the other.
    """
    right = [*numbers, *[False] * (len(header) - len(numbers))]
    columns = zip(header, right, strict=True)
    head = "".join(f'<th scope="col"{_side(place)}>{escape(text)}</th>' for text, place in columns)
    labels = header if has_blocks else [""] * len(header)
    body = "".join(f"<tr>{_row(row, right, labels)}</tr>" for row in rows)
    look = "od-table od-blocks" if has_blocks else "od-table"
    return (
        f'<div class="{look}" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def pairs(items: Iterable[tuple[str, str]]) -> str:
    """Return a list of terms and what they mean."""
    body = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in items)
    return f'<dl class="od-pairs">{body}</dl>'


def points(said: Iterable[str]) -> str:
    """Return a list of sentences, nothing where there is none."""
    items = "".join(f"<li>{escape(text)}</li>" for text in said)
    return f'<ul class="od-list">{items}</ul>' if items else ""


def said(text: str) -> str:
    """Return a paragraph of plain sentences."""
    return f'<p class="od-said">{escape(text)}</p>'


def heading(text: str) -> str:
    """Return the heading of a part of a page."""
    return f'<p class="od-heading">{escape(text)}</p>'


def definition(row: Mapping[str, str]) -> str:
    """Return the definition of an indicator: the first pair names it, empty ones are left out."""
    (_, name), *rest = row.items()
    return heading(name) + pairs((label, text) for label, text in rest if text)


def _row(row: Sequence[str], right: Sequence[bool], labels: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(
        f"<td{_side(place)}{_named(label)}>{_cell(text)}</td>"
        for text, place, label in zip(rest, right[1:], labels[1:], strict=True)
    )
    return f'<th scope="row">{_cell(first)}</th>{cells}'


def _cell(text: str) -> str:
    """Return the text of a cell; an address is a link."""
    said = escape(text)
    if isinstance(text, Linked):
        return f'<a href="{escape(text.address)}" target="_self">{said}</a>'
    return f'<a href="{said}" target="_blank" rel="noopener">{said}</a>' if text.startswith("https://") else said


def _named(label: str) -> str:
    return f' data-label="{escape(label)}"' if label else ""


def _side(to_the_right: bool) -> str:
    return ' class="od-number"' if to_the_right else ""
