"""The slide of one centre: its shares, each beside its benchmark."""

from ontrack_dash.figures import marks as rows
from ontrack_dash.figures import spine
from ontrack_dash.slides import headlines, marking, telling
from ontrack_dash.slides.compared import CENTRE
from ontrack_dash.slides.defined import Kind
from ontrack_dash.slides.model import MOST_ROWS, Chart, Series, Slide
from ontrack_dash.slides.scope import Scope
from ontrack_dash.slides.telling import Around


def profile(scope: Scope, kind: Kind) -> Slide:
    """Return the shares of one centre, each beside its benchmark."""
    words = scope.words
    ids = tuple(name for name in kind.ids or scope.page.charted if marking.is_share(name))[:MOST_ROWS]
    estimates = scope.publish(ids)
    if not marking.is_shown(estimates):
        return telling.nothing(scope, kind, words.t("ui.profile"), estimates, ids)
    found = rows.read_marks(estimates[estimates["status"] != "no_data"], words)
    apart = {row.code: headlines.side_of(row) for row in found}
    marks = tuple(marking.mark(row, words, role="look" if apart[row.code] else "this") for row in found)
    chart = Chart(
        "dots",
        tuple(headlines.name_short(row.indicator, words) for row in found),
        (Series(words.label(CENTRE, scope.where.get(CENTRE, "")), marks),),
        axis=marking.axis(marks, words),
        legend=words.t("slides.legend.profile"),
        title=words.t("ui.profile"),
    )
    return telling.slide(
        scope,
        kind,
        headlines.say_profile(list(apart.values()), found, words),
        chart,
        ids,
        Around(
            shows="dots",
            alt=spine.describe(estimates, words),
            basis=" · ".join(filter(None, (telling.say_range(found, "app.persons", words), scope.describe()))),
            caution=" ".join(filter(None, (marking.count_states(found, words), telling.say_absent(estimates, words)))),
        ),
    )
