"""A questionnaire as LimeSurvey reads it: its tab-separated survey structure, all languages in one file.

LimeSurvey manual, „Tab Separated Value survey structure“: one row for each setting, group, question, subquestion and
answer; the whole survey in the first language, then again, in the same order, in each other one.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from ontrack_dash.export.tools.edition import edition_of
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import PROFESSION, Instrument, Item

Row = Mapping[str, str]

COLUMNS = (
    *("class", "type/scale", "name", "relevance", "text", "help", "language", "validation", "mandatory", "other"),
    *("default", "same_default"),
)
# Settings of a question, each a column of its own.
ATTRIBUTES = (
    *("hidden", "num_value_int_only", "min_num_value_n", "max_num_value_n", "date_format", "date_max"),
    "exclude_all_others",
)
TYPES = {"one": "L", "scale": "L", "many": "M", "number": "N", "date": "D", "text": "T", "note": "X"}
DROPDOWN, SHORT_TEXT = "!", "S"
ALWAYS = "1"
# By group, with a way back; the day of an answer is kept, who gave it is not. Without the day, an anonymous answer
# would be dated 1980.
SETTINGS = {
    "format": "G",
    "allowprev": "Y",
    "showprogress": "Y",
    "showwelcome": "Y",
    "anonymized": "Y",
    "datestamp": "Y",
    "ipaddr": "N",
    "refurl": "N",
    "allowsave": "N",
    "showgroupinfo": "N",
    "showqnumcode": "X",
    "showxquestions": "N",
}
# LimeSurvey's numbers for dd.mm.yyyy and dd/mm/yyyy, and for the decimal mark.
DATE_FORMATS = {"bg": "1", "en": "5"}
DECIMAL_MARKS = {"bg": "1", "en": "0"}
MONTH = {"bg": "mm.yyyy", "en": "mm/yyyy"}


def make(instrument: Instrument, words: Words) -> bytes:
    """Return the questionnaire as tab-separated survey structure; the language of `words` is its first."""
    others = [Words(lang) for lang in LANGUAGES if lang != words.lang]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, (*COLUMNS, *ATTRIBUTES), restval="", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_settings(words, others))
    for each in (words, *others):
        writer.writerows(_texts(instrument, each))
    for each in (words, *others):
        writer.writerows(_survey(instrument, each, is_first=each is words))
    return stream.getvalue().encode("utf-8-sig")


def _settings(words: Words, others: list[Words]) -> Iterator[Row]:
    languages = {"language": words.lang, "additional_languages": " ".join(other.lang for other in others)}
    for name, text in {**languages, **SETTINGS}.items():
        yield {"class": "S", "name": name, "text": text}


def _texts(instrument: Instrument, words: Words) -> Iterator[Row]:
    key = f"instrument.{instrument.id}"
    texts = {
        "surveyls_title": words.t(f"{key}.title"),
        "surveyls_description": edition_of(instrument, words),
        "surveyls_welcometext": words.t(f"{key}.intro", minutes=words.number(instrument.minutes)),
        "surveyls_endtext": words.t(f"{key}.thanks"),
        "surveyls_dateformat": DATE_FORMATS[words.lang],
        "surveyls_numberformat": DECIMAL_MARKS[words.lang],
    }
    for name, text in texts.items():
        yield {"class": "SL", "name": name, "text": text, "language": words.lang}


def _survey(instrument: Instrument, words: Words, *, is_first: bool) -> Iterator[Row]:
    for number, (section, items) in enumerate(instrument.sections.items(), start=1):
        yield {
            "class": "G",
            "type/scale": str(number),
            "name": words.t(f"instrument_section.{section}"),
            "relevance": ALWAYS,
            "language": words.lang,
        }
        for item in (*(instrument.hidden if number == 1 else ()), *items):
            yield from _question(instrument, item, words, is_first=is_first)


def _question(instrument: Instrument, item: Item, words: Words, *, is_first: bool) -> Iterator[Row]:
    yield {
        "class": "Q",
        "type/scale": _type(item),
        "name": item.short,
        "relevance": _relevance(instrument, item),
        "text": item.text(words),
        "help": item.hint(words),
        "language": words.lang,
        "mandatory": "Y" if item.required and not item.is_hidden else "N",
        "other": "N",
        "default": _default(item),
        "same_default": "Y" if item.given else "",
        # What holds in all languages is read from every row: said twice, it would be kept twice.
        **(_attributes(item, words) if is_first else {}),
    }
    for choice in item.choices:
        answer = {"name": choice.short, "text": choice.text(words), "language": words.lang}
        if item.type == "many":
            yield {"class": "SQ", "type/scale": "0", "relevance": ALWAYS, **answer}
        else:
            yield {"class": "A", "type/scale": "0", **answer}


def _type(item: Item) -> str:
    if item.list == PROFESSION:
        return DROPDOWN
    return SHORT_TEXT if item.type == "text" and item.is_hidden else TYPES[item.type]


def _relevance(instrument: Instrument, item: Item) -> str:
    if item.when is None:
        return ALWAYS
    source = instrument.item(item.when.item)
    codes = [source.choice(code).short for code in item.when.codes]
    return " or ".join(f'{source.short}.NAOK == "{code}"' for code in codes)


def _default(item: Item) -> str:
    if item.given is None:
        return ""
    return item.choice(item.given).short if item.choices else item.given


def _attributes(item: Item, words: Words) -> Row:
    found: dict[str, str] = {"hidden": "1"} if item.is_hidden else {}
    if item.type == "number":
        found["num_value_int_only"] = "1"
    if item.limits:
        found["min_num_value_n"], found["max_num_value_n"] = map(str, item.limits)
    if item.type == "date":
        found |= {"date_format": MONTH[words.lang], "date_max": "today"}
    if item.exclusive:
        found["exclude_all_others"] = item.choice(item.exclusive).short
    return found
