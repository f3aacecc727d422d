"""Invented answers of employers about graduates who work for them."""

from datetime import date

import numpy as np
import pandas as pd

from ontrack_dash.demo.outcomes import draw_scores
from ontrack_dash.demo.people import make_keys
from ontrack_dash.demo.world import SHAPE, World


def make_employers(answers: pd.DataFrame, world: World, today: date, rng: np.random.Generator) -> pd.DataFrame:
    """Let some employers of graduates who found work in their field answer by `today`; the fields of their file."""
    first, last = SHAPE["employers"]["days"]
    near = answers["in_field"].isin(["profession", "related"])
    hired = answers[near & (answers["destination"] == "employed") & (answers["wave"] == "1")]
    hired = hired[rng.random(len(hired)) < SHAPE["employers"]["share"]]
    dates = hired["completion_date"] + pd.to_timedelta(rng.integers(first, last, len(hired)), unit="D")
    own = world.centres["satisfaction"].to_numpy()[hired["centre"]]
    table: pd.DataFrame = hired[["licence", "profession", "specialty", "level", "kind", "year"]].assign(
        answer_id=make_keys(len(hired), rng),
        answer_date=dates,
        qualification=draw_scores(SHAPE["scores"]["qualification"] + own, rng),
        satisfaction=draw_scores(SHAPE["scores"]["employer_satisfaction"] + own, rng),
    )
    return table[table["answer_date"] <= pd.Timestamp(today)]
