"""What people wrote of the tools and what they say it is about: for the agency alone."""

from pathlib import Path

import pandas as pd

from ontrack_dash.fields import VOCABULARIES
from ontrack_dash.pilots.asked import Where, check, order, select
from ontrack_dash.store import pilots
from ontrack_dash.viewers import Viewer

THEMES = tuple(VOCABULARIES["pilot_theme"])
WRITTEN = ["round", "tool", "country", "role", "themes", "comment"]


def comments(build: Path, where: Where | None = None, *, viewer: Viewer) -> pd.DataFrame:
    """Return what was written, tool by tool: round, tool, country, role, themes (tuple of codes), comment."""
    given = dict(where or {})
    check((), given)
    found = select(pilots.read_comments(build), given) if viewer.role == "agency" else pd.DataFrame(columns=WRITTEN)
    written = found[found["comment"].notna()]
    places = written["tool"].map(lambda code: order("tool", code))
    written = written.assign(themes=written["themes"].map(tuple)).loc[places.sort_values(kind="stable").index]
    return written[WRITTEN].reset_index(drop=True)


def themes(build: Path, where: Where | None = None, *, viewer: Viewer) -> pd.DataFrame:
    """Count the comments by what they are about, as it was entered; one may be about several things.

    Returns:
        tool, theme (of the closed list, "none" where nothing was entered), comments, of (comments on the tool).
    """
    said = comments(build, where, viewer=viewer)
    rows = []
    for tool, group in said.groupby("tool", sort=False):
        for theme in (*THEMES, "none"):
            about = sum(theme in codes if theme != "none" else not codes for codes in group["themes"])
            if about:
                rows.append({"tool": tool, "theme": theme, "comments": about, "of": len(group)})
    return pd.DataFrame(rows, columns=["tool", "theme", "comments", "of"])
