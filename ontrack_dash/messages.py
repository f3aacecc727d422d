"""Findings as sentences: what is wrong, where, and how to mend it, in the reader's language."""

import pandas as pd

from ontrack_dash.fields import LAYOUTS
from ontrack_dash.i18n import Words


def explain(findings: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Add `message` and `remedy` to a findings frame."""
    texts = findings.astype(object).where(findings.notna(), "").to_dict("records")
    rows = [_name({str(name): value for name, value in row.items()}, words) for row in texts]
    return findings.assign(
        message=pd.array([words.t(_key(row, words), **row) for row in rows], dtype="str"),
        remedy=pd.array([words.t(f"rule.{row['rule']}.remedy", **row) for row in rows], dtype="str"),
    )


def _name(row: dict[str, object], words: Words) -> dict[str, object]:
    """Add the names of what a finding holds as ids: kinds of file and what the person was to say."""
    ids = [part for cell in ("value", "detail") for part in str(row[cell]).split(", ")]
    kinds = [words.t("option.quoted", name=words.t(f"file_kind.{part}")) for part in ids if part in LAYOUTS]
    option = f"option.{row['detail']}"
    return {**row, "kinds": ", ".join(kinds), "option": words.t(option) if words.has(option) else ""}


def _key(row: dict[str, object], words: Words) -> str:
    """Choose the wording: some findings are told otherwise for a file name, or when there is nothing near."""
    key = f"rule.{row['rule']}.message"
    special = f"{key}_{row['detail'] if row['value'] else 'bare'}"
    return special if words.has(special) else key
