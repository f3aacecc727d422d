"""Invented centres and what they teach, over the real lists of professions and oblasti."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ontrack_dash.fields import load_definition, reference

SHAPE: Mapping[str, Any] = load_definition("demo")
KINDS: tuple[str, ...] = tuple(SHAPE["kinds"])

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Codes = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class World:
    """`centres` and `specialties` are numbered by position; `offers` holds shares of a centre's courses by kind.

    centres: licence, centre_name, settlement, oblast, size, is_<kind>, and the centre's own effects
    (employment, in_field, satisfaction, response, completion).
    specialties: specialty, profession, level, field, full, part, women.
    offers: kind → centres × specialties, every row adds up to one.
    """

    centres: pd.DataFrame
    specialties: pd.DataFrame
    offers: Mapping[str, Numbers]
    good: int
    bad: int


def make_world(centres: int, rng: np.random.Generator) -> World:
    """Invent the centres: every oblast has one as long as there are as many, many are small, two truly differ."""
    table = _make_centres(centres, rng)
    good, bad = (_place_outlier(table, SHAPE["outliers"][side]) for side in ("good", "bad"))
    specialties = list_specialties()
    return World(table, specialties, _share_offers(table, specialties, rng), good, bad)


def list_specialties() -> pd.DataFrame:
    """Return the specialties people train in, with how many choose them beside each other and the share of women."""
    chosen = pd.DataFrame.from_dict(SHAPE["professions"], orient="index").rename_axis("profession_code").reset_index()
    fields = reference("professions")[["profession_code", "field_code"]]
    table = reference("specialties").drop_duplicates("specialty_code").merge(chosen).merge(fields)
    # The first specialty of a profession is taught most, the second half as much, and so on.
    place = table.groupby("profession_code").cumcount() + 1
    table[["full", "part"]] = table[["full", "part"]].div(place, axis=0)
    names = {"specialty_code": "specialty", "profession_code": "profession", "field_code": "field"}
    return table.rename(columns=names)[["specialty", "profession", "level", "field", "full", "part", "women"]]


def apportion(weights: Numbers, total: int) -> Whole:
    """Share a whole number out by weight, largest remainders first, so that the parts add up to it."""
    exact = weights / weights.sum() * total
    parts: Whole = np.floor(exact).astype(np.int64)
    missing = total - int(parts.sum())
    parts[np.argsort(parts - exact, kind="stable")[:missing]] += 1
    return parts


def _make_centres(count: int, rng: np.random.Generator) -> pd.DataFrame:
    shape = SHAPE["centres"]
    oblasti = list(SHAPE["oblasti"])
    weights = np.array([SHAPE["oblasti"][code]["weight"] for code in oblasti], dtype=float)
    drawn = rng.choice(len(oblasti), size=max(count - len(oblasti), 0), p=weights / weights.sum())
    places = np.concatenate([rng.permutation(len(oblasti)), drawn])[:count].astype(int)
    crowd = weights ** shape["place_spread"]
    low, high = shape["completion"]
    table = pd.DataFrame(
        {
            "licence": [f"{shape['licence_prefix']}{number:04}" for number in range(1, count + 1)],
            "centre_name": [_name_centre(number) for number in range(count)],
            "settlement": [rng.choice(SHAPE["oblasti"][oblasti[place]]["towns"]) for place in places],
            "oblast": [oblasti[place] for place in places],
            "size": (shape["smallest"] + rng.lognormal(0, shape["size_spread"], count)) * crowd[places],
            "employment": rng.normal(0, shape["effect_spread"], count),
            "in_field": rng.normal(0, shape["effect_spread"], count),
            "satisfaction": rng.normal(0, shape["satisfaction_spread"], count),
            "response": rng.normal(0, shape["response_spread"], count),
            "completion": low + (high - low) * rng.beta(5, 3, count),
        }
    )
    for kind, table_of_kind in SHAPE["kinds"].items():
        table[f"is_{kind}"] = _pick(table["size"], table_of_kind["centres"], rng)
    return table


def _name_centre(number: int) -> str:
    words = SHAPE["centres"]["words"]
    round_, place = divmod(number, len(words))
    word = words[place] + (f" {round_ + 1}" if round_ else "")
    return str(SHAPE["centres"]["name"].format(word=word))


def _pick(size: "pd.Series[float]", share: float, rng: np.random.Generator) -> Flags:
    """Choose a share of the centres, the larger ones rather than the small."""
    picked = np.zeros(len(size), dtype=bool)
    chance = np.sqrt(size.to_numpy())
    count = math.ceil(share * len(size))
    picked[rng.choice(len(size), size=count, replace=False, p=chance / chance.sum())] = True
    return picked


def centre_at(centres: pd.DataFrame, rank: float) -> int:
    """Return the position of the centre at this place among all by size, 0 the largest."""
    order = np.argsort(-centres["size"].to_numpy(), kind="stable")
    return int(order[round(rank * (len(centres) - 1))])


def _place_outlier(centres: pd.DataFrame, outlier: Mapping[str, float]) -> int:
    position = centre_at(centres, outlier["rank"])
    for effect in ("employment", "in_field", "satisfaction"):
        centres.loc[position, effect] = outlier[effect]
    return position


def _share_offers(centres: pd.DataFrame, specialties: pd.DataFrame, rng: np.random.Generator) -> Mapping[str, Numbers]:
    fewest, most = SHAPE["centres"]["specialties"]
    rank = centres["size"].rank(pct=True).to_numpy()
    wanted = np.round(fewest + (most - fewest) * rank).astype(int)
    popularity = {"full": specialties["full"].to_numpy(), "part": specialties["part"].to_numpy()}
    whole = ("full", "validation")
    return {kind: _draw_offers(popularity["full" if kind in whole else "part"], wanted, rng) for kind in KINDS}


def _draw_offers(popularity: Numbers, wanted: Whole, rng: np.random.Generator) -> Numbers:
    """Draw each centre's specialties without replacement, the popular ones rather than the rare (Gumbel trick)."""
    keys = np.log(popularity) + rng.gumbel(size=(len(wanted), len(popularity)))
    place = np.argsort(np.argsort(-keys, axis=1), axis=1)
    offers = np.where(place < wanted[:, None], popularity, 0.0)
    shares: Numbers = offers / offers.sum(axis=1, keepdims=True)
    return shares
