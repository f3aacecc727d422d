"""XLSForms, read by the converter that KoboToolbox and ODK use."""

import io
import re
from xml.etree import ElementTree

import openpyxl
import pytest
from pyxform.xls2xform import ConvertResult, convert

from ontrack_dash.export.tools import edition_of, xlsform
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.instruments import INSTRUMENTS, Instrument
from tests.export.tools.asking import BOTH, EACH, known

BG = Words("bg")
NAMES = {"h": "http://www.w3.org/1999/xhtml", "x": "http://www.w3.org/2002/xforms"}


def form(instrument: Instrument, words: Words = BG) -> ConvertResult:
    return convert(io.BytesIO(xlsform.make(instrument, words)), validate=False)


def binds(instrument: Instrument) -> dict[str, dict[str, str]]:
    root = ElementTree.fromstring(form(instrument).xform)
    found = {bind.attrib["nodeset"]: bind.attrib for bind in root.iterfind(".//x:bind", NAMES)}
    return {path.rsplit("/", 1)[-1]: attributes for path, attributes in found.items()}


@BOTH
@EACH
@pytest.mark.parametrize("is_known", [False, True], ids=["plain", "known"])
def test_it_is_converted_without_a_warning(instrument: Instrument, words: Words, is_known: bool) -> None:
    assert form(known(instrument) if is_known else instrument, words).warnings == []


@EACH
def test_every_text_is_there_in_every_language(instrument: Instrument) -> None:
    root = ElementTree.fromstring(form(instrument).xform)
    for translation in root.iterfind(".//x:translation", NAMES):
        words = Words(re.findall(r"\((\w+)\)", translation.attrib["lang"])[0])
        texts = {value.text for value in translation.iterfind(".//x:value", NAMES)}
        for item in instrument.asked:
            assert item.text(words) in texts
            assert {choice.text(words) for choice in item.choices} <= texts
    assert len(root.findall(".//x:translation", NAMES)) == len(LANGUAGES)


@BOTH
def test_it_opens_in_the_language_it_was_made_for(words: Words) -> None:
    root = ElementTree.fromstring(form(INSTRUMENTS["pilot"], words).xform)
    (first,) = (each.attrib["lang"] for each in root.iterfind(".//x:translation", NAMES) if "default" in each.attrib)
    assert first.endswith(f"({words.lang})")


@EACH
def test_routes_lead_as_they_are_defined(instrument: Instrument) -> None:
    found = binds(instrument)
    for item in instrument.asked:
        route = found[item.id].get("relevant", "")
        assert re.findall(r"(\w+)  = '(\w+)'", route) == (
            [(item.when.item, code) for code in item.when.codes] if item.when else []
        )
        assert (found[item.id].get("required") == "true()") == item.required


def test_checks_are_kept() -> None:
    found = binds(INSTRUMENTS["graduates_2"])
    assert found["months_to_job"]["constraint"] == ". >= 0 and . <= 60"
    assert found["progress"]["constraint"] == "not(selected(., 'nothing') and count-selected(.) > 1)"
    assert found["completion_date"]["constraint"] == ". <= today()"


def test_what_is_known_is_written_into_the_form_and_not_asked() -> None:
    root = ElementTree.fromstring(form(known(INSTRUMENTS["graduates_1"])).xform)
    (model,) = root.findall(".//x:instance/*[@id='ontrack_graduates_1']", NAMES)
    values = {node.tag.rsplit("}", 1)[-1]: node.text for node in model.iter()}
    assert (values["licence"], values["kind"], values["completion_date"]) == ("9999120001", "full", "2025-06-30")
    refs = [node.attrib["ref"] for node in root.iterfind(".//h:body//*[@ref]", NAMES)]
    assert not [ref for ref in refs if ref.endswith(("/licence", "/kind", "/completion_date"))]


def test_only_the_professions_a_centre_teaches_are_offered() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsform.make(known(INSTRUMENTS["graduates_1"]), BG)))
    rows = [row[:2] for row in book["choices"].iter_rows(values_only=True) if row[0] == "profession"]
    assert rows == [("profession", "542030"), ("profession", "811010")]


def test_the_form_says_its_version_date_and_licence() -> None:
    instrument = INSTRUMENTS["employers"]
    book = openpyxl.load_workbook(io.BytesIO(xlsform.make(instrument, BG)))
    settings = dict(zip(*book["settings"].iter_rows(values_only=True), strict=True))
    assert settings["version"] == edition_of(instrument, BG) == "Версия 1.0 от 22.11.2026 · лиценз EUPL-1.2"
    assert settings["form_id"] == "ontrack_employers"
