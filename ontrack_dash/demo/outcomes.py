"""What became of the invented graduates, who was asked and who answered."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from ontrack_dash.demo.people import employment, field_effect, make_keys
from ontrack_dash.demo.world import SHAPE, Codes, Flags, Numbers, Whole, World

WAVES = (1, 2)
DESTINATIONS = np.array(["employed", "self_employed", "study", "unemployed", "inactive", "other"], dtype=object)
# What an answer repeats of the register, because nothing joins the two.
COURSE = ("licence", "profession", "specialty", "level", "kind", "completion_date", "funding", "oblast")
PERSON = ("sex", "birth_year")
AT_WORK = ("employed", "self_employed")
DAYS_A_MONTH = 30.44


def make_answers(
    people: pd.DataFrame, world: World, today: date, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Invite and question the graduates of every wave that is over by `today`.

    Returns:
        The people with has_consent and for each wave where they truly are and whether they were invited
        (destination_1, is_invited_1…), and one row per respondent and wave with the fields of the answers and
        `person` (position).
    """
    effect = employment(people, world)
    luck = rng.gumbel(size=(len(people), len(DESTINATIONS)))
    has_consent = rng.random(len(people)) < SHAPE["contact"]["consent"]
    can_be_reached = has_consent & (rng.random(len(people)) < SHAPE["contact"]["invited"])
    people = people.assign(has_consent=has_consent)
    waves = []
    for wave in WAVES:
        destination = _draw_destinations(people, effect, luck, wave, rng)
        is_invited = can_be_reached & _is_over(people, wave, today)
        answered = is_invited & (rng.random(len(people)) < _chance_to_answer(people, world, destination, wave))
        people[f"destination_{wave}"], people[f"is_invited_{wave}"] = destination, is_invited
        waves.append(_question(people, world, effect, destination, answered, wave, rng))
    answers = pd.concat(waves, ignore_index=True)
    return people, answers.assign(answer_id=make_keys(len(answers), rng))


def _draw_destinations(
    people: pd.DataFrame, effect: Numbers, luck: Numbers, wave: int, rng: np.random.Generator
) -> Codes:
    shape = SHAPE["destinations"]
    base = [shape[name] + (shape["later"].get(name, 0.0) if wave == 2 else 0.0) for name in DESTINATIONS]
    utility = np.tile(np.array(base), (len(people), 1))
    utility[:, :2] += effect[:, None]
    utility[:, 1] += field_effect(people, "own")
    utility[:, 2] += np.where(people["age"] <= SHAPE["people"]["young"], SHAPE["people"]["young_study"], 0.0)
    if wave == 2:
        stays = rng.random(len(people)) < shape["stays"]
        luck = np.where(stays[:, None], luck, rng.gumbel(size=luck.shape))
    drawn: Codes = DESTINATIONS[(utility + luck).argmax(axis=1)]
    return drawn


def _is_over(people: pd.DataFrame, wave: int, today: date) -> Flags:
    """Tell for whom the last day of a wave has passed."""
    last = people["completion_date"] + pd.Timedelta(days=SHAPE["waves"][str(wave)]["last"])
    return (last <= pd.Timestamp(today)).to_numpy()


def _chance_to_answer(people: pd.DataFrame, world: World, destination: Codes, wave: int) -> Numbers:
    shape = SHAPE["contact"]
    odds = SHAPE["waves"][str(wave)]["base"] + world.centres["response"].to_numpy()[people["centre"]]
    odds = odds + np.where(np.isin(destination, AT_WORK), shape["employed"], 0.0)
    odds = odds + np.where(destination == "unemployed", shape["unemployed"], 0.0)
    odds = odds + np.where(destination == "inactive", shape["inactive"], 0.0)
    odds = odds + np.where(people["is_woman"], shape["women"], 0.0)
    odds = odds + np.where(people["age"] <= SHAPE["people"]["young"], shape["young"], 0.0)
    return _chance(odds)


