"""How evaluations of tools hang together: who answered, how long it took, whether criteria and evaluators agree."""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import VOCABULARIES
from ontrack_dash.pilots.asked import (
    COMPLETE,
    CRITERIA,
    TOOL,
    Where,
    check,
    closed_groups,
    count_people,
    groups,
    select,
    share,
)
from ontrack_dash.stats import reliability
from ontrack_dash.store import pilots
from ontrack_dash.viewers import Viewer

# Who must agree: two evaluators by Cohen's kappa, more by Fleiss'; of fewer there is nothing to say.
PAIR = 2
METHODS = ("fleiss", "cohen", "alike", "none")
QUARTILES = {"minutes_low": 0.25, "minutes": 0.5, "minutes_high": 0.75}
ADOPT = tuple(f"adopt_{code}" for code in VOCABULARIES["pilot_adopt"])
AGREED = ("raters", "agreement", "agreed")
COUNTS = ("n", "respondents", "complete", "raters", "minutes_n", "adopt_n", *ADOPT, "invited", "answered")
NUMBERS = (
    "n", "respondents", "complete", "unanswered", "alpha", *AGREED, "minutes_n", *QUARTILES, "adopt_n", *ADOPT,
    "invited", "answered", "response", "response_low", "response_high",
)  # fmt: skip

# What rests on which column, not on all evaluations: not everybody says everything. First the count of those who do.
RESTS_ON = {
    COMPLETE: ("complete", "alpha", *AGREED), "minutes": ("minutes_n", *QUARTILES), "adopt": ("adopt_n", *ADOPT),
}  # fmt: skip

Flags = npt.NDArray[np.bool_]


def evaluations(
    build: Path, by: Sequence[str] = (TOOL,), where: Where | None = None, *, viewer: Viewer
) -> pd.DataFrame:
    """Describe the evaluations of every group, protected for this viewer.

    Agreement is about one tool: which of its criteria its evaluators speak for (4-5) and which not. Subjects are the
    criteria, evaluators those who scored all of them.

    Returns:
        the `by` columns, n (evaluations), respondents (persons), complete (evaluations with every criterion scored),
        unanswered (share of all scores left empty), alpha (Cronbach, over the criteria), raters, agreement (kappa),
        agreed (share of pairs of evaluators who agree), method (of `METHODS`), minutes_n, minutes_low, minutes,
        minutes_high (quartiles), adopt_n, adopt_yes, adopt_changed, adopt_no, invited, answered, response (answered :
        invited), response_low, response_high (Wilson), response_status, status ("value" or "protected"), is_small. A
        protected row has none of the numbers.

    Raises:
        ValueError: no such dimension, or one both grouped and filtered by.
    """
    given = dict(where or {})
    check(by, given)
    closed = closed_groups(build, by, given, viewer)
    closed_of = {of: closed_groups(build, by, given, viewer, of) for of in RESTS_ON}
    invited = dict(groups(select(pilots.read_responses(build), given), by))
    rows = []
    for key, group in groups(select(pilots.read_evaluations(build), given), by):
        if not len(group):
            continue
        names = dict(zip(by, key, strict=True))
        of_one = TOOL in {**names, **given}
        closed_here = {of for of, found in closed_of.items() if found.hides(key)}
        shown = {**_screen(_describe(group, of_one=of_one), viewer, closed_here), **_respond(invited.get(key))}
        small = count_people(group) < RULES["protection"]["minimum_n"]
        states = dict.fromkeys(("response_status", "status"), "protected")
        hidden = {**dict.fromkeys(NUMBERS, np.nan), "method": "none", **states}
        is_hidden = closed.hides(key)
        rows.append({**names, **(hidden if is_hidden else shown), "is_small": small and not is_hidden})
    return _frame(rows, [*by, *NUMBERS, "method", "response_status", "status", "is_small"])


def agreement_on_tools(build: Path, where: Where | None = None, *, viewer: Viewer) -> pd.DataFrame:
    """Say, criterion by criterion, whether the same people agree which tools they speak for.

    Subjects are tools, evaluators those who scored all of them on the criterion. Not everybody tries everything, so
    tools are taken, the most evaluated first, as long as enough people scored all of them.

    Returns:
        criterion, tools, raters, agreement (kappa), agreed (share of pairs who agree), method, status ("value",
        "protected" or "not_applicable").

    Raises:
        ValueError: a filter that is no dimension, or by tool.
    """
    given = dict(where or {})
    check((TOOL,), given)
    every = pilots.read_evaluations(build)
    rows = [{"criterion": criterion, **_agree_on_tools(every, criterion, given, viewer)} for criterion in CRITERIA]
    frame = pd.DataFrame(rows, columns=["criterion", "tools", *AGREED, "method", "status"])
    return frame.astype({"tools": "Int64", "raters": "Int64", "agreement": "float64", "agreed": "float64"})


