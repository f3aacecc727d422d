"""Letters are Word files whose merge fields Word's own mail merge fills."""

import io
import re
from string import Formatter

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from ontrack_dash.export.tools import LETTERS, letters
from ontrack_dash.i18n import LANGUAGES, Words
from tests.export.tools.asking import BOTH
from tests.test_instruments import texts_of

EVERY = pytest.mark.parametrize("letter", LETTERS)


def opened(letter: str, words: Words) -> Document:
    return docx.Document(io.BytesIO(letters.make(letter, words)))


def merge_fields(document: Document) -> list[str]:
    codes = [field.get(qn("w:instr")) for field in document.element.body.iter(qn("w:fldSimple"))]
    return [re.fullmatch(r" MERGEFIELD (\w+) \\\* MERGEFORMAT ", code)[1] for code in codes]  # type: ignore[index]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_of_a_letter_is_printed(lang: str) -> None:
    words = Words(lang)
    for letter in LETTERS:
        written = [key for key in texts_of(lang)["letter"][letter] if key not in ("title", "subject")]
        assert len(opened(letter, words).paragraphs) == len(written) + 2, letter


@BOTH
@EVERY
def test_every_place_is_a_merge_field(letter: str, words: Words) -> None:
    texts = " ".join(texts_of(words.lang)["letter"][letter].values())
    places = [name for _, name, _, _ in Formatter().parse(texts) if name]
    assert set(places) <= set(letters.FIELDS)
    document = opened(letter, words)
    assert merge_fields(document) == [words.t(f"letter_field.{place}") for place in places]
    assert not re.search("[{}\ue000\ue001]", "".join(paragraph.text for paragraph in document.paragraphs))


@BOTH
def test_word_accepts_the_names_of_the_fields(words: Words) -> None:
    names = [words.t(f"letter_field.{field}") for field in letters.FIELDS]
    assert [name for name in names if not re.fullmatch(r"[^\W\d_]\w{0,39}", name)] == []
    assert len(set(names)) == len(names)


@BOTH
def test_the_list_of_recipients_has_a_column_for_every_field(words: Words) -> None:
    page = openpyxl.load_workbook(io.BytesIO(letters.make_recipients(words))).worksheets[0]
    assert [cell.value for cell in page[1]] == [words.t(f"letter_field.{field}") for field in letters.FIELDS]


@BOTH
def test_the_privacy_notice_says_what_the_regulation_asks_for(words: Words) -> None:
    text = " ".join(paragraph.text for paragraph in opened("privacy", words).paragraphs)
    # Article 13: controller, purpose and basis, recipients, period, rights, withdrawal, complaint, automated decisions.
    asked = {
        "bg": (
            "2016/679",
            "съгласие",
            "заличаваме",
            "доставчик",
            "достъп",
            "пренасяне",
            "оттеглите",
            "Комисията",
            "автоматично",
        ),
        "en": (
            "2016/679",
            "consent",
            "erase",
            "provider",
            "access",
            "portability",
            "withdraw",
            "Commission",
            "automated",
        ),
    }
    assert [word for word in asked[words.lang] if word not in text] == []
    assert {"Център", "Centre"} & set(merge_fields(opened("privacy", words)))


@BOTH
@EVERY
def test_a_letter_says_its_version_date_and_licence(letter: str, words: Words) -> None:
    document = opened(letter, words)
    said = letters.edition(letters.VERSION, letters.DATE, words)
    assert said in document.paragraphs[0].text
    assert document.core_properties.comments == said
