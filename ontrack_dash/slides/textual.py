"""Slides of words: the title, how to read, what the indicators mean, the live page, and what is not there."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ontrack_dash.i18n import Words
from ontrack_dash.runs import Run, View
from ontrack_dash.slides import telling
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import Chart, Slide
from ontrack_dash.slides.scope import Scope

TITLE, MISSING = "title", "missing"
# A room reads no more lines of text than this.
MOST_POINTS = 9
LIMITS = ("invited", "before", "protected", "pooled")
READING = ("interval", "overlap", "protected", "answers", "cause")


def title(run: Run, source: str, words: Words) -> Slide:
    """Return the first slide of a run."""
    return Slide(
        TITLE, run.name, points=tuple(filter(None, (run.comment, words.t("slides.public_only")))), source=source,
        alt=run.name,
    )  # fmt: skip


def reading(scope: Scope, kind: Kind) -> Slide:
    """Return how the figures are to be read and what they do not say: the end of a run."""
    words = scope.words
    points = tuple(words.t(f"slides.reading.{name}") for name in READING)
    return Slide(
        kind.id, words.t("slides.reading.title"), points=points, source=_source(scope), alt=" ".join(points),
        notes="\n\n".join(words.t(f"page.methods.limit.{name}") for name in LIMITS),
        link=scope.link,
    )  # fmt: skip


def definitions(scope: Scope, kind: Kind) -> Slide:
    """Return the short definitions of the main indicators."""
    words = scope.words
    cells = tuple(
        (words.t(f"indicator.{name}.name"), _shorten(words.t(f"indicator.{name}.definition"))) for name in kind.ids
    )
    header = (words.t("app.indicator"), words.t("app.short_definition"))
    return Slide(
        kind.id, words.t("page.methods.question"), Chart("table", header, cells=cells), source=_source(scope),
        alt=" ".join(f"{name}: {text}" for name, text in cells), notes=telling.say_definition(kind.ids, words),
        link=scope.link,
    )  # fmt: skip


def link(scope: Scope, kind: Kind) -> Slide:
    """Return the question of the page, what was written about it, and the way to it."""
    words, page = scope.words, scope.view.page
    described = scope.describe() if scope.page.filters else ""
    return Slide(
        kind.id,
        telling.fit((words.t(f"page.{page}.question"),)),
        points=tuple(filter(None, (scope.view.name, scope.view.comment or words.t(f"page.{page}.lead")))),
        basis=described,
        source=_source(scope),
        alt=words.t(f"page.{page}.lead"),
        notes=scope.view.comment,
        link=scope.link,
    )


def nobody(scope: Scope) -> Slide:
    """Return the slide of a page whose subject nobody chose."""
    words, subject = scope.words, scope.page.subject
    said = words.t(f"empty.no_{subject}_text")
    return Slide(
        "link", words.t(f"empty.no_{subject}_title"), points=(said,), source=_source(scope), alt=said, link=scope.link
    )


def join_hidden(slides: Sequence[Slide], words: Words) -> list[Slide]:
    """Put slides that follow each other into one where nothing of any of them is public."""
    joined: list[Slide] = []
    for (_, is_hidden), group in groupby(slides, key=lambda slide: (slide.basis, bool(slide.hidden))):
        found = list(group)
        joined += [_join(found, words)] if is_hidden and len(found) > 1 else found
    return joined


def _join(slides: Sequence[Slide], words: Words) -> Slide:
    """Return the first of the slides, which names them all and keeps what the speaker has to say of any."""
    names = tuple(dict.fromkeys(slide.hidden for slide in slides))
    paragraphs = dict.fromkeys(part for slide in slides for part in slide.notes.split("\n\n") if part)
    points = (words.t("slides.protected_text"), *names)[:MOST_POINTS]
    headline, alt = words.t("slides.hidden"), " ".join(f"{name}." for name in names)
    return replace(slides[0], headline=headline, points=points, alt=alt, notes="\n\n".join(paragraphs), hidden=names[0])


def missing(view: View, words: Words) -> Slide:
    """Return the slide of a view whose build is no longer kept."""
    said = words.t("slides.missing.text", name=view.name)
    headline = words.t("slides.missing.title", build=view.build)
    return Slide(MISSING, headline, points=(said,), alt=said, notes=view.comment)


def empty(words: Words) -> Slide:
    """Return the slide of an installation that holds nothing yet."""
    return Slide(
        MISSING, words.t("empty.no_data_title"), points=(words.t("empty.no_data_text"),), alt=words.t("app.empty")
    )


def _source(scope: Scope) -> str:
    return telling.say_origin("", scope.build, scope.contents.data_date, scope.words)


def _shorten(definition: str) -> str:
    """Return the first sentence."""
    return f"{definition.partition('. ')[0].rstrip('.')}."
