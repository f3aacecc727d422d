"""Sentences about pilots: how practical the tools are, why, what it teaches, and by which rules that is said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from ontrack_dash.catalogue import RULES
from ontrack_dash.comparisons.practicality import VERDICTS, Reason
from ontrack_dash.i18n import Words
from ontrack_dash.pilot_names import name_code

JUDGED = VERDICTS[:3]
TERMS = ("source", "evaluation", "criterion", *VERDICTS[:4], "sure", "reservation", "alpha", "agreement", "apart",
         "protected")  # fmt: skip
MOST_LESSONS = 8

Row = Mapping[Any, Any]


def finding(verdicts: pd.DataFrame, words: Words) -> str:
    """Say how many tools are practical, and how sure that is."""
    counts = verdicts["verdict"].value_counts()
    judged = verdicts[verdicts["verdict"].isin(JUDGED)]
    if judged.empty:
        return words.t("pilot.finding.hidden" if counts.get("protected", 0) else "pilot.finding.too_few")
    parts = [words.t(f"pilot.finding.{name}", n=words.number(counts[name])) for name in JUDGED if name in counts]
    said = [words.plural("pilot.finding.judged", len(judged), verdicts=", ".join(parts))]
    unsure = int((~judged["is_sure"].fillna(value=False)).sum())
    said += [words.plural("pilot.finding.unsure", unsure)] if unsure else []
    rest = len(verdicts) - len(judged)
    said += [words.plural("pilot.finding.rest", rest)] if rest else []
    return " ".join(said)


def name_verdict(row: Row, words: Words) -> str:
    """Name the verdict of a tool, and that chance may have decided it."""
    name = words.t(f"pilot.verdict.{row['verdict']}")
    if row["is_sure"] is not False:
        return name
    return words.t("pilot.by_chance", verdict=name)


def write_share(share: float, words: Words) -> str:
    """Write a share in whole per cent, with one decimal more where it would else look like a threshold it is not."""
    limits = [RULES["pilot"][name] for name in ("good_share", "floor_share")]
    is_near = any(share != limit and words.percent(share, 0) == words.percent(limit, 0) for limit in limits)
    return words.percent(share, int(is_near))


def say_reasons(reasons: Iterable[Reason], words: Words) -> list[str]:
    """Say what counts against a tool, or against what is said of it, each with its number and threshold."""
    return [_say_reason(reason, words) for reason in reasons]


def say_agreement(row: Row, words: Words) -> str:
    """Say by which kappa evaluators agree, or why there is none; of a hidden row nothing."""
    if row["status"] == "protected":
        return ""
    return words.t(f"pilot.agreement.{row['method']}", kappa=words.number(row["agreement"], 2))


def list_themes(of_tool: pd.DataFrame, words: Words) -> str:
    """Say what the comments on one tool are about, most of them first."""
    rows = of_tool.sort_values("comments", ascending=False, kind="stable").to_dict("records")
    return " · ".join(f"{name_theme(row['theme'], words)} {words.number(row['comments'])}" for row in rows)


def name_theme(theme: str, words: Words) -> str:
    """Name what a comment is about, also where nobody said."""
    return words.t("pilot.not_said" if theme == "none" else f"pilot_theme.{theme}")


def say_groups(compared: pd.DataFrame, words: Words) -> str:
    """Say which groups stand apart from all others together, beyond chance."""
    known = compared[compared["difference"].notna()]
    if len(known) < len(("one", "another")):
        return ""
    apart = known[known["is_apart"]]
    names = {
        side: ", ".join(name_code(row["grouped"], row["code"], words) for row in rows.to_dict("records"))
        for side, rows in (("above", apart[apart["difference"] > 0]), ("below", apart[apart["difference"] < 0]))
        if len(rows)
    }
    said = [words.t(f"pilot.groups.{side}", names=listed) for side, listed in names.items()]
    return " ".join(said) or words.t("pilot.groups.alike")


def lessons(verdicts: pd.DataFrame, changes: pd.DataFrame, themes: pd.DataFrame, words: Words) -> list[str]:
    """Say what the numbers teach, by rule: what to mend first, what a round changed, what comments are about.

    `changes` of `comparisons.compare_rounds`, `themes` of `pilots.themes`.
    """
    said = [*_keep(verdicts, words), *_mend(verdicts, themes, words), *_widespread(verdicts, words)]
    return [*said, *_moved(changes, words)]


def explain(words: Words) -> list[tuple[str, str]]:
    """Return the rules behind everything the page says, as term and text; thresholds stand in `rules.toml`."""
    rule, protection = RULES["pilot"], RULES["protection"]
    given = {
        "favourable": rule["favourable"],
        "good": words.percent(rule["good_share"], 0),
        "floor": words.percent(rule["floor_share"], 0),
        "least": rule["least_evaluations"],
        "unanswered": words.percent(rule["most_unanswered"], 0),
        "longest": words.number(rule["longest"]),
        "response": words.percent(rule["least_response"], 0),
        "alpha": words.number(rule["least_alpha"], 2),
        "level": words.percent(RULES["precision"]["level"], 0),
        "minimum": protection["minimum_n"],
    }
    return [(words.t(f"pilot.term.{name}"), words.t(f"pilot.rule.{name}", **given)) for name in TERMS]


def say_protection(words: Words) -> str:
    """Say who sees what of a pilot."""
    return dict(explain(words))[words.t("pilot.term.protected")]


def _say_reason(reason: Reason, words: Words) -> str:
    said = words.t(
        f"pilot.reason.{reason.rule}",
        criterion=name_code("criterion", reason.criterion, words) if reason.criterion else "",
        **_write(reason, words),
    )
    return said if reason.is_sure else words.t("pilot.reason.by_chance", reason=said)


def _write(reason: Reason, words: Words) -> dict[str, str]:
    """Write a number and the threshold it missed, with one more decimal where they would else look the same."""
    if reason.value is None or reason.limit is None:
        return {"value": "", "limit": ""}
    if reason.rule == "too_long":
        return {"value": words.number(reason.value), "limit": words.number(reason.limit)}
    write = words.number if reason.rule == "low_alpha" else words.percent
    rough = 2 if reason.rule == "low_alpha" else 0
    digits = rough + (write(reason.value, rough) == write(reason.limit, rough))
    return {"value": write(reason.value, digits), "limit": write(reason.limit, rough)}


def _keep(verdicts: pd.DataFrame, words: Words) -> Iterator[str]:
    kept = verdicts[verdicts["verdict"] == "practical"]
    if len(kept):
        yield words.t("pilot.lesson.keep", tools=_list_tools(kept, words))


def _mend(verdicts: pd.DataFrame, themes: pd.DataFrame, words: Words) -> Iterator[str]:
    """Say what is to be mended first in each tool that is not practical as it is, and how many comments are on it."""
    wanting = verdicts[verdicts["verdict"].isin(JUDGED[1:])].sort_values("value", kind="stable")
    for row in wanting.head(MOST_LESSONS).to_dict("records"):
        first = row["reasons"][0]
        reason = " ".join(say_reasons([first], words))
        said = words.t("pilot.lesson.mend", tool=name_code("tool", row["tool"], words), reason=reason)
        about = themes[(themes["tool"] == row["tool"]) & (themes["theme"] == first.criterion)]["comments"].sum()
        yield f"{said} {words.plural('pilot.lesson.comments', about)}" if about else said


def _widespread(verdicts: pd.DataFrame, words: Words) -> Iterator[str]:
    """Say which criterion is missed by most tools, where it is more than one."""
    missed = [
        reason.criterion
        for reasons in verdicts["reasons"]
        for reason in reasons
        if reason.rule in ("short", "below_floor", "empty")
    ]
    counts = pd.Series(missed, dtype="str").value_counts()
    if len(counts) and counts.iloc[0] > 1:
        criterion = name_code("criterion", str(counts.index[0]), words)
        yield words.plural("pilot.lesson.widespread", int(counts.iloc[0]), criterion=criterion)


def _moved(changes: pd.DataFrame, words: Words) -> Iterator[str]:
    """Say what changed from one round to the next beyond chance, the largest change first."""
    moved = changes[changes["is_apart"].astype(bool)]
    order = moved["difference"].abs().sort_values(ascending=False, kind="stable").index
    for row in moved.loc[order].head(MOST_LESSONS).to_dict("records"):
        yield words.t(
            "pilot.lesson.moved",
            tool=name_code("tool", row["tool"], words),
            criterion=name_code("criterion", row["criterion"], words),
            previous=row["previous"],
            round=row["round"],
            change=words.points(row["difference"], 0),
            low=words.signed(row["difference_low"], 0),
            high=words.signed(row["difference_high"], 0),
        )


def _list_tools(rows: pd.DataFrame, words: Words) -> str:
    names: Sequence[str] = [name_code("tool", tool, words) for tool in rows["tool"]]
    return "; ".join(names)
