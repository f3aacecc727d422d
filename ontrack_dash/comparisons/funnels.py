"""Which centres stand out, and how many would by chance alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.comparisons import published
from ontrack_dash.comparisons.flags import INSIDE, LEVELS
from ontrack_dash.comparisons.published import Numbers
from ontrack_dash.questions import PLACES, Where
from ontrack_dash.stats import comparison, intervals, multiplicity, ranks, shrinkage
from ontrack_dash.viewers import Viewer

# What the centres are measured against: the whole country, or those the filters leave.
REFERENCES = ("country", "selection")
DERIVED = ("flag", "p", "is_discovery", "rank_best", "rank_worst", "shrunken", "shrunken_low", "shrunken_high")
POINTS = 80


@dataclass(frozen=True)
class Funnel:
    """Centres against the limits of chance.

    `centres`: estimates by centre (their `benchmark` is the reference), then `flag` (inside, above_95, below_95,
    above_998, below_998), `p`, `is_discovery` (Benjamini-Hochberg), `rank_best` and `rank_worst` (1 is the best;
    of imprecise centres missing), `shrunken`, `shrunken_low`, `shrunken_high`. A protected row has none of them.
    Flags follow `funnel_p`, which keeps to its level; with few persons a dot may lie over a line and be inside.
    `curves`: n, low95, high95, low998, high998; empty where the reference is not published.
    `phi` and `tau2` say how far the centres spread more than chance, whether the limits allow for it or not.
    `alarms`: pair of limits → centres chance alone would put outside it.
    """

    centres: pd.DataFrame
    curves: pd.DataFrame
    reference: float
    phi: float
    tau2: float
    alarms: Mapping[str, float]

    @property
    def count(self) -> int:
        """Return how many centres have a value."""
        return int(published.is_shown(self.centres).sum())

    def count_outside(self, limits: str) -> int:
        """Count the centres outside a pair of limits; those outside a wider pair are outside it too."""
        wider = list(LEVELS)[list(LEVELS).index(limits) :]
        return int(self.centres["flag"].isin([f"{side}_{name}" for side in ("above", "below") for name in wider]).sum())


def funnel(
    build: Path,
    indicator: str,
    where: Where | None = None,
    *,
    viewer: Viewer,
    weighting: str = "none",
    spread: bool = False,
    reference: str = "country",
) -> Funnel:
    """Compare every centre published to this viewer with a reference; `spread` widens the limits for over-dispersion.

    The reference is the published value of the country, or with "selection" of all that the filters leave. Weighted
    shares count with their effective n.

    Spiegelhalter 2005, Stat Med 24:1185; Klein, Wright & Wieczorek 2020, J R Stat Soc C 69:589.

    Raises:
        KeyError: no such indicator. ValueError: an indicator that is no share, or no such reference.
    """
    if reference not in REFERENCES:
        raise ValueError(f"no such reference: {reference}")
    rows = published.read_centres(build, [indicator], where, viewer, weighting)
    dropped = PLACES if reference == "country" else ("centre",)
    against = published.publish(build, [indicator], (), published.without(where, *dropped), viewer, weighting)
    p0 = float(against["value"].iloc[0])
    shown = published.is_shown(rows)
    x, n = published.counts(rows[shown])
    phi, tau2 = _measure_spread(x, n, p0)
    parts = [_rank(x, n, rows.loc[shown, "status"] == "value", indicator), _shrink(x, n)]
    if 0 < p0 < 1 and len(n):
        parts.append(_flag(x, n, p0, tau2 if spread else 0.0))
    derived = (
        pd.concat(parts, axis=1)
        .set_axis(rows.index[shown])
        .reindex(columns=DERIVED)
        .astype({"is_discovery": "boolean"})
    )
    return Funnel(
        centres=rows.assign(benchmark=p0).join(derived),
        curves=_draw_limits(n, p0, tau2 if spread else 0.0),
        reference=p0,
        phi=phi,
        tau2=tau2,
        alarms={name: float(multiplicity.expected_alarms(len(n), level)) for name, level in LEVELS.items()},
    )


def limits(p0: float, n: Numbers, level: float, tau2: float) -> tuple[Numbers, Numbers]:
    """Return the limits of chance at each n, wider where `tau2` says that centres differ."""
    if tau2 > 0:
        low, high = comparison.overdispersed_limits(p0, n, level, tau2)
    else:
        low, high = comparison.funnel_limits(p0, n, level)
    return np.asarray(low, dtype=float), np.asarray(high, dtype=float)


def _measure_spread(x: Numbers, n: Numbers, p0: float) -> tuple[float, float]:
    if len(n) < RULES["comparison"]["least_centres"] or not 0 < p0 < 1:
        return np.nan, 0.0
    phi, tau2 = comparison.overdispersion(x, n, p0)
    return float(phi), float(tau2)


def _flag(x: Numbers, n: Numbers, p0: float, tau2: float) -> pd.DataFrame:
    flag = np.full(len(n), INSIDE, dtype=object)
    p = np.asarray(comparison.funnel_p(x, n, p0, tau2), dtype=float)
    for name, level in LEVELS.items():
        flag = np.where(p < 1 - level, np.where(x / n > p0, f"above_{name}", f"below_{name}"), flag)
    found = multiplicity.benjamini_hochberg(p, RULES["comparison"]["false_discovery"])
    return pd.DataFrame({"flag": flag, "p": p, "is_discovery": pd.array(found, dtype="boolean")})


def _rank(x: Numbers, n: Numbers, sure: "pd.Series[bool]", indicator: str) -> pd.DataFrame:
    """Rank the precise ones, where there are two or more, by intervals that hold for all of them at once."""
    best, worst = np.full(len(n), np.nan), np.full(len(n), np.nan)
    kept = sure.to_numpy(dtype=bool)
    if kept.sum() > 1:
        level = ranks.joint_level(RULES["precision"]["level"], int(kept.sum()))
        low, high = intervals.wilson(x[kept], n[kept], level)
        if INDICATORS[indicator].direction == "lower":
            low, high = -high, -low
        best[kept], worst[kept] = ranks.rank_intervals(low, high)
    return pd.DataFrame({"rank_best": best, "rank_worst": worst}).astype("Int64")


def _shrink(x: Numbers, n: Numbers) -> pd.DataFrame:
    if len(n) < RULES["comparison"]["least_centres"]:
        return pd.DataFrame(index=range(len(n)))
    prior = shrinkage.beta_binomial(x, n)
    low, high = shrinkage.posterior_interval(x, n, prior, RULES["precision"]["level"])
    return pd.DataFrame({"shrunken": shrinkage.posterior_mean(x, n, prior), "shrunken_low": low, "shrunken_high": high})


def _draw_limits(n: Numbers, p0: float, tau2: float) -> pd.DataFrame:
    columns = [f"{side}{name}" for name in LEVELS for side in ("low", "high")]
    if not len(n) or not 0 < p0 < 1:
        return pd.DataFrame(columns=["n", *columns], dtype=float)
    grid = np.geomspace(n.min(), n.max(), POINTS) if n.max() > n.min() else np.array([n.min(), n.min() * 2])
    pairs = [edge for level in LEVELS.values() for edge in limits(p0, grid, level, tau2)]
    return pd.DataFrame(dict(zip(["n", *columns], [grid, *pairs], strict=True)))
