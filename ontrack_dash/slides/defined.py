"""What may be shown: kinds of slides and the ready runs, as frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ontrack_dash.addresses import PAGES
from ontrack_dash.fields import load_definition


@dataclass(frozen=True)
class Kind:
    """One kind of slide: who builds it, and by what or of what."""

    id: str
    builder: str
    by: str = ""
    of: str = ""
    ids: tuple[str, ...] = ()


def _records(table: Mapping[str, dict[str, Any]], record: type) -> Mapping[str, Any]:
    frozen = {
        name: {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
        for name, row in table.items()
    }
    return MappingProxyType({name: record(id=name, **row) for name, row in frozen.items()})


_DEFINED = load_definition("slides")

KINDS: Mapping[str, Kind] = _records(_DEFINED["slides"], Kind)
RUNS: Mapping[str, list[dict[str, Any]]] = MappingProxyType(_DEFINED.get("runs", {}))


def slides_of(page: str) -> tuple[str, ...]:
    """Return the ids of the slides a page can show, in their order; nothing where only its link can be."""
    return PAGES[page].slides
