"""The sections of a national country: how fast they come out, where the time goes, whether memory stays flat."""

import io
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document

from ontrack_dash import section
from ontrack_dash.export import section as files
from ontrack_dash.i18n import Words
from ontrack_dash.section.model import Written
from ontrack_dash.settings import Settings
from ontrack_dash.store import guard, load
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import Viewer
from tests.bench import world
from tests.bench.ratio import Ratio
from tests.builders import batch

GRADUATES = 200_000
# Every fifth of the thousand centres, large and small as they come.
EVERY = 5
YEAR = world.YEARS[-1]
FORMS = ("docx", "pdf")
PLAIN = "plain"
MEGABYTE = 2**20


def measure_reporting() -> Iterator[Ratio]:
    """Word and PDF of the centres of a country of a thousand, beside the same words put down plainly."""
    with TemporaryDirectory() as folder:
        people = world.graduates(GRADUATES)
        build = load.commit(Path(folder), [batch("graduates", people), batch("answers", world.answers(people))])
        guard.prepare(build.path)
        licences = sorted(people["licence"].unique())[::EVERY]
        spent: dict[str, float] = defaultdict(float)
        held = [_report(build, Settings(Path(folder)), licence, spent) for licence in licences]
    whole = sum(seconds for name, seconds in spent.items() if name != PLAIN)
    count = len(licences)
    yield Ratio("Word and PDF of a centre", whole / count, "its words with python-docx", spent[PLAIN] / count, limit=10)
    for name in ("compose", "write", *FORMS):
        yield Ratio(name, spent[name] / count, "the whole", whole / count, limit=1)
    yield Ratio(f"memory after {count} centres", held[-1], "after a fifth of them", held[count // 5], 1.1, "MB")


def _report(build: Build, settings: Settings, licence: str, spent: dict[str, float]) -> float:
    """Make one section and return the memory held after it, in megabytes."""
    words = Words("bg")
    with _timed(spent, "compose"):
        facts = section.compose(build, settings, licence, YEAR, viewer=Viewer("centre", licence))
    with _timed(spent, "write"):
        written = section.write(facts, words)
    about = files.describe(facts, words)
    for form in FORMS:
        with _timed(spent, form):
            files.FORMS[form](facts, written, words, about)
    with _timed(spent, PLAIN):
        _put_down(written)
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / MEGABYTE


@contextmanager
def _timed(spent: dict[str, float], name: str, clock: Callable[[], float] = time.process_time) -> Iterator[None]:
    start = clock()
    yield
    spent[name] += clock() - start


def _put_down(written: Written) -> None:
    """Write the paragraphs and tables of a section with python-docx, without style or chart."""
    document = Document()
    for part in written.parts:
        document.add_heading(part.heading)
        for text in (*part.lead, *part.items):
            document.add_paragraph(text)
        if part.table:
            table = document.add_table(len(part.table.rows) + 1, len(part.table.header))
            for line, texts in zip(table.rows, (part.table.header, *part.table.rows), strict=True):
                for cell, text in zip(line.cells, texts, strict=True):
                    cell.text = text
    document.save(io.BytesIO())
