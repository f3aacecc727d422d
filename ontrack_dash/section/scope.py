"""Whose section of which year, and for whose eyes."""

from dataclasses import dataclass
from pathlib import Path

from ontrack_dash import filings
from ontrack_dash.catalogue import INDICATORS, RULES, reported_cohort
from ontrack_dash.store import register
from ontrack_dash.viewers import PUBLIC, Viewer


@dataclass(frozen=True)
class Scope:
    """One centre and one report year, as one viewer may see them."""

    path: Path
    licence: str
    year: int
    viewer: Viewer

    @property
    def is_own(self) -> bool:
        """Tell whether the section holds what only the centre and the agency know."""
        return self.viewer.role == "centre"

    def cohort(self, indicator: str) -> int:
        """Return the completion year of which this report gives an indicator."""
        return reported_cohort(INDICATORS[indicator], self.year)

    @property
    def cohorts(self) -> tuple[int, ...]:
        """Return the completion years of this report, oldest first."""
        return tuple(sorted({self.cohort(name) for name in RULES["section"]["reported"]}))


def viewer_of(asking: Viewer, licence: str) -> Viewer:
    """Return for whose eyes a section is made: the centre's when it asks or the agency does, the public's otherwise.

    So the agency reads, and hands out, the very section the centre has.
    """
    if asking.role == "agency" or asking.licence == licence:
        return Viewer("centre", licence)
    return PUBLIC


def years(build: Path, *, viewer: Viewer, licence: str) -> tuple[int, ...]:
    """Return the report years offered, newest first: those of graduates and those this viewer sees filings of."""
    completed = {int(year) for year in register.contents(build).codes["year"]}
    return tuple(sorted(completed | set(filings.years(build, viewer=viewer_of(viewer, licence))), reverse=True))
