"""What the tools of a pilot bring in real use: who answers, and which questions stay empty."""

from pathlib import Path

import pandas as pd

from ontrack_dash import indicators, pilots
from ontrack_dash.instruments import INSTRUMENTS
from ontrack_dash.viewers import Viewer

RESPONSE = "response_rate"
# Tools whose real answers this product imports.
USED = ("graduates_1", "graduates_2", "employers", "satisfaction")
# States in which there is nothing to say of who answers.
NOTHING = ("no_data", "not_applicable")
COLUMNS = {
    "tool": "str", "tried_n": "Int64", "tried": "float64", "tried_status": "str", "used_n": "Int64", "used": "float64",
    "used_low": "float64", "used_high": "float64", "used_status": "str", "blank_n": "Int64", "blank": "float64",
    "blank_status": "str", "status": "str",
}  # fmt: skip


def real_use(build: Path, where: pilots.Where | None = None, *, viewer: Viewer) -> pd.DataFrame:
    """Lay what the pilot said of a questionnaire beside the answers it brought in, all years and centres together.

    Returns:
        tool, tried_n (invited in the pilot), tried (share of them who answered), tried_status, used_n (invited in real
        use), used (answered : invited), used_low, used_high, used_status (not_applicable where nobody counts those
        invited), blank_n (questions put), blank (share of them left empty), blank_status, status ("value"). Of a tool
        without real answers there is no row.
    """
    tried = pilots.evaluations(build, ("tool",), where, viewer=viewer).set_index("tool")
    blank = pilots.blank_answers(build, viewer=viewer)
    together = blank[blank["item"] == ""].set_index("tool")
    rows = []
    for tool in USED:
        found = _respond(build, tool, viewer)
        if found["used_status"] in NOTHING and tool not in together.index:
            continue
        rows.append({"tool": tool, "status": "value", **_tried(tried, tool), **found, **_blank(together, tool, viewer)})
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _respond(build: Path, tool: str, viewer: Viewer) -> dict[str, object]:
    wave = INSTRUMENTS[tool].wave
    if wave is None:
        return {"used_status": "not_applicable"}
    found = indicators.publish(build, [RESPONSE], where={"wave": (str(wave),)}, viewer=viewer, purpose="comparison")
    names = {"n": "used_n", "value": "used", "low": "used_low", "high": "used_high", "status": "used_status"}
    rows = found[list(names)].rename(columns=names).to_dict("records")
    return {str(name): cell for name, cell in rows[0].items()} if rows else {"used_status": "no_data"}


def _tried(tried: pd.DataFrame, tool: str) -> dict[str, object]:
    if tool not in tried.index:
        return {"tried_status": "no_data"}
    row = tried.loc[tool]
    return {"tried_n": row["invited"], "tried": row["response"], "tried_status": row["response_status"]}


def _blank(together: pd.DataFrame, tool: str, viewer: Viewer) -> dict[str, object]:
    if viewer.role != "agency":
        return {"blank_status": "protected"}
    if tool not in together.index:
        return {"blank_status": "no_data"}
    row = together.loc[tool]
    return {"blank_n": row["n"], "blank": row["value"], "blank_status": row["status"]}
