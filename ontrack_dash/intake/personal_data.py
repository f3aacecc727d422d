"""Find what identifies a person in a text: ЕГН and ЛНЧ, e-mail addresses, Bulgarian telephones."""

import re
from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from stdnum.bg import egn, pnf

from ontrack_dash.intake.findings import MASKED

# What copying out of Word and PDF files leaves between characters: nobody sees it, or sees a plain hyphen.
UNSEEN = {
    **dict.fromkeys((0x00AD, 0x034F, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)),
    **dict.fromkeys((0x2010, 0x2011, 0x2012), "-"),
}
GAP = "[ \u00a0\u2007\u2009\u202f\\-–—]"
# A cheap look before the careful one: an at sign or eight digits.
SUSPECT = r"@|(?:[0-9][^0-9]*){8}"
# Keys made by a hash function hold ten digits in a row now and then.
HASH = r"^(?:[0-9a-fA-F]{16,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$"
DAY, MONTH, CENTURY_YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "(?:19|20)[0-9]{2}"
DATES = re.compile(
    rf"(?<!\d)(?<!\d-){CENTURY_YEAR}-{MONTH}-{DAY}(?:[T ]\d\d?:\d\d(?::\d\d)?)?(?!-?\d)"
    rf"|(?<!\d)(?<!\d-){DAY}-{MONTH}-{CENTURY_YEAR}(?!-?\d)"
    rf"|(?<!\d){DAY}([./]){MONTH}\1{CENTURY_YEAR}(?!\d)"
)
TEN_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")
SIX_AND_FOUR = re.compile(rf"(?<!\d)\d{{6}}{GAP}{{1,3}}\d{{4}}(?!\d)")
SPACED_DIGITS = re.compile(rf"(?<!\d)(?<!\d{GAP})\d(?:{GAP}{{0,3}}\d){{9}}(?!{GAP}?\d)")
THOUSANDS = [1, 3, 3, 3]
YEAR = re.compile(r"(?:19|20)\d\d")
# Where a column is of numbers, Excel drops the leading zeros: of people born from 2000 on, of mobile telephones.
SHORTENED = re.compile(r"(\d{8,9})(?:[.,]0)?")
BORN_SINCE_2000 = re.compile(r"0\d(?:4[1-9]|5[0-2])")
MOBILE = re.compile(r"0(?:8[789]|9[89])")
EMAIL = re.compile(r"[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63})+")
PHONE = re.compile(
    r"(?<!\d)(?:"
    r"(?:\+|00)?359[\s\-./()]{0,3}(?:0[\s\-./()]{0,3})?[2-9](?:[\s\-./()]{0,3}\d){7,8}"
    r"|\(?0 ?(?:8[789]|9[89])(?:[\s\-–./()]{0,3}\d){7}"
    r"|\(?0[2-79](?:[ \-/()]{0,2}\d){7,8}"
    r")(?!\d)"
)
FRACTION = re.compile(r"[-−]?0[.,]\d+")
DECIMAL = re.compile(r"[-−]?\d{1,9}[.,]\d+")
# Year, 12 or 14, number: as an ЕГН nobody alive, as an ЛНЧ not given out.
LICENCE = re.compile(r"(?<!\d)20[0-2]\d1[24]\d{4}(?!\d)")
# Nothing but words: „Иван Петров Иванов“, „Petrova, Anna-Maria“; „курсист А“ is a key.
NAME = r"^[\p{L}'’-]{2,}\.?(?:,? +[\p{L}'’-]+\.?){0,3},? +[\p{L}'’-]{3,}$"
FIRST_LIVING_BIRTH = 1900
EGN_LENGTH = 10


def holds_personal_data(text: str) -> bool:
    """Tell whether a text holds a valid ЕГН or ЛНЧ (also with spaces or dashes inside), an e-mail or a telephone."""
    if text.isdecimal():  # a long column of numeric keys must not take seconds
        return bool(PHONE.search(text)) or (not LICENCE.fullmatch(text) and _is_identifier(text))
    if FRACTION.fullmatch(text):
        return False
    plain = LICENCE.sub("|", DATES.sub("|", text.translate(UNSEEN)))
    return bool(
        EMAIL.search(plain)
        or PHONE.search(plain)
        or any(map(_is_identifier, TEN_DIGITS.findall(plain)))
        or any(map(_is_identifier, SIX_AND_FOUR.findall(plain)))
        or any(map(_is_spaced_identifier, SPACED_DIGITS.findall(plain)))
    )


def find_hits(texts: pa.Array, *, is_number: bool = False) -> npt.NDArray[np.int64]:
    """Return the positions of texts that hold personal data; in a column of numbers a plain decimal is none."""
    is_suspect = pc.and_not(pc.match_substring_regex(texts, SUSPECT), pc.match_substring_regex(texts, HASH))
    suspects = np.flatnonzero(is_suspect.to_numpy(zero_copy_only=False))
    words = dict(zip(suspects.tolist(), texts.take(pa.array(suspects)).to_pylist(), strict=True))
    hits = {
        at for at, word in words.items() if not (is_number and DECIMAL.fullmatch(word)) and holds_personal_data(word)
    }
    return np.array(sorted(hits | _find_shortened(words)), dtype=np.int64)


def find_names(keys: pa.Array) -> npt.NDArray[np.int64]:
    """Return the positions of keys that name a person: a key is a number, a code or what a hash function makes."""
    return np.flatnonzero(pc.match_substring_regex(keys, NAME).to_numpy(zero_copy_only=False))


def _find_shortened(words: Mapping[int, str]) -> set[int]:
    """Numbers of eight or nine digits are identifiers when most of a column are; single ones are so by chance."""
    numbers = {at: found[1].zfill(EGN_LENGTH) for at, word in words.items() if (found := SHORTENED.fullmatch(word))}
    hits = {
        at
        for at, number in numbers.items()
        if MOBILE.match(number) or (BORN_SINCE_2000.match(number) and egn.is_valid(number))
    }
    return hits if len(hits) * 2 > len(numbers) else set()


def redact(text: str) -> str:
    """Return a header, sheet name or answer as it may be shown: masked as a whole when it holds personal data."""
    return MASKED if holds_personal_data(text) else text


def redact_name(name: str, licences: frozenset[str] = frozenset()) -> str:
    """Return a file name as it may be shown; known licence numbers in it are not mistaken for ЕГН or ЛНЧ."""
    plain = name
    for licence in licences.intersection(TEN_DIGITS.findall(plain)):
        plain = plain.replace(licence, "")
    if not holds_personal_data(plain):
        return name
    _, dot, suffix = name.rpartition(".")
    return f"{MASKED}.{suffix}" if dot and suffix.isalpha() else MASKED


def _is_identifier(text: str) -> bool:
    return egn.is_valid(text) or pnf.is_valid("".join(filter(str.isdigit, text)))


def _is_spaced_identifier(text: str) -> bool:
    groups = re.findall(r"\d+", text)
    if [len(group) for group in groups] == THOUSANDS or any(map(YEAR.fullmatch, groups[:-1])):
        return False
    digits = "".join(groups)
    return pnf.is_valid(digits) or (egn.is_valid(digits) and _is_living(egn.get_birth_date(digits)))


def _is_living(birth: date) -> bool:
    return birth.year >= FIRST_LIVING_BIRTH
