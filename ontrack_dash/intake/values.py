"""One cell's text into a value, or into the rule it breaks: numbers, years, closed lists, licence numbers."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ontrack_dash.catalogue import RULES
from ontrack_dash.fields import FIELDS, VOCABULARIES, Field, fold
from ontrack_dash.intake import codes, places
from ontrack_dash.intake.dates import parse_date
from ontrack_dash.intake.findings import MASKED


class Reading(NamedTuple):
    """What a cell says: a value, the rule it breaks, or both when the rule only warns."""

    value: object = None
    rule: str | None = None
    detail: str | None = None


Reader = Callable[[str], Reading]

SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
WHOLE = re.compile(r"([-−]?)(\d{1,15})(?:[.,]0+)?")
DECIMAL = re.compile(r"([-−]?)(\d{1,15}(?:[.,]\d{1,20})?)")
SCALE = re.compile(r"([1-5])(?:[.,]0+)?")
CODE = re.compile(r"\w[\w .\-/]{0,39}")
# What people and survey programs put between several answers ticked together.
BETWEEN_ANSWERS = re.compile(r"[;|]")
JOINT = ";"
YEAR = re.compile(r"(\d{4})(?:[.,]0+)?(?:\s*г\.?)?")
LICENCE = re.compile(r"(\d{4,20})(?:[.,]0)?(?:\s*/.*)?")
WHOLE_TAIL = re.compile(r"(?<=\d)[.,]0+$")
LARGEST_COUNT = 2**31 - 1
UNTYPED = ("key", "text")
# What LimeSurvey writes where nothing was asked or answered.
NO_ANSWER = frozenset(map(fold, ("N/A", "No answer", "Няма отговор")))


def reader_of(field: Field, today: date) -> Reader | None:
    """Return what reads the cells of a field, None where any text will do."""
    if field.type in UNTYPED:
        return None
    if field.type in ("choice", "choices"):
        read = read_choice if field.type == "choice" else read_choices
        return _skip_masked(lambda text: read(text, field.vocabulary or field.id))
    if field.type == "code":
        return _skip_masked(lambda text: read_code(text, field.vocabulary))
    if field.type == "date":
        return _skip_masked(lambda text: read_date(text, today))
    if field.type == "year":
        first = RULES["years"]["birth_first" if field.id == "birth_year" else "first"]
        return _skip_masked(lambda text: read_year(text, first, today.year))
    return _skip_masked(READERS[field.type])


def read_count(text: str) -> Reading:
    """Read a whole number, 0 or more."""
    found = WHOLE.fullmatch(SPACES.sub("", text))
    if found is None:
        is_negative = text.startswith(("-", "−")) and DECIMAL.fullmatch(text)
        return Reading(rule="number_negative" if is_negative else "number_invalid")
    number = int(found[2])
    if found[1] and number:
        return Reading(rule="number_negative")
    return Reading(number) if number <= LARGEST_COUNT else Reading(rule="number_invalid")


def read_decimal(text: str) -> Reading:
    """Read a number, 0 or more, with a comma or a point before its decimals."""
    plain = SPACES.sub("", text)
    if "," in plain and "." in plain:
        thousands = min(",.", key=plain.rindex)
        plain = plain.replace(thousands, "")
    found = DECIMAL.fullmatch(plain)
    if found is None:
        return Reading(rule="number_invalid")
    number = float(found[2].replace(",", "."))
    if found[1] and number:
        return Reading(rule="number_negative")
    return Reading(number) if number <= LARGEST_COUNT else Reading(rule="number_invalid")


def read_scale(text: str) -> Reading:
    """Read a score of 1 to 5."""
    found = SCALE.fullmatch(text)
    return Reading(int(found[1])) if found else Reading(rule="scale_invalid")


def read_year(text: str, first: int, last: int) -> Reading:
    """Read a year between two years, both included."""
    found = YEAR.fullmatch(text)
    year = int(found[1]) if found else 0
    return Reading(year) if first <= year <= last else Reading(rule="year_invalid")


def read_date(text: str, today: date) -> Reading:
    """Read a day that has come; years before the product's first are typing errors."""
    day = parse_date(text)
    if day is None or day.year < RULES["years"]["first"]:
        return Reading(rule="date_invalid")
    return Reading(rule="date_future") if day > today else Reading(day)


