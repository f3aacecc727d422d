"""What a Word template may name: the written section, and the places a centre fills in itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from ontrack_dash.export.section import fragments
from ontrack_dash.export.section.fragments import Looks
from ontrack_dash.export.section.parts import MEASURES, OWN, PARTS
from ontrack_dash.export.section.prepared import MOMENT_FORMAT
from ontrack_dash.export.section.texts import clean, name
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import TEXTS, Part, Section, Written

NOTHING = Markup()


@dataclass(frozen=True)
class Fact:
    """One fact: what it is and its text."""

    label: str
    text: str


@dataclass(frozen=True)
class OwnText:
    """One text of a centre, paragraph by paragraph, or a prompt in its place."""

    heading: str
    lines: tuple[str, ...] = ()
    prompt: str = ""


@dataclass(frozen=True)
class Shown:
    """One part; a part that has nothing to say counts as false."""

    heading: str = ""
    lead: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Markup = NOTHING
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    texts: tuple[OwnText, ...] = ()
    prompt: str = ""

    def __bool__(self) -> bool:
        return bool(self.heading)


def fill(written: Written, looks: Looks, own: Mapping[str, Shown], source: str, chart: Markup) -> dict[str, Any]:
    """Return name → what stands for it; `own` are the parts that have places to fill in."""
    shown = {**{part.id: _show(part, looks) for part in written.parts}, **own}
    return {
        **{part: shown.get(part, Shown()) for part in PARTS},
        "parts": tuple(shown.values()),
        "name": name(written),
        "author": source,
        "moment": datetime.now(UTC).strftime(MOMENT_FORMAT),
        "title": written.title,
        "subtitle": written.subtitle,
        "mark": written.mark,
        "facts": tuple(Fact(label, text) for label, text in written.facts),
        "chart": chart,
        "chart_title": written.chart_title,
        "chart_legend": written.chart_legend,
        "footer": written.footer,
    }


def own_parts(section: Section, written: Written, words: Words) -> dict[str, Shown]:
    """Return what the centre says itself, with a prompt wherever it has not yet; for others there is no such part."""
    if section.viewer.role != "centre":
        return {}
    texts = tuple(_own_text(text, section.texts.get(text, ""), words) for text in TEXTS)
    own = {OWN: Shown(words.t(f"section.part.{OWN}"), texts=texts)}
    if any(part.id == MEASURES for part in written.parts):
        return own
    prompt = words.t("export.section.prompt", text=words.t("report.measures_note"))
    return {**own, MEASURES: Shown(words.t(f"section.part.{MEASURES}"), prompt=prompt)}


def everything(looks: Looks, written: Written) -> dict[str, Shown]:
    """Return the parts a centre fills in with all they can hold, to try a template on."""
    own = {part.id: _show(part, looks) for part in written.parts if part.id in (OWN, MEASURES)}
    texts = (OwnText("1", ("1",)), OwnText("1", prompt="1"))
    return {part: replace(shown, texts=texts, prompt="1") for part, shown in own.items()}


def _own_text(text: str, said: str, words: Words) -> OwnText:
    lines = tuple(line for line in clean(said).split("\n") if line.strip())
    prompt = "" if lines else words.t("export.section.prompt", text=words.t(f"report.own_part.{text}"))
    return OwnText(words.t(f"section.own.{text}"), lines, prompt)


def _show(part: Part, looks: Looks) -> Shown:
    if part.table is None:
        return Shown(part.heading, part.lead, part.items)
    made = fragments.table(part.table, looks)
    return Shown(part.heading, part.lead, part.items, made, part.table.header, part.table.rows)