def _question(
    people: pd.DataFrame,
    world: World,
    effect: Numbers,
    destination: Codes,
    answered: Flags,
    wave: int,
    rng: np.random.Generator,
) -> pd.DataFrame:
    asked = people[answered]
    is_at_work = np.isin(destination[answered], AT_WORK)
    days = rng.integers(SHAPE["waves"][str(wave)]["first"], SHAPE["waves"][str(wave)]["last"] + 1, len(asked))
    in_field = _draw_in_field(asked, world, is_at_work, rng)
    said = np.where(rng.random(len(asked)) < SHAPE["destinations"]["not_said"], "unknown", destination[answered])
    return asked[[*COURSE, *PERSON, "year", "centre"]].assign(
        person=np.flatnonzero(answered),
        wave=str(wave),
        answer_date=asked["completion_date"] + pd.to_timedelta(days, unit="D"),
        destination=said,
        in_field=_forget(in_field, rng),
        is_studying=_forget(_draw_studying(destination[answered], rng), rng),
        months_to_job=_draw_job_months(effect[answered], is_at_work, days, rng),
        usefulness=_forget(_draw_usefulness(in_field, is_at_work, rng), rng),
        satisfaction=_forget(_draw_satisfaction(asked, world, is_at_work, rng), rng),
    )


def _draw_in_field(asked: pd.DataFrame, world: World, is_at_work: Flags, rng: np.random.Generator) -> Codes:
    shape = SHAPE["work"]
    odds = shape["in_field"] + field_effect(asked, "in_field") + world.centres["in_field"].to_numpy()[asked["centre"]]
    near = rng.random(len(asked)) < _chance(odds)
    itself = rng.random(len(asked)) < shape["profession"]
    said: Codes = np.where(near, np.where(itself, "profession", "related"), "other").astype(object)
    said[~is_at_work] = None
    return said


def _draw_studying(destination: Codes, rng: np.random.Generator) -> Codes:
    beside = rng.random(len(destination)) < SHAPE["work"]["studies_beside"]
    return np.where((destination == "study") | beside, "yes", "no").astype(object)


def _draw_job_months(effect: Numbers, is_at_work: Flags, days: Whole, rng: np.random.Generator) -> Numbers:
    """Return whole months to the first job, nan for those who had none until they answered."""
    shape = SHAPE["work"]
    mean = shape["job_months"] * np.exp(-effect / 2)
    months = np.floor(rng.gamma(shape["job_shape"], mean / shape["job_shape"]))
    passed = np.floor(days / DAYS_A_MONTH)
    had_job = is_at_work | (rng.random(len(days)) < shape["had_job"])
    return np.where(had_job, np.minimum(months, passed), np.nan)


def _draw_usefulness(in_field: Codes, is_at_work: Flags, rng: np.random.Generator) -> Numbers:
    shape = SHAPE["scores"]
    mean = shape["usefulness"] + np.where(in_field == "profession", shape["useful_profession"], 0.0)
    mean = mean + np.where(in_field == "related", shape["useful_related"], 0.0)
    return np.where(is_at_work, draw_scores(mean, rng), np.nan)


def _draw_satisfaction(asked: pd.DataFrame, world: World, is_at_work: Flags, rng: np.random.Generator) -> Numbers:
    shape = SHAPE["scores"]
    own = world.centres["satisfaction"].to_numpy()[asked["centre"]]
    return draw_scores(shape["satisfaction"] + own + np.where(is_at_work, shape["satisfied_employed"], 0.0), rng)


def draw_scores(mean: Numbers, rng: np.random.Generator) -> Numbers:
    """Return whole scores from 1 to 5 around the means."""
    return np.clip(np.round(rng.normal(mean, SHAPE["scores"]["spread"])), 1, 5)


def _forget(values: npt.NDArray[np.generic], rng: np.random.Generator) -> Codes:
    """Leave some items without an answer."""
    kept = values.astype(object)
    kept[rng.random(len(values)) < SHAPE["work"]["item_missing"]] = None
    return kept


def _chance(odds: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-odds))
