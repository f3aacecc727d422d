"""The template of the Word file: changed by a person it is followed, broken it says where and how to mend it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ontrack_dash.catalogue import RULES
from ontrack_dash.export import section as files
from ontrack_dash.export.section import word
from ontrack_dash.export.section.template import default_template, place
from ontrack_dash.i18n import LANGUAGES, Words
from ontrack_dash.section.model import Section
from tests.export.section import samples

BG = Words("bg")


@pytest.fixture
def section(tmp_path: Path) -> Section:
    return samples.section(tmp_path)


def put(section: Section, change: Callable[[Document], None], words: Words = BG) -> None:
    """Put a changed template where the agency's own lies."""
    document = docx.Document(io.BytesIO(default_template(words)))
    change(document)
    path = place(section.build.path.parents[1], words.lang)
    path.parent.mkdir(exist_ok=True)
    document.save(path)


def replace(text: str, with_text: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        next(paragraph for paragraph in document.paragraphs if paragraph.text == text).text = with_text

    return change


def make(section: Section) -> Document:
    return docx.Document(io.BytesIO(word.make(section, samples.written(), BG, samples.ABOUT)))


def headings(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_default_template_has_a_place_for_every_part(lang: str) -> None:
    document = docx.Document(io.BytesIO(default_template(Words(lang))))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [f"{{{{ {part.id}.heading }}}}" in texts for part in samples.written().parts] == [True] * 9
    assert sum(Words(lang).t("export.section.template.help") in text for text in texts) == 1


def test_the_instruction_of_the_template_does_not_reach_the_document(section: Section) -> None:
    assert not any(BG.t("export.section.template.help") in paragraph.text for paragraph in make(section).paragraphs)


def test_a_reworded_and_restyled_template_is_followed(section: Section) -> None:
    def change(document: Document) -> None:
        heading = next(item for item in document.paragraphs if item.text == "{{ findings.heading }}")
        heading.text, heading.style = "Нашите изводи: {{ findings.heading }}", "Heading 2"
        document.paragraphs[1].insert_paragraph_before("Изготвено от НАПОО")

    put(section, change)
    made = {paragraph.text: paragraph.style.name for paragraph in make(section).paragraphs}
    assert made["Нашите изводи: Изводи"] == "Heading 2"
    assert "Изготвено от НАПОО" in made


def test_a_part_that_is_moved_stands_where_it_was_put(section: Section) -> None:
    def change(document: Document) -> None:
        lines = document.paragraphs
        first = next(place for place, line in enumerate(lines) if line.text == "{%p if gaps %}")
        title = next(line for line in lines if line.text == "{{ title }}")
        last = next(place for place in range(first, len(lines)) if lines[place].text == "{%p endif %}")
        for line in lines[first : last + 1]:
            title._p.addprevious(line._p)

    put(section, change)
    assert headings(make(section))[0] == "Какво липсва"


def test_a_tag_that_word_has_cut_into_pieces_is_read(section: Section) -> None:
    def change(document: Document) -> None:
        title = next(item for item in document.paragraphs if item.text == "{{ title }}")
        title.text = ""
        for piece in ("{", "{ tit", "le ", "}}"):
            title.add_run(piece)

    put(section, change)
    assert samples.written().title in [paragraph.text for paragraph in make(section).paragraphs]


def test_a_template_without_its_chart_makes_a_document_without_picture(section: Section) -> None:
    def change(document: Document) -> None:
        for text in ("{%p if chart %}", "{{p chart }}"):
            replace(text, "{%p if title %}" if text.startswith("{%") else "")(document)

    put(section, change)
    assert len(make(section).inline_shapes) == 0


BROKEN = {
    "unclosed": ("{%p if findings %}", "", "{{ findings.table }}"),
    "never closed": ("{{ title }}", "{%p if mark %}", "{% if mark %}"),
    "unknown": ("{{ findings.heading }}", "Изводи {{ findigns.heading }}", "findigns"),
    "unknown part": ("{{ findings.heading }}", "{{ findings.titel }}", "titel"),
    "unreadable_tag": ("{{ title }}", "Доклад {{ title | nosuch }}", "Доклад {{ title | nosuch }}"),
    "arithmetic": ("{{ title }}", "Доклад {{ title / 2 }}", "Доклад {{ title / 2 }}"),
    "forbidden": ("{{ title }}", "Доклад {{ title.__class__.__mro__ }}", "Доклад {{ title.__class__.__mro__ }}"),
    "misplaced": ("{{ title }}", "Доклад {{ measured.table }}", ""),
    "misplaced text": ("{{ title }}", "{{p title }}", ""),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_says_where_and_how_to_mend_it(section: Section, name: str, lang: str) -> None:
    text, with_text, place_said = BROKEN[name]
    words = Words(lang)
    put(section, replace(text, with_text), words)
    with pytest.raises(files.BrokenTemplateError) as caught:
        word.make(section, samples.written(), words, samples.ABOUT)
    said = str(caught.value)
    assert place_said in said
    assert words.t("export.section.template.remedy") in said
    assert files.find_problem(section.build, words) == said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"<html/>", samples.NO_DOCUMENT], ids=range(4))
def test_a_file_that_is_no_document_is_refused(section: Section, content: bytes) -> None:
    path = place(section.build.path.parents[1], "bg")
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(files.BrokenTemplateError, match=BG.t("export.section.template.unreadable")):
        word.make(section, samples.written(), BG, samples.ABOUT)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.popen('touch {path}').read() }}",
        "{{ title.__init__.__globals__ }}",
        "{% set x = joiner.__init__.__globals__['__builtins__']['open']('{path}', 'w') %}",
        "{{ ''.join.__self__.__class__.__base__.__subclasses__() }}",
        "{% include '/etc/hostname' %}",
        "{% import '/etc/hostname' as x %}",
    ],
)
def test_a_template_runs_no_code_and_reads_no_file(section: Section, attack: str, tmp_path: Path) -> None:
    path = tmp_path / "touched"
    put(section, replace("{{ title }}", attack.replace("{path}", str(path))))
    with pytest.raises(files.BrokenTemplateError):
        word.make(section, samples.written(), BG, samples.ABOUT)
    assert not path.exists()


