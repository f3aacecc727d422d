"""Facts of others as HTML: no statement without the link it was taken from; every text in them is escaped."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from urllib.parse import urlsplit

from ontrack_dash.export.sourced import DAY, LINK, NUMBERS, Sourced, write
from ontrack_dash.i18n import Words

PREFIX = "www."


def link(address: str) -> str:
    """Return a link that shows whose page it leads to."""
    host = (urlsplit(address).hostname or "").removeprefix(PREFIX)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(host)}</a>'


def source(address: str, day: date | None, words: Words, note: str = "") -> str:
    """Return where a statement was taken from and when it was taken down, with a note after it."""
    said = [link(address), *([escape(words.date(day))] if day else [])]
    return f'<small class="od-source">{" · ".join([", ".join(said), *([escape(note)] if note else [])])}</small>'


def table(facts: Sourced, words: Words) -> str:
    """Return a table whose last column is where each row was taken from; on a phone its rows become blocks.

    A table without that column is this product's own.
    """
    shown = [place for place, (_, kind) in enumerate(facts.columns) if kind not in (LINK, DAY)]
    has_source = len(shown) < len(facts.columns)
    look = "od-table od-blocks" if has_source else "od-table od-own"
    titles = [*(facts.columns[place] for place in shown), *([(words.t("europe.source"), LINK)] if has_source else [])]
    head = "".join(f'<th scope="col"{_side(kind)}>{escape(title)}</th>' for title, kind in titles)
    body = "".join(f"<tr>{_row(facts, row, shown, words)}</tr>" for row in facts.rows)
    return (
        f'<div class="{look}" role="region" tabindex="0" aria-label="{escape(facts.title)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def tiles(items: Iterable[tuple[str, str, str]]) -> str:
    """Return tiles of a number, what it counts and the HTML of its source."""
    body = "".join(
        f'<section class="od-tile" aria-label="{escape(name)}"><h2>{escape(name)}</h2>'
        f'<p class="od-value">{escape(value)}</p><p>{origin}</p></section>'
        for name, value, origin in items
    )
    return f'<div class="od-tiles od-tiles-4">{body}</div>'


def statements(items: Iterable[tuple[str, str]]) -> str:
    """Return a list of statements, each with the HTML of its source."""
    return f'<ul class="od-facts">{"".join(f"<li>{escape(text)} {origin}</li>" for text, origin in items)}</ul>'


def cells(question: str, items: Iterable[tuple[str, str, str]], *, is_open: bool) -> str:
    """Return one question and the answer of each: name, text and the HTML of its source; "" where none was found."""
    body = "".join(
        f"<li><b>{escape(name)}</b><p{'' if origin else _QUIET}>{escape(text)}</p>{origin}</li>"
        for name, text, origin in items
    )
    summary = f"<summary>{escape(question)}</summary>"
    return f'<details class="od-entry"{" open" if is_open else ""}>{summary}<ul class="od-cells">{body}</ul></details>'


_QUIET = ' class="od-quiet"'


def _row(facts: Sourced, row: Sequence[object], shown: Sequence[int], words: Words) -> str:
    name, *rest = (write(facts.columns[place][1], row[place], words) for place in shown)
    titles = [facts.columns[place] for place in shown[1:]]
    said = "".join(
        f'<td{_side(kind)} data-label="{escape(title)}">{escape(text)}</td>'
        for (title, kind), text in zip(titles, rest, strict=True)
    )
    return f'<th scope="row">{escape(name)}</th>{said}{_origin(facts, row, words)}'


def _origin(facts: Sourced, row: Sequence[object], words: Words) -> str:
    kinds = [kind for _, kind in facts.columns]
    if LINK not in kinds:
        return ""
    address, day = str(row[kinds.index(LINK)]), row[kinds.index(DAY)] if DAY in kinds else None
    if not address.startswith("https://"):
        return f'<td><small class="od-source od-own">{escape(address)}</small></td>'
    return f"<td>{source(address, day if isinstance(day, date) else None, words)}</td>"


def _side(kind: str) -> str:
    return ' class="od-number"' if kind in NUMBERS else ""