def _describe(group: pd.DataFrame, *, of_one: bool) -> dict[str, Any]:
    items = group[list(CRITERIA)].to_numpy(dtype=float)
    complete = items[~np.isnan(items).any(axis=1)]
    minutes, adopt = group["minutes"].dropna(), group["adopt"].dropna()
    return {
        "n": len(group),
        "respondents": count_people(group),
        "complete": len(complete),
        "unanswered": float(np.isnan(items).mean()),
        "alpha": reliability.cronbach_alpha(items),
        **agree(_favourable(complete) if of_one else np.empty((0, len(CRITERIA)), dtype=bool)),
        "minutes_n": len(minutes),
        **{name: float(minutes.quantile(part)) if len(minutes) else np.nan for name, part in QUARTILES.items()},
        "adopt_n": len(adopt),
        **{f"adopt_{code}": int((adopt == code).sum()) for code in VOCABULARIES["pilot_adopt"]},
    }


def _screen(described: dict[str, Any], viewer: Viewer, closed: Set[str]) -> dict[str, Any]:
    """Take out, for all but the agency, what rests on too few of the evaluations of a large enough group."""
    if viewer.role == "agency":
        return described
    minimum = RULES["protection"]["minimum_n"]
    gone = {of for of, (count, *_) in RESTS_ON.items() if of in closed or described[count] < minimum}
    screened = {**described, **dict.fromkeys((name for of in gone for name in RESTS_ON[of]), np.nan)}
    return {**screened, "method": "none"} if COMPLETE in gone else screened


def _respond(invited: pd.DataFrame | None) -> dict[str, Any]:
    """Say who was invited and who answered, as the organisers counted."""
    if invited is None or not invited["invited"].sum():
        counted, found = {"invited": np.nan, "answered": np.nan}, share(0, 0)
    else:
        counted = {name: int(invited[name].sum()) for name in ("invited", "answered")}
        found = share(counted["answered"], counted["invited"])
    named = {f"response_{name}": found[name] for name in ("low", "high", "status")}
    return {**counted, "response": found["value"], **named, "status": "value"}


def _favourable(scored: npt.NDArray[np.float64]) -> Flags:
    return np.asarray(scored >= RULES["pilot"]["favourable"], dtype=bool)


def agree(ratings: Flags) -> dict[str, Any]:
    """Measure how far evaluators agree; `ratings`: evaluators × subjects, whether each speaks for it."""
    raters, subjects = ratings.shape
    if raters < PAIR or subjects < PAIR:
        return {"raters": raters, "agreement": np.nan, "agreed": np.nan, "method": "none"}
    counts = np.column_stack([ratings.sum(axis=0), (~ratings).sum(axis=0)])
    kappa = reliability.cohen_kappa(_table(ratings)) if raters == PAIR else reliability.fleiss_kappa(counts)
    method = "cohen" if raters == PAIR else "fleiss"
    agreed = reliability.observed_agreement(counts)
    return {"raters": raters, "agreement": kappa, "agreed": agreed, "method": "alike" if np.isnan(kappa) else method}


def _table(ratings: Flags) -> npt.NDArray[np.int64]:
    """Count the subjects by what the first and what the second evaluator says of them."""
    table = np.zeros((2, 2), dtype=np.int64)
    np.add.at(table, (ratings[0].astype(int), ratings[1].astype(int)), 1)
    return table


def _agree_on_tools(every: pd.DataFrame, criterion: str, given: Mapping[str, str], viewer: Viewer) -> dict[str, Any]:
    block = _common_block(select(every, given), criterion)
    found = agree(_favourable(block.to_numpy(dtype=float)))
    if viewer.role != "agency" and _is_closed(every, criterion, given):
        return {**dict.fromkeys(("tools", *AGREED), np.nan), "method": "none", "status": "protected"}
    if found["method"] == "none":
        return {"tools": 0, **found, "raters": 0, "status": "not_applicable"}
    return {"tools": block.shape[1], **found, "status": "value"}


def _is_closed(every: pd.DataFrame, criterion: str, given: Mapping[str, str]) -> bool:
    """Tell whether the public may not know: what one country or round hides, the others and the whole would tell."""
    if len(given) > 1:
        return True
    codes = [{name: code} for name in given for code in every[name].unique()]
    people = [count_people(_common_block(select(every, one), criterion).reset_index()) for one in codes or [{}]]
    return any(0 < count < RULES["protection"]["minimum_n"] for count in people)


def _common_block(chosen: pd.DataFrame, criterion: str) -> pd.DataFrame:
    """Return evaluators × tools without a gap; a person in another round is another evaluator."""
    scored = chosen.dropna(subset=[criterion])
    table = scored.pivot_table(index=["provider", "respondent", "round"], columns=TOOL, values=criterion)
    tools = sorted(map(str, table.columns), key=lambda tool: (-table[tool].notna().sum(), tool))
    blocks = [table[tools[:count]].dropna() for count in range(PAIR, len(tools) + 1)]
    enough = [block for block in blocks if len(block) >= RULES["pilot"]["least_evaluations"]]
    some = enough or [block for block in blocks if len(block) >= PAIR]
    return some[-1] if some else table.iloc[:0, :0]


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({**dict.fromkeys(NUMBERS, "float64"), **dict.fromkeys(COUNTS, "Int64"), "is_small": bool})
