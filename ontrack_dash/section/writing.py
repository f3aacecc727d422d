"""A section in words: the same sentences, tables and dots for the preview, Word and PDF."""

from collections.abc import Iterator

from ontrack_dash import sentences
from ontrack_dash.catalogue import INDICATORS, RULES
from ontrack_dash.i18n import Words
from ontrack_dash.section import charting, saying, tabling
from ontrack_dash.section.model import TEXTS, Part, Section, Written
from ontrack_dash.section.scope import Scope
from ontrack_dash.stats import multiplicity

AREA = "area.realisation"


def write(section: Section, words: Words) -> Written:
    """Return the section in words; a part that has nothing to say is left out."""
    parts = (
        _summary(section, words), _counts(section, words), _measured(section, words), _findings(section, words),
        _professions(section, words), _kinds(section, words), _employers(section, words), _response(section, words),
        _gaps(section, words), _own(section, words), _measures(section, words), _definitions(section, words),
    )  # fmt: skip
    is_demo = section.build.is_demo
    return Written(
        lang=words.lang,
        title=words.t(AREA),
        subtitle=words.t("section.subtitle", name=section.name, year=section.year),
        mark=words.t("app.demo_mark") if is_demo else "",
        facts=tuple(_facts(section, words)),
        parts=tuple(part for part in parts if part.lead or part.items or (part.table and part.table.rows)),
        chart_title=words.t("section.chart.title"),
        chart_alt=charting.describe(section, words),
        chart_legend=charting.legend(words),
        dots=charting.dots(section, words),
        footer=" · ".join([*([words.t("app.demo_note")] if is_demo else []), *_origin(section, words)]),
    )


def _facts(section: Section, words: Words) -> Iterator[tuple[str, str]]:
    facts = (
        ("dimension.centre", section.name),
        ("field.licence", section.licence),
        ("field.settlement", section.settlement),
        ("dimension.oblast", words.label("oblast", section.oblast) if section.oblast else ""),
        ("section.fact.year", str(section.year)),
        ("section.fact.kind", words.label("kind", section.kind)),
        ("section.fact.values", words.t(f"section.values.{section.viewer.role}")),
        ("export.data_date", words.date(section.data_date)),
        ("export.build", str(section.build.number)),
    )
    yield from ((words.t(key), said) for key, said in facts if said)


def _origin(section: Section, words: Words) -> list[str]:
    dated = words.t("app.data_as_of", date=words.date(section.data_date))
    return [words.t("app.name"), dated, words.t("app.build", build=section.build.number)]


def _part(name: str, words: Words, **content: object) -> Part:
    return Part(id=name, heading=words.t(f"section.part.{name}"), **content)  # type: ignore[arg-type]


def _summary(section: Section, words: Words) -> Part:
    """Say the first indicator, what the numbers are of, and how many stand out."""
    measured = section.measured
    headline = measured[measured["indicator"] == RULES["section"]["headline"]]
    changes = headline[["indicator", "previous_year"]].assign(
        difference=headline["change"], low=headline["change_low"], high=headline["change_high"]
    )
    if (measured["status"] == "no_data").all():
        said = [words.t("section.summary.nothing", year=section.year)]
    else:
        said = [
            sentences.finding(headline, words, changes[changes["difference"].notna()]),
            sentences.caution(headline, words),
            _say_cohorts(section, words),
            _say_compared(section, words),
        ]
    closed = [words.t("section.as_published")] if section.viewer.role == "public" else []
    return _part("summary", words, lead=tuple(filter(None, [*closed, *said])))


def _say_cohorts(section: Section, words: Words) -> str:
    of_wave = dict(zip(section.response["wave"], section.response["cohort"], strict=True))
    first, second = (of_wave[wave] for wave in (1, 2))
    kind = words.label("kind", section.kind)
    return words.t("section.summary.cohorts", kind=kind, year=section.year, first=first, second=second)


def _say_compared(section: Section, words: Words) -> str:
    """Say how many indicators stand out, how many would by chance alone, and where to be below is no fault."""
    standing = section.measured["standing"]
    n = int((standing != "").sum())
    if not n:
        return ""
    counted = {side: words.number(int((standing == side).sum())) for side in ("above", "below", "within")}
    chance = words.number(float(multiplicity.expected_alarms(n, RULES["precision"]["level"])), 1)
    said = words.t("section.summary.compared", n=words.number(n), chance=chance, **counted)
    apart = section.measured.loc[standing.isin(["above", "below"]), "indicator"]
    lower = [words.t(f"indicator.{name}.short") for name in apart if INDICATORS[name].direction == "lower"]
    return f"{said} {words.t('section.summary.lower', names=', '.join(lower))}" if lower else said


