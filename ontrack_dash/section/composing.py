"""The facts of a section put together, each from the gate as the viewer may see it."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ontrack_dash.section import answers as answers_
from ontrack_dash.section import counting, findings, gaps, groups, measured, progress
from ontrack_dash.section.model import Section
from ontrack_dash.section.scope import Scope, viewer_of
from ontrack_dash.settings import Settings
from ontrack_dash.store import authored, register
from ontrack_dash.store.builds import Build
from ontrack_dash.viewers import Viewer

BUILDS = 4
PLACE = ("centre_name", "settlement", "oblast")


class Known(NamedTuple):
    """What a build says of all centres: licence → name, settlement, oblast; and its data date."""

    centres: dict[str, tuple[str | None, str | None, str | None]]
    data_date: date | None


def compose(build: Build, settings: Settings, licence: str, year: int, *, viewer: Viewer) -> Section:
    """Return the facts of one centre's section for a report year.

    Whoever asks, it is the section as the centre has it, or as it is published (see `viewer_of`).
    """
    scope = Scope(build.path, licence, year, viewer_of(viewer, licence))
    answers = answers_.read(scope)
    kind = answers_.main_kind(scope, answers)
    known = _known(build.path, build.path.stat().st_mtime_ns)
    name, settlement, oblast = known.centres.get(licence, (None, None, None))
    measures = authored.measures(settings, licence, (year - 1, year)) if scope.is_own else ()
    counts = counting.count(scope, answers)
    section = Section(
        build=build,
        licence=licence,
        year=year,
        viewer=scope.viewer,
        name=name or licence,
        settlement=settlement or "",
        oblast=oblast,
        counts=counts,
        measured=measured.measure(scope, answers, kind),
        professions=groups.by_profession(scope, kind),
        employers=groups.views(scope, answers, kind),
        response=groups.response(scope, answers, kind),
        progress=progress.follow(measures, answers, kind, year),
        findings=(),
        gaps=(),
        texts=authored.texts(settings, licence, year) if scope.is_own else {},
        measures=measures,
        kind=kind,
        kinds=groups.by_kind(scope, answers, kind),
        data_date=known.data_date,
    )
    left = counting.count_left(scope, answers, counts)
    return replace(
        section,
        findings=findings.find(section, left),
        gaps=gaps.find(section, scope, answers, name is not None),
    )


# A build never changes; a thousand sections are made from one.
@lru_cache(maxsize=BUILDS)
def _known(build: Path, _written: int) -> Known:
    frame = register.centres(build)
    columns = (frame[name].astype("object").where(frame[name].notna(), None) for name in PLACE)
    centres = dict(zip(frame["centre"].astype(str), zip(*columns, strict=True), strict=True))
    return Known(centres, register.contents(build).data_date)
