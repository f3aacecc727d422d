"""The package of a build: its tables, and what it says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ontrack_dash.export.open_data import figures
from ontrack_dash.export.open_data.lists import lists
from ontrack_dash.export.open_data.model import Resource
from ontrack_dash.store import register
from ontrack_dash.store.builds import Build

NAME = "on-track-vet-outcomes"

Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Package:
    """All published figures of one build, and the lists of codes they refer to."""

    build: int
    data_date: date
    is_demo: bool
    resources: tuple[Resource, ...]


def make(build: Build, progress: Progress | None = None) -> Package:
    """Ask for everything the public may see; `progress` hears after each table how many of how many are read."""
    made: list[Resource] = []
    for resource in figures.tables(build.path):
        made.append(resource)
        if progress:
            progress(len(made), figures.count_tables())
    used: dict[str, set[str]] = {}
    for resource in made:
        for dimension in figures.LISTS:
            if dimension in resource.table:
                used.setdefault(dimension, set()).update(map(str, resource.table[dimension].unique()))
    data_date = register.contents(build.path).data_date or build.created_at.date()
    return Package(build.number, data_date, build.is_demo, (*made, *lists(build.path, used)))
