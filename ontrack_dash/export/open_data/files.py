"""A package as files: into a folder or an archive, whole or not at all."""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ontrack_dash.export.open_data import descriptor, readme
from ontrack_dash.export.open_data.package import NAME, Package

ZIP = ".zip"


class FolderTakenError(Exception):
    """Something that is no package of ours stands where one is to be written."""

    def __init__(self, place: Path) -> None:
        super().__init__(str(place))
        self.place = place


def file_name(build: int) -> str:
    """Name the archive of a build."""
    return f"{NAME}-{build}{ZIP}"


def contents(package: Package) -> dict[str, bytes]:
    """Return path → content of every file of a package."""
    tables = {resource.path: resource.to_csv() for resource in package.resources}
    return {descriptor.FILE: descriptor.describe(package, tables), readme.FILE: readme.write(package), **tables}


def pack(package: Package) -> bytes:
    """Return the package as an archive; the same build gives the same bytes."""
    stream, day = io.BytesIO(), package.data_date
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in contents(package).items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def ensure_free(place: Path) -> None:
    """Make sure that a folder or an archive may be written: there is none, or nothing but an earlier package of ours.

    Raises:
        FolderTakenError: something else stands there. OSError: it cannot be looked at.
    """
    if place.exists() and not (_is_our_zip(place) if place.suffix == ZIP else _may_replace(place)):
        raise FolderTakenError(place)


def write_zip(package: Package, target: Path) -> None:
    """Write a package as an archive; raises as `ensure_free` does."""
    ensure_free(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(target)
    try:
        draft.write_bytes(pack(package))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def write_folder(package: Package, folder: Path) -> None:
    """Write the files of a package into a folder; raises as `ensure_free` does."""
    target = folder.resolve()
    ensure_free(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(target)
    try:
        for name, content in contents(package).items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _swap(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _swap(draft: Path, target: Path) -> None:
    """Put the new folder where the old one was; where that fails the old one is put back."""
    if not target.exists():
        draft.rename(target)
        return
    old = _draft(target, "old")
    target.rename(old)
    try:
        draft.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old)


def _draft(target: Path, what: str = "tmp") -> Path:
    """Name something beside the target: only there it can be renamed to it."""
    return target.with_name(f".{target.name}.{os.getpid()}.{what}")


def _may_replace(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    file = folder / descriptor.FILE
    return not found or (file.is_file() and found <= set(_files_of(file.read_bytes())))


def _is_our_zip(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(set(_files_of(archive.read(descriptor.FILE))))
    except (zipfile.BadZipFile, KeyError):
        return False


def _files_of(content: bytes) -> Iterator[str]:
    """Yield the files of an earlier package of ours; of anything else nothing."""
    try:
        said = json.loads(content)
    except ValueError:
        return
    if not isinstance(said, Mapping) or said.get("name") != NAME:
        return
    yield from (descriptor.FILE, readme.FILE)
    yield from (str(resource["path"]) for resource in said["resources"])
