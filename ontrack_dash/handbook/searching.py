"""Search in the handbook: by parts of words and in whatever form a word stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontrack_dash.handbook.model import Block, Section, Step

WORD = re.compile(r"\w+")
# Bulgarian changes these within one word: „мярка – мерки“, „център – центрове“.
ALTERNATING = str.maketrans({"я": "е", "ъ": None})
SHORTEST_STEM = 3
BEFORE, AFTER = 60, 120
ELLIPSIS = "…"


@dataclass(frozen=True)
class Hit:
    """One section that holds every word of the query, and the first place of it: before · found · after."""

    step: Step
    section: Section | None
    before: str
    found: str
    after: str

    @property
    def title(self) -> str:
        """The heading the place stands under."""
        return self.section.title if self.section else self.step.title


def find(steps: Sequence[Step], query: str, endings: Sequence[str]) -> tuple[Hit, ...]:
    """Return the sections that hold every word of a query, those first whose heading does.

    A word is found in another form of it (`endings` are those of the language) and as a part of a longer one.
    """
    terms = [fold(_stem(word.casefold(), endings)) for word in WORD.findall(query)]
    if not terms:
        return ()
    places = [(step, section) for step in steps for section in (None, *step.sections)]
    ranked = [(rank, hit) for step, section in places for rank, hit in _hits(step, section, terms)]
    return tuple(hit for _, hit in sorted(ranked, key=lambda pair: pair[0]))


def fold(text: str) -> str:
    """Reduce a word to what its forms share."""
    return text.casefold().translate(ALTERNATING)


def _stem(word: str, endings: Sequence[str]) -> str:
    """Take the longest ending off a word that leaves enough of it."""
    fitting = [ending for ending in endings if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM]
    return word.removesuffix(max(fitting, key=len, default=""))


def _hits(step: Step, section: Section | None, terms: Sequence[str]) -> Iterator[tuple[int, Hit]]:
    title = section.title if section else step.title
    blocks: Sequence[Block] = section.blocks if section else step.lead
    # A place in the text says more than the heading, which stands above it anyway.
    texts = [*(text for block in blocks for text in block.texts), title]
    spots = [next(_spots(texts, term), None) for term in terms]
    if None in spots:
        return
    in_title = all(any(_spots([title], term)) for term in terms)
    place = next((spot for spot in spots if spot and spot[0] != title), (texts[0], 0, 0))
    yield 0 if in_title else 1, Hit(step, section, *_cut(*place))


def _spots(texts: Sequence[str], term: str) -> Iterator[tuple[str, int, int]]:
    """Yield every word that begins with a term, or holds it: its text, where it begins and where it ends."""
    for text in texts:
        for word in WORD.finditer(text):
            folded = fold(word.group())
            if folded.startswith(term) or (len(term) >= SHORTEST_STEM and term in folded):
                yield text, word.start(), word.end()


def _cut(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return a place with what stands around it, cut between words."""
    before, after = text[:start], text[end:]
    if len(before) > BEFORE:
        before = ELLIPSIS + before[-BEFORE:].partition(" ")[2]
    if len(after) > AFTER:
        after = after[:AFTER].rpartition(" ")[0] + ELLIPSIS
    return before, text[start:end], after
