"""Findings as sentences: what is wrong, where, and how to mend it, in the reader's language."""

import pandas as pd

from ontrack_dash.i18n import Words


def explain(findings: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Add `message` and `remedy` to a findings frame."""
    texts = findings.astype(object).where(findings.notna(), "").to_dict("records")
    rows = [{str(name): value for name, value in row.items()} for row in texts]
    return findings.assign(
        message=[words.t(f"rule.{row['rule']}.message", **row) for row in rows],
        remedy=[words.t(f"rule.{row['rule']}.remedy", **row) for row in rows],
    )
