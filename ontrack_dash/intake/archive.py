"""Zip files, and workbooks that are zip files inside: nothing is unpacked before its size is known."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ontrack_dash.catalogue import RULES
from ontrack_dash.intake.problems import Unreadable

MEGABYTE = 1 << 20
CHUNK = 1 << 22
LOCAL_HEADER = 30
ENCRYPTED_FLAG = 0x1
UTF8_FLAG = 0x800
READABLE = (".xlsx", ".xlsm", ".xls", ".csv", ".txt")
SYSTEM_FILES = ("__MACOSX/", "~$", ".")


@dataclass(frozen=True)
class Member:
    """One file of an archive."""

    name: str
    content: bytes


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a zip after checking what it says of itself.

    Raises:
        Unreadable: it is cut off, locked, or would unpack beyond the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, RuntimeError) as error:
        raise Unreadable("file_unreadable") from error
    members = archive.infolist()
    limits = RULES["files"]
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits["most_members"] or unpacked > limits["largest_unpacked_mb"] * MEGABYTE:
        raise Unreadable("zip_bomb")
    if unpacked > limits["largest_ratio"] * max(len(data), 1):
        raise Unreadable("zip_bomb")
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise Unreadable("file_password")
    return archive


def unpack(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of a member piece by piece, as long as it is not longer than it says.

    Spreadsheet readers unpack to the end of the stream whatever the directory of the archive says.

    Raises:
        Unreadable: the content is longer than said, cut off, or packed in an unusual way.
    """
    header = data[member.header_offset : member.header_offset + LOCAL_HEADER]
    start = member.header_offset + LOCAL_HEADER + int.from_bytes(header[26:28], "little")
    start += int.from_bytes(header[28:30], "little")
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        if len(packed) != member.file_size:
            raise Unreadable("file_unreadable")
        yield packed
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise Unreadable("file_unreadable")
    yield from _inflate(packed, member.file_size)


def _inflate(packed: bytes, promised: int) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = 0
    while not stream.eof:
        try:
            piece = stream.decompress(packed, CHUNK)
        except zlib.error as error:
            raise Unreadable("file_unreadable") from error
        unpacked += len(piece)
        if unpacked > promised:
            raise Unreadable("zip_bomb")
        if not piece and not stream.eof:
            raise Unreadable("file_unreadable")
        yield piece
        packed = stream.unconsumed_tail


def read_members(data: bytes) -> tuple[list[Member], tuple[str, ...]]:
    """Return the spreadsheets of an archive and the names of the other files in it.

    Raises:
        Unreadable: a limit is passed, or the archive holds another archive.
    """
    with open_archive(data) as archive:
        files = {_name(info): info for info in archive.infolist() if not info.is_dir()}
        files = {name: info for name, info in files.items() if not _is_system_file(name)}
        nested = [name for name in files if PurePosixPath(name).suffix.lower() == ".zip"]
        if nested:
            raise Unreadable("file_unreadable", nested[0])
        readable = [name for name in files if PurePosixPath(name).suffix.lower() in READABLE]
        members = [Member(name, b"".join(unpack(data, files[name]))) for name in readable]
    return members, tuple(name for name in files if name not in readable)


def _is_system_file(name: str) -> bool:
    return name.startswith(SYSTEM_FILES[0]) or PurePosixPath(name).name.startswith(SYSTEM_FILES)


def _name(info: zipfile.ZipInfo) -> str:
    """Windows packs Cyrillic names in its DOS code page and says nothing of it."""
    if info.flag_bits & UTF8_FLAG:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return info.filename
