"""A run put together: title first, then the slides of every view, each with public figures only."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ontrack_dash.i18n import Words
from ontrack_dash.runs import Run, View
from ontrack_dash.slides import abroad, figured, ordered, parted, piloted, placed, profiled, standing, textual, trends
from ontrack_dash.slides.defined import KINDS, Kind, slides_of
from ontrack_dash.slides.model import Deck, Slide
from ontrack_dash.slides.scope import Scope, contents, open_scope
from ontrack_dash.slides.telling import say_origin
from ontrack_dash.store import builds
from ontrack_dash.store.builds import Build

Builder = Callable[[Scope, Kind], Slide]

BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {
        made.__name__: made
        for made in (
            abroad.countries, abroad.eurostat, abroad.eurostat_years,
            figured.groups, figured.numbers,
            parted.destinations, parted.response,
            piloted.pilot_scores, piloted.pilot_verdicts,
            placed.places,
            ordered.beside, ordered.order,
            profiled.profile,
            standing.funnel,
            textual.definitions, textual.link, textual.reading,
            trends.trend,
        )
    }
)  # fmt: skip
LINK = KINDS["link"]


def compose(data: Path, run: Run, words: Words) -> Deck:
    """Return a run as slides of the newest build; a frozen view takes its own, or says that it is no longer kept.

    `data` is the folder of builds. The first slide is the title; whoever asks, all figures are public ones.
    """
    build = builds.refresh(data)
    found = [(view, _build_of(data, view, build)) for view in run.views]
    slides = textual.join_hidden(
        [slide for view, of in found for slide in (compose_view(of, view, words) if of else [_without(view, words)])],
        words,
    )
    used = [of for _, of in found if of] or ([build] if build else [])
    day = contents(build).data_date if build else None
    source = say_origin("", build, day, words) if build else ""
    return Deck(
        lang=words.lang,
        title=run.name,
        subtitle=run.comment,
        slides=(textual.title(run, source, words), *slides),
        mark=words.t("app.demo_mark") if any(of.is_demo for of in used) else "",
        build=build.number if build else None,
        data_date=day,
        author=words.t("app.name"),
        missing=tuple(view.name for view, of in found if of is None),
    )


def compose_view(build: Build, view: View, words: Words) -> tuple[Slide, ...]:
    """Return the slides of one view with the figures everybody may see; one whose page has none is its link."""
    scope = open_scope(build, view, words)
    offered = slides_of(view.page)
    chosen = [name for name in view.slides if name in offered] or [name for name in offered if name != LINK.id]
    if scope.page.subject and not scope.where[scope.page.subject]:
        return (textual.nobody(scope),)
    return tuple(_make(scope, KINDS[name]) for name in chosen or (LINK.id,))


def _make(scope: Scope, kind: Kind) -> Slide:
    """Build one slide; what was written about the view stands before what is said of every such slide."""
    made = BUILDERS[kind.builder](scope, kind)
    own = [text for text in (scope.view.comment, scope.view.notes) if text and text not in made.notes]
    return replace(made, notes="\n\n".join(filter(None, (*own, made.notes))))


def _build_of(data: Path, view: View, newest: Build | None) -> Build | None:
    return newest if view.build is None else builds.find(data, view.build)


def _without(view: View, words: Words) -> Slide:
    return textual.missing(view, words) if view.build else textual.empty(words)