def test_nothing_is_wrong_with_the_default_template(section: Section) -> None:
    assert files.find_problem(section.build, BG) == ""


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(changed: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {**members(default_template(BG)), **changed}.items():
            file.writestr(name, content)
    return stream.getvalue()


def damaged() -> bytes:
    """Return the template as a bad disk gives it back: its directory whole, one of its members not."""
    content = bytearray(default_template(BG))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        member = file.getinfo("word/document.xml")
    middle = member.header_offset + member.compress_size // 2
    content[middle : middle + 8] = b"\xff" * 8
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        damaged(),
        *(packed({name: b"<a/>"}) for name in sorted(members(default_template(BG)))),
        *(packed({name: b""}) for name in ("[Content_Types].xml", "word/document.xml", "word/styles.xml")),
    ],
    ids=range(18),
)
def test_a_damaged_template_is_unreadable_or_works_but_nothing_else_happens(section: Section, content: bytes) -> None:
    path = place(section.build.path.parents[1], "bg")
    path.parent.mkdir()
    path.write_bytes(content)
    assert files.find_problem(section.build, BG) in ("", *unreadable())


def unreadable() -> list[str]:
    return [f"{BG.t('export.section.template.unreadable')} {BG.t('export.section.template.remedy')}"]


def test_a_template_that_would_fill_the_memory_is_not_unpacked(section: Section) -> None:
    path = place(section.build.path.parents[1], "bg")
    path.parent.mkdir()
    path.write_bytes(packed({"word/media/image1.png": bytes((RULES["files"]["largest_template_mb"] + 1) << 20)}))
    assert [files.find_problem(section.build, BG)] == unreadable()


def test_a_folder_where_the_template_belongs_is_no_template(section: Section) -> None:
    place(section.build.path.parents[1], "bg").mkdir(parents=True)
    assert files.find_problem(section.build, BG) == ""


WHO = "Иван Тайнов"


def signed(document: Document) -> None:
    """Leave in a template what Word leaves of whoever wrote it."""
    properties = document.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category", "content_status",
                 "identifier", "version"):  # fmt: skip
        setattr(properties, name, WHO)
    document.add_comment(document.paragraphs[3].runs, text=WHO, author=WHO, initials="ИТ")
    package, links = document.part.package, RELATIONSHIP_TYPE.COMMENTS.removesuffix("comments")
    attached = document.part._settings_part.relate_to(
        f"file:///C:/Users/{WHO}/Normal.dotm", f"{links}attachedTemplate", is_external=True
    )
    document.settings.element.append(parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{attached}"/>'))
    for holder, name, link in (
        (package, "/docProps/custom.xml", RELATIONSHIP_TYPE.CUSTOM_PROPERTIES),
        (document.part, "/word/people.xml", f"{links}people"),
    ):
        holder.relate_to(Part(PackURI(name), "application/xml", f"<a>{WHO}</a>".encode(), package), link)
    for part in package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = part.blob.replace(b"<Company/>", f"<Company>{WHO}</Company>".encode())
    paragraph = document.paragraphs[-1]
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="7" w:author="{WHO}"><w:r><w:t>Край</w:t></w:r></w:ins>')
    )


def test_a_document_says_nothing_of_whoever_wrote_the_template(section: Section) -> None:
    put(section, signed)
    content = word.make(section, samples.written(), BG, samples.ABOUT)
    assert [name for name, text in members(content).items() if WHO in text.decode(errors="ignore")] == []
    made = docx.Document(io.BytesIO(content))
    assert samples.written().title in [paragraph.text for paragraph in made.paragraphs]
    assert made.element.xpath("//w:commentReference | //w:commentRangeStart | //w:commentRangeEnd") == []
    assert made.core_properties.author == samples.ABOUT.source
