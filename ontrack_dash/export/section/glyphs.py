"""Characters the fonts inside a PDF cannot draw: PDF/UA allows none of them, so something stands in for each."""

import re
from collections.abc import Sequence

import typst

from ontrack_dash.export.section import chart

# A character and what is drawn together with it: accents, frames, skin tones, joiners, variants.
CLUSTER = re.compile("[\\s\\S][\u0300-\u036f\u200d\u20d0-\u20f0\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]*")
STAND_IN = "\N{WHITE SQUARE}"
# So many are tried; those behind them, by number, are of scripts that no font here has.
MOST = 200
SAMPLE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "1")
#set text(font: "Libertinus Serif", lang: "en")
#for said in data { par(said) + par(text(weight: "semibold", said)) }
"""


def stand_in(text: str) -> str:
    """Return text in which a mark stands for every character no font has; one that lacks only its accents keeps bare.

    What people paste brings such characters: the bullets of Word are of a font of its own, and there are emoji.
    """
    unusual = sorted({cluster for cluster in CLUSTER.findall(text) if not cluster.isascii()})
    missing = {cluster: cluster[0] for cluster in _find_missing(unusual)}
    bare = sorted({first for first in missing.values() if not first.isascii()})
    without = set(_find_missing(bare))
    return CLUSTER.sub(lambda found: _choose(found.group(), missing, without), text)


def _choose(cluster: str, missing: dict[str, str], without: set[str]) -> str:
    first = missing.get(cluster, cluster)
    return STAND_IN if first in without else first


def _find_missing(clusters: Sequence[str]) -> list[str]:
    return [*_halve(clusters[:MOST]), *clusters[MOST:]]


def _halve(clusters: Sequence[str]) -> list[str]:
    """Halve the clusters until those that cannot be drawn are alone."""
    if not clusters or _can_draw(clusters):
        return []
    if len(clusters) == 1:
        return list(clusters)
    middle = len(clusters) // 2
    return [*_halve(clusters[:middle]), *_halve(clusters[middle:])]


def _can_draw(clusters: Sequence[str]) -> bool:
    try:
        chart.compile_page(SAMPLE, list(clusters), format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return False
    return True
