"""A Word template made ready once and filled many times: only the parts that have tags are made anew."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import jinja2
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docxtpl import DocxTemplate
from jinja2 import meta
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from ontrack_dash.catalogue import RULES
from ontrack_dash.export.section import styles, traces
from ontrack_dash.export.section.fragments import EMU_PER_TWIP, PICTURE_ID, Looks, say
from ontrack_dash.export.section.problems import BrokenTemplateError, find_unbalanced, line_of, text_at
from ontrack_dash.i18n import Words

KEPT = 8
WRITTEN = ("header+xml", "footer+xml", "document.main+xml")
PICTURE = "word/media/section_chart.png"
PICTURE_LINK = (
    f'<Relationship Id="{PICTURE_ID}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="media/section_chart.png"/></Relationships>'
)
PICTURE_TYPE = '<Default Extension="png" ContentType="image/png"/>'
AUTHOR = "{{ author }}"
# Stands in a template for the moment a document is made.
NO_MOMENT = datetime(2001, 1, 1, tzinfo=UTC)
MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
# Whatever is not quite a document of Word fails to be read in these ways.
UNREADABLE = (
    PackageNotFoundError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, LookupError, ValueError, TypeError,
    AttributeError, RuntimeError, EOFError,
)  # fmt: skip
# Whatever a person writes between brackets may fail in these ways.
FAILURES = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


class Unknown(jinja2.StrictUndefined):
    """A name that nothing has; its error says just the name."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


@dataclass(frozen=True)
class Prepared:
    """A template whose tags are compiled: `sources` and `templates` by member of the file, `rest` as a file."""

    words: Words
    looks: Looks
    has_chart: bool
    sources: Mapping[str, str]
    templates: Mapping[str, jinja2.Template]
    document: str
    links: str
    rest: bytes

    def fill(self, context: Mapping[str, Any], chart: bytes | None) -> bytes:
        """Return the document; `chart` is the picture, when there is one.

        Raises:
            BrokenTemplateError: a tag names what is not there, does what it may not, or stands where it breaks Word.
        """
        stream = io.BytesIO()
        stream.write(self.rest)
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as file:
            for member in self.templates:
                file.writestr(member, self._render(member, context))
            if chart:
                file.writestr(PICTURE, chart, zipfile.ZIP_STORED)
            file.writestr(_links_of(self.document), self._links(chart))
        return stream.getvalue()

    def _links(self, chart: bytes | None) -> str:
        return self.links.replace("</Relationships>", PICTURE_LINK) if chart else self.links

    def _render(self, member: str, context: Mapping[str, Any]) -> bytes:
        try:
            xml = self.templates[member].render(context)
        except FAILURES as error:
            raise _explain(error, self.sources[member], self.words) from error
        return _checked(xml.encode(), self.words)


def prepare(content: bytes, words: Words) -> Prepared:
    """Make a template ready.

    Raises:
        BrokenTemplateError: no Word file, or a tag that cannot be read.
    """
    try:
        template = _open(content, words)
        sources, looks = dict(_sources(template)), _looks(template, words)
        document = template.docx.part.partname.lstrip("/")
        links, rest = _rest(template, document, set(sources))
    except UNREADABLE as error:
        raise BrokenTemplateError("unreadable", words) from error
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=Unknown, finalize=say)
    templates = {member: _compile(environment, source, words) for member, source in sources.items()}
    names = meta.find_undeclared_variables(environment.parse(sources[document]))
    return Prepared(words, looks, "chart" in names, sources, templates, document, links, rest)


def _open(content: bytes, words: Words) -> DocxTemplate:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        if sum(member.file_size for member in file.infolist()) > RULES["files"]["largest_template_mb"] << 20:
            raise ValueError("too large to unpack")
    template = DocxTemplate(io.BytesIO(content))
    template.init_docx()
    properties = template.docx.core_properties
    properties.title, properties.language = "{{ name }}", styles.LANGUAGES[words.lang]
    properties.author = properties.last_modified_by = AUTHOR
    properties.created = properties.modified = NO_MOMENT
    traces.forget(template.docx, AUTHOR)
    return template


