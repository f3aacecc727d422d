"""The slide of the oblasti: one tile each, all of the same size."""

from functools import lru_cache

from ontrack_dash.fields import reference
from ontrack_dash.figures import marks as rows
from ontrack_dash.figures import tiles
from ontrack_dash.slides import headlines, marking, telling
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import Chart, Mark, Series, Slide
from ontrack_dash.slides.scope import Scope
from ontrack_dash.slides.telling import Around


def places(scope: Scope, kind: Kind) -> Slide:
    """Return one indicator by oblast."""
    words, indicator = scope.words, scope.indicator
    estimates = scope.publish((indicator,), kind.by)
    known = marking.keep_known(estimates) if len(estimates) else estimates
    title = words.t("ui.groups", indicator=words.t(f"indicator.{indicator}.name"), by=words.t(f"ui.by.{kind.by}"))
    if not marking.is_shown(known):
        return telling.nothing(scope, kind, title, known, (indicator,))
    found = {row.code: row for row in rows.read_marks(known, words, kind.by)}
    marks = tuple(_tile(found.get(code), code, scope, kind.by) for code in _grid())
    chart = Chart(
        "tiles",
        tuple(words.label(kind.by, code) for code in _grid()),
        (Series(title, marks),),
        axis=marking.axis([marking.bare(mark) for mark in marks], words, is_share=marking.is_share(indicator)),
        places=tuple(_grid().values()),
        legend=words.t("slides.legend.tiles"),
        title=title,
    )
    return telling.slide(
        scope,
        kind,
        headlines.say_groups(indicator, list(found.values()), words),
        chart,
        (indicator,),
        Around(
            shows="tiles",
            alt=tiles.describe(known, words),
            without=(kind.by,),
            caution=marking.count_states(list(found.values()), words),
        ),
    )


def _tile(row: rows.Mark | None, code: str, scope: Scope, by: str) -> Mark:
    """Return a tile with its abbreviation as label; an oblast without a row has no data."""
    words = scope.words
    name, role = words.t(f"figure.oblast.{code}"), "look" if scope.where.get(by) == code else "this"
    if row is None:
        return Mark(words.t("status.no_data"), "no_data", role=role, label=name)
    return marking.labelled(marking.mark(row._replace(benchmark=None), words, role=role), name)


@lru_cache(maxsize=1)
def _grid() -> dict[str, tuple[int, int]]:
    """Return row and column of each oblast."""
    table = reference("oblasti")
    cells = zip(table["oblast_code"], table["tile_row"], table["tile_column"], strict=True)
    return {code: (int(row), int(column)) for code, row, column in cells}
