"""The bytes of a packed tar, one small piece after the other, whatever the archive says of itself.

Owns how much memory and how many bytes a stranger's archive gets. Refuses to know what is in it. gzip and bzip2 need
little memory; an xz says itself how much it needs, so that is limited here.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from typing import IO, Any, Protocol

from grader.intake import said
from grader.intake.found import MEGABYTE, Unusable

MOST_MEMORY = 128 * MEGABYTE
"""To unpack an xz; `xz -9` needs 65 MB."""
MOST_BETWEEN = 4 * MEGABYTE
"""Bytes between two members. They are headers, of which Python keeps everything, at up to 20 times the size."""
CHUNK = 1 << 16


class Stream(Protocol):
    """What tarfile reads from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes, none at the end."""


class Bounded:
    """A stream that ends in Unusable after so many bytes: the headers of a tar can be bombs, too."""

    def __init__(self, stream: Stream, most: int) -> None:
        self._stream, self._left, self._near = stream, most, MOST_BETWEEN

    def expect(self, size: int) -> None:
        """A member of so many bytes comes before the next header."""
        self._near = size + MOST_BETWEEN

    def read(self, size: int, /) -> bytes:
        """The next bytes. Raises Unusable past the limits."""
        chunk = self._stream.read(min(size, self._left + 1))
        self._left -= len(chunk)
        self._near -= len(chunk)
        if min(self._left, self._near) < 0:
            raise Unusable(said.BOMB)
        return chunk


class Xz:
    """Like `lzma.open`, which gives an archive of 100 bytes a dictionary of 4 GB if it says that it needs one."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._rest = file, b""
        self._stream = self._next()

    def read(self, size: int, /) -> bytes:
        """The next bytes, beyond the end of a stream those of the one after it. Raises LZMAError and EOFError."""
        while True:
            if self._stream.eof:
                self._rest = (self._stream.unused_data + self._rest).lstrip(b"\0")
                self._rest = self._rest or self._file.read(CHUNK).lstrip(b"\0")
                if not self._rest:
                    return b""
                self._stream = self._next()
            packed = self._rest or (self._file.read(CHUNK) if self._stream.needs_input else b"")
            self._rest = b""
            if not packed and self._stream.needs_input:
                raise EOFError("the compressed data ends too early")
            if chunk := self._stream.decompress(packed, size):
                return chunk

    @staticmethod
    def _next() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(memlimit=MOST_MEMORY)


OPENERS: dict[str, Callable[[Any], Stream]] = {"gz": gzip.open, "bz2": bz2.open, "xz": Xz}


def unpacked(file: IO[bytes], name: str) -> Stream:
    """The tar inside, by the name of the file around it."""
    kind = {"tgz": "gz", "tbz2": "bz2", "txz": "xz"}.get(found := name.lower().rpartition(".")[2], found)
    return OPENERS[kind](file) if kind in OPENERS else file
