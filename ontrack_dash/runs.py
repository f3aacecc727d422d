"""Views and runs: pages with their choices, kept to be shown again; as a file and back."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from ontrack_dash.addresses import PARAMETERS, SHOWABLE

KIND, VERSION = "ontrack-run", 1
# In characters; a run of the most views with the longest notes stays below.
LARGEST = 1_000_000
MOST_VIEWS = 60
LONGEST_NAME, LONGEST_COMMENT, LONGEST_NOTES, LONGEST_CODE = 120, 1_000, 8_000, 200
# As written in a link; with the host it must fit a code to photograph.
LONGEST_ADDRESS = 1_500
SLIDE = re.compile(r"[a-z][a-z0-9_ ]{0,60}")

BUILD = re.compile("[0-9]{1,9}")
# The number of no build has more digits, and of no file a name so long.
HIGHEST_BUILD = 999_999_999
# What of an address holds numbers of centres, some of which look like those of persons.
LICENCES = ("centre", "beside", "numbers")
NOTHING_MADE: Mapping[int, str] = MappingProxyType({})

SlidesOf = Callable[[str], tuple[str, ...]]


class RunFileError(Exception):
    """What is no run; `reason` names the wording, `details` what stands in it."""

    def __init__(self, reason: str, **details: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


@dataclass(frozen=True)
class View:
    """A page with its choices; no slides means all the page has, no build the newest.

    `notes` are what the speaker wrote.

    Raises:
        RunFileError: a page or a parameter there is none of, or more of them than a code to photograph holds; who
            looks and in what language is never kept.
    """

    name: str
    page: str
    address: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    slides: tuple[str, ...] = ()
    build: int | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        if self.page not in SHOWABLE:
            raise RunFileError("page", name=self.page)
        for name, _ in self.address:
            if name not in PARAMETERS:
                raise RunFileError("parameter", name=name)
        if len(urlencode(self.address)) > LONGEST_ADDRESS:
            raise RunFileError("part", name="address")


@dataclass(frozen=True)
class Run:
    """Views in the order they are shown, each a copy of its own."""

    name: str
    views: tuple[View, ...] = ()
    comment: str = ""


def to_text(run: Run, made: Mapping[int, str] = NOTHING_MADE) -> str:
    """Write a run as JSON; `made` says when the builds were made that its views are frozen to.

    Numbers of builds repeat from one installation to the next, their moments do not.
    """
    written = asdict(run)
    for view, kept in zip(written["views"], run.views, strict=True):
        view["address"] = dict(kept.address)
    return json.dumps({"kind": KIND, "version": VERSION, "made": dict(made), **written}, ensure_ascii=False, indent=1)


def from_text(text: str, slides_of: SlidesOf | None = None) -> Run:
    """Read a run back; `slides_of` says the slides a page has, where they are to be checked.

    Raises:
        RunFileError: too large, no JSON, no run, of a newer version, or one of its parts is not what it should be.
    """
    if len(text) > LARGEST:
        raise RunFileError("large", most=LARGEST)
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        raise RunFileError("json") from None
    if not isinstance(read, dict) or read.get("kind") != KIND:
        raise RunFileError("kind")
    if read.get("version") != VERSION:
        raise RunFileError("version")
    views = _list(read, "views", dict)
    if len(views) > MOST_VIEWS:
        raise RunFileError("many", most=MOST_VIEWS)
    return Run(
        _text(read, "name", LONGEST_NAME),
        tuple(_view(view, slides_of) for view in views),
        _text(read, "comment", LONGEST_COMMENT),
    )


def read_made(text: str) -> dict[int, str]:
    """Return when the builds were made that the views of a file are frozen to; `text` is one `from_text` takes."""
    made = json.loads(text).get("made", {})
    pairs = made.items() if isinstance(made, dict) else ()
    return {int(number): str(moment) for number, moment in pairs if BUILD.fullmatch(number)}


def texts(kept: View | Run) -> tuple[str, ...]:
    """Return everything a person wrote in a view or a run; but for licences an address may have been written too."""
    if isinstance(kept, View):
        codes = (code for name, code in kept.address if name not in LICENCES)
        return kept.name, kept.comment, kept.notes, *codes
    return kept.name, kept.comment, *(text for view in kept.views for text in texts(view))


def _view(read: Mapping[str, Any], slides_of: SlidesOf | None) -> View:
    view = View(
        name=_text(read, "name", LONGEST_NAME),
        page=_text(read, "page", LONGEST_NAME),
        address=_address(read.get("address", {})),
        comment=_text(read, "comment", LONGEST_COMMENT),
        slides=tuple(_list(read, "slides", str)),
        build=_build(read.get("build")),
        notes=_text(read, "notes", LONGEST_NOTES),
    )
    known = slides_of(view.page) if slides_of else None
    for place, slide in enumerate(view.slides):
        is_known = SLIDE.fullmatch(slide) and (known is None or slide in known)
        if not is_known or slide in view.slides[:place]:
            raise RunFileError("slide", name=slide[:LONGEST_NAME])
    return view


def _address(read: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(read, dict):
        raise RunFileError("part", name="address")
    return tuple((name[:LONGEST_NAME], _text(read, name, LONGEST_CODE)) for name in read)


def _build(read: object) -> int | None:
    if read is None or (isinstance(read, int) and not isinstance(read, bool) and 0 < read <= HIGHEST_BUILD):
        return read
    raise RunFileError("part", name="build")


def _text(read: Mapping[str, Any], name: str, most: int) -> str:
    text = read.get(name, "")
    if not isinstance(text, str) or len(text) > most or any(not _is_plain(sign) for sign in text):
        raise RunFileError("part", name=name[:LONGEST_NAME])
    return text


def _is_plain(sign: str) -> bool:
    """Tell control signs and halves of signs from what people write."""
    return sign in "\n\t\r" or (sign >= " " and sign != "\x7f" and not "\ud800" <= sign <= "\udfff")


def _list(read: Mapping[str, Any], name: str, kind: type) -> list[Any]:
    found = read.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, kind) for one in found):
        raise RunFileError("part", name=name)
    return found
