"""Sentences about self-ratings beside what was measured, and the rules behind what is filed."""

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.filings import STATUSES, deadline
from ontrack_dash.i18n import Words

CAUTIONS = ("scale", "response", "small", "chance", "order", "cause")


def say_quadrants(worked: pd.DataFrame, words: Words) -> str:
    """Say how many centres rate themselves high and measure low, how many would by chance, and how few are sure."""
    if len(worked) and worked["points"].isna().all():
        return words.t("filing.said.unassigned")
    both = worked[worked["points"].notna() & worked["value"].notna()]
    if both.empty:
        return words.t("filing.said.nobody")
    centres = words.plural("app.centres", len(both))
    high = both[both["rated"] == "rated_high"]
    if both["quadrant"].isna().all():
        return words.t("filing.said.unplaced", centres=centres)
    low = high[high["measured"] == "measured_low"]
    said = words.t(
        "filing.said.looked_at",
        centres=centres,
        high=words.number(len(high)),
        low=words.number(len(low)),
        chance=_by_chance(len(high), words),
    )
    rough = int((low["status"] == "imprecise").sum())
    return f"{said} {words.plural('filing.said.rough', rough)}" if rough else said


def cautions(worked: pd.DataFrame, words: Words) -> list[str]:
    """Return what must be said wherever self-rated and measured stand side by side."""
    n = int((worked["points"].notna() & worked["value"].notna()).sum())
    counted = {"centres": words.plural("app.centres", n), "chance": _by_chance(n, words)}
    return [words.t(f"filing.caution.{name}", **counted) for name in CAUTIONS if n or name != "chance"]


def explain(words: Words, year: int, cohort: int | None = None) -> list[tuple[str, str]]:
    """Return the rules behind statuses, levels, points and quadrants, as term and text."""
    thresholds = {name: RULES["levels"][name] for name in ("excellent", "good", "satisfactory")}
    rules = {
        "late": {"deadline": words.date(deadline(year))},
        "level": thresholds,
        "points": {},
        "zeros": {},
        "quadrant": {
            "least": RULES["self_rating"]["least_centres"],
            "interval": words.percent(RULES["precision"]["level"], 0),
        },
        **({"cohort": {"year": year, "cohort": cohort}} if cohort else {}),
    }
    return [
        *((words.t(f"filing_status.{name}"), words.t(f"filing.rule.{name}")) for name in STATUSES),
        *((words.t(f"filing.term.{name}"), words.t(f"filing.rule.{name}", **given)) for name, given in rules.items()),
    ]


def name_rating(level: str, is_boundary: bool, words: Words) -> str:
    """Name the level of a total, and that it stands at a boundary."""
    name = words.t(f"level_of_points.{level}")
    return words.t("filing.on_boundary", level=name) if is_boundary else name


def _by_chance(centres: int, words: Words) -> str:
    """Return how many of so many intervals would lie below what is true by chance."""
    return words.number(centres * (1 - RULES["precision"]["level"]) / 2, 1)