def _counts(section: Section, words: Words) -> Part:
    lead = (
        words.t("section.counts.basis"),
        words.t("section.counts.december", year=section.year, next=section.year + 1),
        *saying.say_left(section, words),
        words.t("section.counts.continuing"),
    )
    return _part("counts", words, lead=lead, table=tabling.counts(section, words))


def _measured(section: Section, words: Words) -> Part:
    return _part("measured", words, table=tabling.measured(section, words))


def _findings(section: Section, words: Words) -> Part:
    return _part("findings", words, items=tuple(text for text, _ in saying.say_findings(section, words)))


def _professions(section: Section, words: Words) -> Part:
    if section.professions.empty:
        return _part("professions", words)
    rows, headline = section.professions, RULES["section"]["headline"]
    if (rows["status"] == "protected").all():
        return _part("professions", words, lead=(words.t("section.professions.protected"),))
    caption = words.t("section.professions.caption", kind=words.label("kind", section.kind))
    measured = rows[rows["indicator"] == headline].drop(columns="cohort")
    compared = sentences.comparison(measured, words) if len(measured) > 1 else ""
    lead = [words.t("section.professions.lead", cohort=_cohort(section, headline))]
    if compared:
        name = words.t(f"indicator.{headline}.name")
        lead.append(words.t("section.professions.compared", name=name, sentence=compared))
    table = tabling.by_group(rows, "profession", caption, words)
    return _part("professions", words, lead=tuple(lead), table=table)


def _kinds(section: Section, words: Words) -> Part:
    if section.kinds.empty:
        return _part("kinds", words)
    lead = words.t("section.kinds.lead", cohort=_cohort(section, RULES["section"]["headline"]))
    table = tabling.by_group(section.kinds, "kind", words.t("section.kinds.caption"), words)
    return _part("kinds", words, lead=(lead,), table=table)


def _employers(section: Section, words: Words) -> Part:
    if section.employers.empty:
        return _part("employers", words)
    return _part(
        "employers", words, lead=(words.t("section.employers.lead"),), table=tabling.views(section, words)
    )  # fmt: skip


def _response(section: Section, words: Words) -> Part:
    if (section.response["status"] == "no_data").all():
        return _part("response", words)
    return _part("response", words, lead=(words.t("section.response.lead"),), table=tabling.response(section, words))


def _gaps(section: Section, words: Words) -> Part:
    return _part("gaps", words, items=tuple(saying.say_gap(gap, section, words) for gap in section.gaps))


def _own(section: Section, words: Words) -> Part:
    """Return the centre's own texts one after another, each under its name."""
    said = [
        words.t("section.own.said", name=words.t(f"section.own.{part}"), text=section.texts[part])
        for part in TEXTS
        if section.texts.get(part)
    ]
    return _part("own", words, lead=tuple(said))


def _measures(section: Section, words: Words) -> Part:
    if not section.measures:
        return _part("measures", words)
    return _part("measures", words, lead=(words.t("section.measures.lead"),), table=tabling.measures(section, words))


def _definitions(section: Section, words: Words) -> Part:
    rules, level = RULES["section"], words.percent(RULES["precision"]["level"], 0)
    lead = (
        words.t("section.definitions.expected"),
        words.t("section.definitions.standing", level=level),
        words.t(
            "section.definitions.kind", main=words.label("kind", rules["main_kind"]), least=rules["main_kind_n"]
        ),
        words.t("export.rule_interval", level=level),
        *([_say_protection(words)] if (section.measured["status"] == "protected").any() else []),
    )  # fmt: skip
    items = tuple(
        words.t(
            "section.definitions.item",
            name=words.t(f"indicator.{name}.name"),
            definition=words.t(f"indicator.{name}.definition"),
            source=words.t(f"basis.{INDICATORS[name].basis}"),
        )
        for name in rules["reported"]
    )
    return _part("definitions", words, lead=lead, items=items)


def _say_protection(words: Words) -> str:
    rule = RULES["protection"]
    dominance = words.percent(rule["dominance"], 0)
    return words.t(
        "export.rule_protection", minimum_n=rule["minimum_n"], small_count=rule["small_count"], dominance=dominance
    )


def _cohort(section: Section, name: str) -> int:
    return Scope(section.build.path, section.licence, section.year, section.viewer).cohort(name)
