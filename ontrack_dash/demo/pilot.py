"""An invented pilot of the tools: who was asked, who answered, how they scored and what they wrote."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ontrack_dash.demo.world import SHAPE, Flags, Numbers
from ontrack_dash.fields import VOCABULARIES

# A stream of its own: a pilot changes nothing of what happened.
STREAM = 5
CRITERIA = tuple(VOCABULARIES["criterion"])
LOWEST, HIGHEST = 1, 5
OTHER = "other"
GROUP = ["round", "tool", "country", "provider"]


def make_pilot(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Invent evaluations, and how many were asked for them and answered; both hold the fields of their layouts."""
    rng = np.random.default_rng([seed, STREAM])
    asked = _ask(rng)
    answering = asked["role"].map(SHAPE["pilot"]["answering"]).to_numpy(dtype=float)
    answered = asked[rng.random(len(asked)) < answering].reset_index(drop=True)
    scores = _score(answered, rng)
    evaluations = pd.concat([answered, _leave_empty(scores, answered, rng)], axis=1)
    evaluations["minutes"] = _time(answered, rng)
    evaluations["adopt"] = _adopt(scores)
    evaluations = _comment(evaluations, scores, rng).drop(columns="effect")
    return evaluations.sort_values([*GROUP, "respondent"], ignore_index=True), _count(asked, answered)


def _ask(rng: np.random.Generator) -> pd.DataFrame:
    """Return one row per person, tool and round, with what the person adds to every score."""
    shape = SHAPE["pilot"]
    people, number = list[dict[str, Any]](), 0
    for country, organisations in shape["countries"].items():
        for _ in range(organisations):
            number += 1
            people += _invite(country, number)
    everybody = pd.DataFrame(people)
    everybody["effect"] = rng.normal(0, shape["person_spread"], len(everybody))
    rounds = pd.DataFrame({"round": range(1, shape["rounds"] + 1)})
    tools = pd.DataFrame([(tool, role) for tool, said in shape["tools"].items() for role in said["roles"]])
    asked = everybody.merge(rounds, how="cross").merge(tools.set_axis(["tool", "role"], axis=1), on="role")
    is_new = ~asked["role"].isin(shape["same_people"])
    later = asked["respondent"] + "-" + asked["round"].astype(str)
    return asked.assign(respondent=asked["respondent"].mask(is_new, later))


def _invite(country: str, number: int) -> list[dict[str, Any]]:
    """List the people of one organisation."""
    shape = SHAPE["pilot"]
    letters = dict(zip(shape["invited"], "абвгд", strict=True))
    return [
        {
            "country": country,
            "provider": shape["provider"].format(number=number),
            "respondent": shape["respondent"].format(number=number, role=letters[role], place=place + 1),
            "role": role,
        }
        for role, count in shape["invited"].items()
        for place in range(count)
    ]


def _score(answered: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Score every criterion from 1 to 5."""
    shape = SHAPE["pilot"]
    person = answered["effect"] + answered["country"].map(shape["country_effects"]).fillna(0)
    later = (answered["round"] - 1).to_numpy()
    columns = {}
    for criterion in CRITERIA:
        said = answered["tool"].map(lambda tool, of=criterion: _said(tool, "scores", of))
        gained = answered["tool"].map(lambda tool, of=criterion: _said(tool, "gains", of))
        mean = shape["base"] + person + said + later * (gained + shape["later"])
        columns[f"tool_{criterion}"] = mean + rng.normal(0, shape["spread"], len(answered))
    return pd.DataFrame(columns).round().clip(LOWEST, HIGHEST)


def _said(tool: str, what: str, criterion: str) -> float:
    effects: Mapping[str, float] = SHAPE["pilot"]["tools"][tool].get(what, {})
    return float(effects.get(criterion, 0.0))


def _leave_empty(scores: pd.DataFrame, answered: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    usual = SHAPE["pilot"]["unanswered"]
    chance = {
        f"tool_{criterion}": answered["tool"].map(lambda tool, of=criterion: _said(tool, "empty", of) or usual)
        for criterion in CRITERIA
    }
    empty: Flags = rng.random(scores.shape) < pd.DataFrame(chance).to_numpy()
    return scores.mask(empty).astype("Int64")


def _time(answered: pd.DataFrame, rng: np.random.Generator) -> "pd.Series[int]":
    shape = SHAPE["pilot"]
    usual = answered["tool"].map({tool: said["minutes"] for tool, said in shape["tools"].items()}).to_numpy(dtype=float)
    minutes: Numbers = usual * np.exp(rng.normal(0, shape["minutes_spread"], len(answered)))
    whole = pd.Series(np.maximum(minutes.round(), 1)).astype("Int64")
    return whole.mask(rng.random(len(answered)) >= shape["said_minutes"])


def _adopt(scores: pd.DataFrame) -> "pd.Series[str]":
    shape, mean = SHAPE["pilot"], scores.mean(axis=1)
    return pd.Series(
        np.select([mean < shape["adopt_no"], mean < shape["adopt_changed"]], ["no", "changed"], "yes"), dtype="str"
    )


def _comment(evaluations: pd.DataFrame, scores: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Let some write about what they scored lowest, the content about anything."""
    shape = SHAPE["pilot"]
    lowest = scores.set_axis(list(CRITERIA), axis=1).idxmin(axis=1)
    theme = lowest.where(scores.min(axis=1) < HIGHEST, OTHER)
    luck = rng.random(len(evaluations))
    texts = [
        shape["comment"].format(text=shape["comments"][code][int(part * len(shape["comments"][code]))])
        for code, part in zip(theme, luck, strict=True)
    ]
    writes = rng.random(len(evaluations)) < shape["commented"]
    said = pd.Series(texts, dtype="object")
    codes = theme.map(lambda code: [code])
    return evaluations.assign(theme=codes.where(writes, None), comment=said.where(writes, None))


def _count(asked: pd.DataFrame, answered: pd.DataFrame) -> pd.DataFrame:
    """Count, for every tool of an organisation, who was asked and who answered."""
    counts = pd.DataFrame({"invited": asked.groupby(GROUP).size(), "answered": answered.groupby(GROUP).size()})
    return counts.fillna(0).astype(int).reset_index()
