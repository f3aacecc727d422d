"""How the invented centres rate themselves: points per question, only loosely what is true of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ontrack_dash.demo.outcomes import AT_WORK
from ontrack_dash.demo.world import SHAPE, Codes, Numbers, World


def question_areas() -> dict[str, str]:
    """Return the area of every scored question, by its text as exported."""
    return {_print(question): question["area"] for question in SHAPE["filing"]["questions"] if "area" in question}


def question_texts() -> list[str]:
    """Return all questions in their order as exported, scored and free."""
    return [_print(question) for question in SHAPE["filing"]["questions"]]


def find_boasters(world: World, people: pd.DataFrame) -> list[int]:
    """Return the positions of centres that place few and say otherwise: the bad outlier and the clearest after it."""
    is_at_work = people["destination_1"].isin(AT_WORK)
    placed = is_at_work.groupby(people["centre"]).agg(["mean", "size"])
    clearly = (placed["mean"] - is_at_work.mean()) * np.sqrt(placed["size"])
    lowest = clearly.drop(world.bad, errors="ignore").nsmallest(SHAPE["filing"]["rating"]["boasters"])
    return [world.bad, *lowest.index]


def rate(world: World, filings: pd.DataFrame, boasters: Sequence[int], rng: np.random.Generator) -> pd.DataFrame:
    """Answer every question for every row of `filings`, which gives centre (position) and year; one column each."""
    view = _view_oneself(world, filings, boasters, rng)
    answered = {_print(question): _answer(question, view, rng) for question in SHAPE["filing"]["questions"]}
    return pd.DataFrame(answered, index=filings.index)


def _print(question: dict[str, Any]) -> str:
    text = str(question["text"])
    return text if question.get("real") else str(SHAPE["filing"]["invented"].format(text=text))


def _view_oneself(world: World, filings: pd.DataFrame, boasters: Sequence[int], rng: np.random.Generator) -> Numbers:
    """Return how well each centre thinks of itself in each year, on the log-odds scale."""
    shape = SHAPE["filing"]["rating"]
    truth = world.centres["employment"].to_numpy() / SHAPE["centres"]["effect_spread"]
    view = shape["base"] + shape["truth"] * np.clip(truth, -shape["truth_most"], shape["truth_most"])
    view += rng.normal(0, shape["spread"], len(view))
    view[list(boasters)] = shape["base"] + shape["boast"]
    view[world.good] = shape["base"] + shape["modest"]
    passed = (filings["year"] - filings["year"].min()).to_numpy()
    luck = rng.normal(0, shape["year_spread"], len(filings))
    said: Numbers = view[filings["centre"]] + shape["trend"] * passed + luck
    return said


def _answer(question: dict[str, Any], view: Numbers, rng: np.random.Generator) -> Numbers | Codes:
    if "answers" not in question:
        said: Codes = rng.choice(np.array(question["says"], dtype=object), len(view))
        return said
    shape = SHAPE["filing"]["rating"]
    answers = np.array(question["answers"], dtype=float)
    share = 1 / (1 + np.exp(-view - rng.normal(0, shape["question_spread"], len(view))))
    points: Numbers = answers[np.minimum((share * len(answers)).astype(int), len(answers) - 1)]
    return np.where(rng.random(len(view)) < shape["unanswered"], 0.0, points)