def read_choice(text: str, vocabulary: str) -> Reading:
    """Read one of a closed list by any of its spellings; yes and no become booleans."""
    code = _spellings(vocabulary).get(fold(WHOLE_TAIL.sub("", text)))
    if code is None:
        return Reading(rule="choice_unknown")
    return Reading(code == "yes" if vocabulary == "yes_no" else code)


def read_choices(text: str, vocabulary: str) -> Reading:
    """Read several of a closed list, semicolons between them, into their codes in the order of the list."""
    readings = [read_choice(part.strip(), vocabulary) for part in BETWEEN_ANSWERS.split(text) if part.strip()]
    if not readings or any(reading.rule for reading in readings):
        return Reading(rule="choice_unknown")
    ticked = {reading.value for reading in readings}
    return Reading(JOINT.join(code for code in VOCABULARIES[vocabulary] if code in ticked))


def read_code(text: str, vocabulary: str | None) -> Reading:
    """Read one of an open list by any of its spellings; another short code stands for itself."""
    known = _spellings(vocabulary).get(fold(text)) if vocabulary else None
    plain = " ".join(text.split())
    return Reading(known or plain) if known or CODE.fullmatch(plain) else Reading(rule="code_invalid")


def read_licence(text: str) -> Reading:
    """Read a licence number, also with the date of the licence after a slash."""
    found = LICENCE.fullmatch(text)
    return Reading(found[1]) if found else Reading(rule="licence_invalid")


def read_profession(text: str) -> Reading:
    """Read a profession by its code, with or without the name after it."""
    code = codes.find_profession(text)
    return Reading(code) if code else Reading(rule="profession_unknown")


def read_specialty(text: str) -> Reading:
    """Read a specialty by its code; a level after its name must be the one of the list."""
    code = codes.find_specialty(text)
    if code is None:
        return Reading(rule="specialty_unknown")
    level, printed = codes.specialties()[code].level, codes.find_level(text)
    if printed and printed != level:
        return Reading(code, "level_mismatch", level)
    return Reading(code)


def read_oblast(text: str) -> Reading:
    """Read an oblast by any of its names; a name that two oblasti share is none."""
    found = places.find_oblast(text)
    if len(found) == 1:
        return Reading(found[0])
    return Reading(rule="oblast_unknown", detail=places.name_oblasti(found) if found else None)


def read_settlement(text: str) -> Reading:
    """Read the oblast of a settlement; a name found in several is left open, with their names as detail."""
    found = places.find_settlement(text)
    if len(found) == 1:
        return Reading(found[0])
    if found:
        return Reading(rule="settlement_ambiguous", detail=places.name_oblasti(found))
    return Reading(rule="settlement_unknown")


READERS: Mapping[str, Reader] = {
    "count": read_count,
    "decimal": read_decimal,
    "scale": read_scale,
    "licence": read_licence,
    "profession": read_profession,
    "specialty": read_specialty,
    "oblast": read_oblast,
    "settlement": read_settlement,
}


def _skip_masked(reader: Reader) -> Reader:
    return lambda text: Reading() if text == MASKED else reader(text)


@lru_cache
def _spellings(vocabulary: str) -> Mapping[str, str]:
    codes = VOCABULARIES[vocabulary]
    spelt = {fold(spelling): code for code, spellings in codes.items() for spelling in spellings}
    return {fold(code): code for code in codes} | spelt


def is_number(field_id: str) -> bool:
    """Tell whether a field's cells are numbers, in which long digits after a point are no identifier."""
    return field_id in FIELDS and FIELDS[field_id].type in ("count", "decimal", "scale", "year")