def _sources(template: DocxTemplate) -> Iterator[tuple[str, str]]:
    """Return member of the file → its XML with tags as jinja reads them, every paragraph on a line of its own."""
    for part in template.docx.part.package.iter_parts():
        member = part.partname.lstrip("/")
        if part.content_type == CONTENT_TYPE.OPC_CORE_PROPERTIES:
            yield member, part.blob.decode().replace(NO_MOMENT.strftime(MOMENT_FORMAT), "{{ moment }}")
        elif isinstance(part, XmlPart) and part.content_type.endswith(WRITTEN):
            yield member, re.sub("<w:p(?=[ >])", "\n<w:p", template.patch_xml(template.xml_to_string(part.element)))


def _compile(environment: jinja2.Environment, source: str, words: Words) -> jinja2.Template:
    if found := find_unbalanced(source):
        raise BrokenTemplateError("unclosed", words, tag=found[0], place=found[1])
    try:
        return environment.from_string(source)
    except jinja2.TemplateError as error:
        raise _explain(error, source, words) from error


def _explain(error: Exception, source: str, words: Words) -> BrokenTemplateError:
    line = error.lineno if isinstance(error, jinja2.TemplateSyntaxError) else line_of(error.__traceback__)
    place = text_at(source, line)
    if isinstance(error, jinja2.UndefinedError):
        return BrokenTemplateError("unknown", words, name=str(error), place=place)
    rule = "forbidden" if isinstance(error, SecurityError) else "unreadable_tag"
    return BrokenTemplateError(rule, words, place=place)


def _checked(xml: bytes, words: Words) -> bytes:
    """Return a part of the document, sure that Word opens it.

    Word calls a file damaged where text stands outside a run, or a cell has no paragraph.
    """
    try:
        root = parse_xml(xml)
    except etree.XMLSyntaxError as error:
        raise BrokenTemplateError("misplaced", words) from error
    outside = "self::w:body or self::w:p or self::w:r or self::w:tbl or self::w:tr or self::w:tc"
    if root.nsmap.get("w") is None:
        return xml
    if stray := root.xpath(f"//*[{outside}]/text()[normalize-space()] | //w:t/*"):
        raise BrokenTemplateError("misplaced", words, place=str(stray[0])[:40])
    empty = root.xpath("//w:tc[not(w:p)]")
    for cell in empty:
        cell.append(OxmlElement("w:p"))
    return etree.tostring(root, encoding="UTF-8") if empty else xml


def _rest(template: DocxTemplate, document: str, made: set[str]) -> tuple[str, bytes]:
    """Return the links of the document, and the file without what is made anew for each centre."""
    saved = io.BytesIO()
    template.docx.save(saved)
    stream = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as rest:
        for member in source.namelist():
            content = source.read(member)
            if member == "[Content_Types].xml" and PICTURE_TYPE.encode() not in content:
                content = content.replace(b"<Default ", PICTURE_TYPE.encode() + b"<Default ", 1)
            if member not in {*made, _links_of(document)}:
                rest.writestr(member, content)
        links = source.read(_links_of(document)).decode()
    return links, stream.getvalue()


def _links_of(document: str) -> str:
    folder, _, name = document.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _looks(template: DocxTemplate, words: Words) -> Looks:
    ids = {style.name: style.style_id for style in template.docx.styles}
    tables = {style.name: style.style_id for style in template.docx.styles if style.type == WD_STYLE_TYPE.TABLE}
    section = template.docx.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    own = {name: ids.get(words.t(f"export.section.style.{name}"), "") for name in ("cell", "dense_cell", "note")}
    return Looks(
        table=tables.get(styles.TABLE, ""), caption=ids.get("Caption", ""), width=round(room / EMU_PER_TWIP), **own
    )
