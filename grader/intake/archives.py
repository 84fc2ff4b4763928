"""Zip and tar archives of strangers, listed and read without ever unpacking them under their own names.

Owns what is refused in them, each by name: paths that lead out, links, devices, encryption, and what unpacks to far
more than it is. Refuses to know whose a file is. A zip is read in place; a tar, which can only be read from its
beginning, is copied into one nameless temporary file.
"""

from __future__ import annotations

import lzma
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import IO

from exercises.content import Text
from grader.intake import said
from grader.intake.found import (
    MEGABYTE,
    MOST_ARCHIVE,
    MOST_FILES,
    MOST_RATIO,
    OUTSIDE,
    Found,
    Unusable,
    is_litter,
)
from grader.intake.streams import Bounded, unpacked

BROKEN = (
    OSError, EOFError, ValueError, KeyError, RuntimeError, NotImplementedError, OverflowError, MemoryError,
    struct.error, zipfile.BadZipFile, zlib.error, lzma.LZMAError, tarfile.TarError,
)  # fmt: skip
"""All that the standard library raises for archives made to break it, and where memory is short."""
ENTRY = b"PK\x01\x02"
"""Begins every entry of a zip's directory, which Python reads as a whole: counted before that, it cannot flood us."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that platforms write. Python unpacks the others as far as they go, however few bytes are asked for."""
OTHER_METHODS = {zipfile.ZIP_BZIP2: "bzip2", zipfile.ZIP_LZMA: "LZMA", 9: "Deflate64", 93: "Zstandard", 95: "xz"}
MOST_PATH = 4096
"""Characters of a path that are kept; one that has so many is refused."""
NO_MEMORY = "Memory usage limit exceeded"
"""How an LZMAError says it."""


@dataclass(frozen=True)
class Taken:
    """What is taken of an archive."""

    most: int = MOST_FILES
    most_bytes: int = 1 << 33
    is_litter: Callable[[str], bool] = is_litter
    passed_over: set[str] = field(default_factory=set)
    """Gathers the paths of litter and, with `/` at their end, of folders."""


def members(file: IO[bytes], name: str, held: ExitStack, taken: Taken) -> Iterator[Found]:
    """Every file in an archive, the refused ones with their fault. Raises Unusable for one that cannot be listed.

    `held` closes what has to stay open as long as they may be read.
    """
    listed = _zipped(file, held, taken) if name.lower().endswith(".zip") else _tarred(file, name, held, taken)
    try:
        first = next(listed, None)
        if first is None:
            raise Unusable(said.EMPTY)
        yield first
        yield from listed
    except BROKEN as error:
        raise Unusable(_damaged(error)) from error


def _zipped(file: IO[bytes], held: ExitStack, taken: Taken) -> Iterator[Found]:
    _count(file, taken.most)
    archive = held.enter_context(zipfile.ZipFile(file))
    for info in archive.infolist():
        path = _name_of(info)
        if info.is_dir() or taken.is_litter(path):
            taken.passed_over.add(path)
            continue
        fault = _zip_fault(info, path)
        yield Found(path, None if fault else partial(_unzip, archive, info), fault)


def _count(file: IO[bytes], most: int) -> None:
    """Raises Unusable for more entries than `most`."""
    file.seek(0)
    found, tail = 0, b""
    while chunk := file.read(MEGABYTE):
        found += (tail + chunk).count(ENTRY)
        tail = chunk[-len(ENTRY) + 1 :]
    if found > most:
        raise Unusable(said.TOO_MANY.format(most=most))


def _zip_fault(info: zipfile.ZipInfo, path: str) -> Text | None:
    mode = info.external_attr >> 16
    if fault := _name_fault(path):
        return fault
    if stat.S_ISLNK(mode):
        return said.LINK
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return said.SPECIAL
    if info.flag_bits & 0x1:
        return said.ENCRYPTED
    if info.compress_type not in METHODS:
        method = OTHER_METHODS.get(info.compress_type, f"method {info.compress_type}")
        return said.OTHER_METHOD.format(method=method)
    if info.file_size > MEGABYTE and info.file_size > MOST_RATIO * max(1, info.compress_size):
        return said.BOMB
    return None


def _name_fault(path: str) -> Text | None:
    if len(path) == MOST_PATH:
        return said.LONG_NAME.format(most=MOST_PATH - 1)
    return said.ABSOLUTE if OUTSIDE.search(path) else None


def _name_of(info: zipfile.ZipInfo) -> str:
    """What whoever packed it meant: macOS and Chinese Windows do not say that a name is UTF-8 or GBK."""
    name = info.filename
    if not info.flag_bits & 0x800 and not name.isascii():
        for encoding in ("utf-8", "gb18030"):
            try:
                name = name.encode("cp437").decode(encoding)
            except UnicodeError:
                continue
            break
    return name.replace("\\", "/")[:MOST_PATH]


def _unzip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    try:
        with archive.open(info) as member:
            return member.read(most)
    except BROKEN as error:
        raise Unusable(_damaged(error)) from error


def _tarred(file: IO[bytes], name: str, held: ExitStack, taken: Taken) -> Iterator[Found]:
    packed = file.seek(0, 2)
    file.seek(0)
    stream = Bounded(unpacked(file, name), min(taken.most_bytes, max(MOST_RATIO * packed, MEGABYTE * 64)))
    store = held.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (`held` is one)
    count = 0
    with tarfile.open(fileobj=stream, mode="r|", errorlevel=0) as archive:  # type: ignore[call-overload]
        for member in archive:
            count += 1
            if count > taken.most:
                raise Unusable(said.TOO_MANY.format(most=taken.most))
            stream.expect(archive.offset - member.offset_data)  # its size is with its holes
            path = member.name.replace("\\", "/").removeprefix("./")[:MOST_PATH]
            if path in ("", "."):  # the folder that was packed, and so all of it
                continue
            if member.isdir() or taken.is_litter(path):
                taken.passed_over.add(f"{path}/" if member.isdir() else path)
            else:
                yield _stored(archive, member, path, store)
            archive.members.clear()  # it keeps every one otherwise,
            archive.pax_headers.clear()  # and what is said for all that follow


def _stored(archive: tarfile.TarFile, member: tarfile.TarInfo, path: str, store: IO[bytes]) -> Found:
    fault = _tar_fault(member, path)
    if fault:
        return Found(path, None, fault)
    content = archive.extractfile(member)
    start = store.seek(0, 2)
    while content and (chunk := content.read(MEGABYTE)):
        store.write(chunk)
    return Found(path, partial(_slice, store, start, member.size))


def _tar_fault(member: tarfile.TarInfo, path: str) -> Text | None:
    if fault := _name_fault(path):
        return fault
    if member.issym() or member.islnk():
        return said.LINK
    if not member.isreg() or member.issparse():
        return said.SPECIAL
    if member.size > MOST_ARCHIVE:
        return said.TOO_LARGE.format(most=MOST_ARCHIVE // MEGABYTE)
    return None


def _slice(store: IO[bytes], start: int, size: int, most: int) -> bytes:
    store.seek(start)
    return store.read(min(size, most))


def _damaged(error: BaseException) -> Text:
    if isinstance(error, MemoryError) or NO_MEMORY in str(error):
        return said.NO_MEMORY
    return said.DAMAGED.format(why=said.shown(str(error) or type(error).__name__, 80))
