"""A questionnaire as XLSForm, which KoboToolbox and ODK read: all languages in one file, routing and checks kept."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ontrack_dash.export.cells import put_at
from ontrack_dash.export.tools.edition import add_about, edition_of
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import PROFESSION, Instrument, Item

Row = Mapping[str, str]

TYPES = {"number": "integer", "date": "date", "text": "text", "note": "note"}
APPEARANCES = {"date": "month-year", "text": "multiline", PROFESSION: "minimal autocomplete"}
# What people see, once in each language.
SHOWN = ("label", "hint", "constraint_message", "required_message")
SURVEY = ("type", "name", *SHOWN, "required", "relevant", "constraint", "appearance", "default")
CHOICES = ("list_name", "name", "label")
SETTINGS = ("form_title", "form_id", "version", "default_language")


def make(instrument: Instrument, words: Words) -> bytes:
    """Return the questionnaire as XLSForm; the language of `words` is the one it opens in."""
    book = Workbook()
    survey = book.worksheets[0]
    survey.title = "survey"
    lists = _name_lists(instrument)
    _fill(survey, SURVEY, _survey(instrument, lists))
    _fill(book.create_sheet("choices"), CHOICES, _choices(instrument, lists))
    _fill(book.create_sheet("settings"), SETTINGS, [_settings(instrument, words)])
    add_about(book, instrument, words, "about")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def language(lang: str) -> str:
    """Name a language as XLSForm wants it: its own name and its code."""
    return f"{Words(lang).t('app.language_name')} ({lang})"


def _settings(instrument: Instrument, words: Words) -> Row:
    return {
        "form_title": words.t(f"instrument.{instrument.id}.title"),
        "form_id": f"ontrack_{instrument.id}",
        "version": edition_of(instrument, words),
        "default_language": language(words.lang),
    }


def _survey(instrument: Instrument, lists: Mapping[str, str]) -> Iterator[Row]:
    # The day somebody answered is not the day the answer was sent, when there is no network.
    yield {"type": "today", "name": "answer_date"}
    for item in instrument.hidden:
        yield {"type": "hidden", "name": item.id, "default": item.given or ""}
    key = f"instrument.{instrument.id}"
    yield {"type": "note", "name": "intro", **_say("label", lambda words: _intro(instrument, words))}
    for section, items in instrument.sections.items():
        yield {"type": "begin_group", "name": section, **_say("label", partial(_heading, section))}
        yield from (_question(item, lists) for item in items)
        yield {"type": "end_group"}
    yield {"type": "note", "name": "thanks", **_say("label", lambda words: words.t(f"{key}.thanks"))}


def _heading(section: str, words: Words) -> str:
    return words.t(f"instrument_section.{section}")


def _intro(instrument: Instrument, words: Words) -> str:
    return words.t(f"instrument.{instrument.id}.intro", minutes=words.number(instrument.minutes))


def _question(item: Item, lists: Mapping[str, str]) -> Row:
    kinds = {"one": "select_one", "scale": "select_one", "many": "select_multiple"}
    constraint, message = _constraint(item)
    return {
        "type": f"{kinds[item.type]} {lists[item.id]}" if item.choices else TYPES[item.type],
        "name": item.id,
        **_say("label", item.text),
        **_say("hint", item.hint),
        "required": "yes" if item.required else "",
        **_say("required_message", lambda words: words.t("tool.required") if item.required else ""),
        "relevant": _relevant(item),
        "constraint": constraint,
        **_say("constraint_message", lambda words: _written(message, item, words)),
        "appearance": APPEARANCES.get(item.list if item.list == PROFESSION else item.type, ""),
    }


def _relevant(item: Item) -> str:
    return " or ".join(f"${{{item.when.item}}} = '{code}'" for code in item.when.codes) if item.when else ""


def _constraint(item: Item) -> tuple[str, str]:
    """Return the check of an answer and the key of what is said when it fails."""
    if item.limits:
        return f". >= {item.limits[0]} and . <= {item.limits[1]}", "tool.wrong.number"
    if item.type == "date":
        return ". <= today()", "tool.wrong.date"
    if item.exclusive:
        return f"not(selected(., '{item.exclusive}') and count-selected(.) > 1)", "tool.wrong.exclusive"
    return "", ""


def _written(key: str, item: Item, words: Words) -> str:
    if item.limits:
        return words.t(key, low=str(item.limits[0]), high=str(item.limits[1]))
    if item.exclusive:
        return words.t(key, answer=item.choice(item.exclusive).text(words))
    return words.t(key) if key else ""


def _name_lists(instrument: Instrument) -> Mapping[str, str]:
    """Return the list of answers of each question: its own where only some of the usual answers are offered."""
    names: dict[str, str] = {}
    first: dict[str, Item] = {}
    for item in instrument.asked:
        if item.list:
            alike = first.setdefault(item.list, item)
            names[item.id] = item.list if alike.choices == item.choices else item.id
    return names


def _choices(instrument: Instrument, lists: Mapping[str, str]) -> Iterator[Row]:
    lists_items = {lists[item.id]: item for item in instrument.asked if item.choices}
    for name, item in lists_items.items():
        for choice in item.choices:
            yield {"list_name": name, "name": choice.code, **_say("label", choice.text)}


def _say(column: str, text: Callable[[Words], str]) -> Row:
    return {f"{column}::{language(lang)}": text(Words(lang)) for lang in LANGUAGES}


def _fill(page: Worksheet, columns: Iterable[str], rows: Iterable[Row]) -> None:
    headers = [
        header
        for column in columns
        for header in ([f"{column}::{language(lang)}" for lang in LANGUAGES] if column in SHOWN else [column])
    ]
    for place, header in enumerate(headers, start=1):
        put_at(page, 1, place, header)
    for number, row in enumerate(rows, start=2):
        for place, header in enumerate(headers, start=1):
            if text := row.get(header):
                put_at(page, number, place, text)
    page.freeze_panes = "A2"
