"""Points of a self-assessment as people write them."""

from ontrack_dash.i18n import Words


def write_points(points: float, words: Words) -> str:
    """Write points with the decimals they have, two at most: rounded ones could pass a threshold they do not reach."""
    return words.number(points, 2 if round(points * 10, 6) % 1 else None)


def count_points(points: float, words: Words) -> str:
    """Write how many points."""
    return words.plural("filing.points", points, points=write_points(points, words))
