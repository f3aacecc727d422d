"""The demonstration: invented files in the real layouts, brought in through the real import."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ontrack_dash import imports
from ontrack_dash.demo.rating import question_areas
from ontrack_dash.demo.story import DemoFile, write
from ontrack_dash.imports import Upload
from ontrack_dash.settings import Settings
from ontrack_dash.store import areas

__all__ = ["DemoFile", "load", "write"]

WRITTEN, READ = 0.3, 0.8


def load(
    settings: Settings, graduates: int, seed: int, today: date, progress: Callable[[float], object] = lambda _: None
) -> int | None:
    """Write the files to a folder that is thrown away and import them as one demonstration build; return its number.

    What the files of self-assessments cannot say, the area of each question, is said as a person would.
    `progress` is told the share done, 0-1.
    """
    with TemporaryDirectory() as folder:
        files = write(Path(folder), graduates, seed, today=today)
        progress(WRITTEN)
        prepared = imports.prepare(settings, _uploads(files, progress), today)
        progress(READ)
        outcome = imports.commit(settings, prepared, is_demo=True)
    for question, area in question_areas().items():
        areas.save(settings, question, area)
    progress(1.0)
    return outcome.build


def _uploads(files: Sequence[DemoFile], progress: Callable[[float], object]) -> Iterator[Upload]:
    for number, file in enumerate(files):
        progress(WRITTEN + (READ - WRITTEN) * number / len(files))
        yield Upload(file.path.name, file.path.read_bytes(), file.options)
