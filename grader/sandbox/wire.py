"""Frames between the grader and a child: one binary layout, read as if the other side were hostile.

    magic u16 | kind u8 | arrays u8 | text length u32 | text
    | per array: dtype u8, ndim u8, nbytes u64, 8 dims u64 | the bytes of one array after the other

Owns the layout and its limits. Refuses pickles, dtype strings and anything whose length is not stated before it
comes: the npy format's header is a Python literal that the sender controls, and a pickle is the sender's program.
Imports nothing of ours, since the child loads this file by path as a top-level module.
"""

from __future__ import annotations

import math
import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

MAGIC = 0x6C47
SOURCE, LOADED, CALL, ERROR, HELLO = 0, 1, 2, 3, 9
KINDS = frozenset({SOURCE, LOADED, CALL, ERROR, HELLO})

MAX_ARRAYS = 64
MAX_DIMS = 8
NO_DIMS = (0,) * MAX_DIMS
MAX_TEXT = 64 * 1024
READ_AHEAD = 64 * 1024

DTYPES = tuple(
    np.dtype(name)
    for name in (
        "float64",
        "float32",
        "float16",
        "int64",
        "int32",
        "uint8",
        "bool",
        "complex128",
        "complex64",
    )
)

CODES = {dtype: code for code, dtype in enumerate(DTYPES)}

_HEAD = struct.Struct("<HBBI")
_ARRAY = struct.Struct("<BBQ8Q")
_Told = tuple[np.dtype[Any], tuple[int, ...], int]
"""Of an array: dtype, shape, bytes."""


class WireError(Exception):
    """The other side broke the protocol, or ended in the middle of a frame."""


class TooLarge(WireError):
    """An array is larger than what is expected here; its shape is known, its bytes were not read."""

    def __init__(self, position: int, shape: tuple[int, ...]) -> None:
        super().__init__(f"array {position} of shape {shape} is larger than allowed")
        self.position = position
        self.shape = shape


class Stream:
    """What a frame is read from and written to; a deadline is the subclass's own business.

    Reads ahead, since a frame has many short parts and a system call costs more than most of them.
    """

    def __init__(self) -> None:
        self._ahead = bytearray()

    def receive(self, size: int) -> bytes:
        """At least one and at most `size` bytes. Raises EOFError at the end of the stream."""
        raise NotImplementedError

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """All of the data."""
        raise NotImplementedError

    def read(self, size: int) -> bytearray:
        """Exactly `size` bytes. Raises what `receive` raises."""
        while len(self._ahead) < size:
            self._ahead += self.receive(min(max(size - len(self._ahead), READ_AHEAD), 1 << 20))
        data = self._ahead[:size]
        del self._ahead[:size]
        return data


class FdStream(Stream):
    """The child's end of a socket: plain read and write, which is all that a locked process may do."""

    def __init__(self, fd: int) -> None:
        super().__init__()
        self._fd = fd

    def receive(self, size: int) -> bytes:
        """Some bytes; the end of the stream ends the process, since the grader is gone."""
        chunk = os.read(self._fd, size)
        if not chunk:
            os._exit(0)
        return chunk

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """All of the data."""
        view = memoryview(data)
        while view:
            view = view[os.write(self._fd, view) :]


@dataclass(frozen=True)
class Frame:
    """One message: a kind, a text, and arrays that the text refers to by index."""

    kind: int
    text: str = ""
    arrays: tuple[np.ndarray[Any, Any], ...] = ()


def write_frame(stream: Stream, frame: Frame) -> None:
    """Send one frame.

    Raises WireError (ours to send, so a fault of the caller) for too many arrays or a dtype that does not travel.
    """
    text = frame.text.encode("utf-8", "replace")
    if len(frame.arrays) > MAX_ARRAYS:
        raise WireError(f"{len(frame.arrays)} arrays in a frame, at most {MAX_ARRAYS} are possible")
    out = bytearray(_HEAD.pack(MAGIC, frame.kind, len(frame.arrays), len(text)) + text)
    out += b"".join(map(_array_head, frame.arrays))
    for array in frame.arrays:
        if array.nbytes > READ_AHEAD:
            stream.write(out)
            stream.write(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
            out = bytearray()
        else:
            out += array.tobytes()
    stream.write(out)


def read_frame(stream: Stream, max_bytes: int, max_text: int = MAX_TEXT) -> Frame:
    """Receive one frame whose arrays hold at most `max_bytes` together.

    Raises TooLarge before the payload of an array that would exceed it, and WireError for anything that is not
    a frame. Nothing is allocated on the sender's word alone.
    """
    magic, kind, count, length = _HEAD.unpack(stream.read(_HEAD.size))
    if magic != MAGIC or kind not in KINDS or count > MAX_ARRAYS or length > max_text:
        raise WireError("not a frame")
    text = bytes(stream.read(length)).decode("utf-8", "replace")
    heads = [_told(*fields) for fields in _ARRAY.iter_unpack(stream.read(count * _ARRAY.size))]
    for position, (dtype, shape, nbytes) in enumerate(heads):
        # The product of the non-zero sizes too: NumPy refuses (0, 2**28, 2**28, 2**28) with an exception of its own.
        if nbytes > max_bytes or (not nbytes and _size_without_zeros(shape) * dtype.itemsize > max(max_bytes, 2**31)):
            raise TooLarge(position, shape)
        max_bytes -= nbytes
    return Frame(kind, text, tuple(_arrays(heads, stream.read(sum(nbytes for *_, nbytes in heads)))))


def _array_head(array: np.ndarray[Any, Any]) -> bytes:
    code, ndim = CODES.get(array.dtype), array.ndim
    if code is None or ndim > MAX_DIMS:
        raise WireError(f"an array of dtype {array.dtype} with {ndim} axes does not travel")
    return _ARRAY.pack(code, ndim, array.nbytes, *array.shape, *NO_DIMS[ndim:])


def _told(code: int, ndim: int, nbytes: int, *dims: int) -> _Told:
    """What one head says. Raises WireError where that cannot be."""
    if code >= len(DTYPES) or ndim > MAX_DIMS or any(dims[ndim:]):
        raise WireError("an array header that is none")
    dtype, shape = DTYPES[code], dims[:ndim]
    if math.prod(shape) * dtype.itemsize != nbytes:
        raise WireError("an array whose size is not that of its shape")
    return dtype, shape, nbytes


def _arrays(heads: Sequence[_Told], data: bytearray) -> Iterator[np.ndarray[Any, Any]]:
    """The arrays side by side in one piece of memory."""
    start = 0
    for dtype, shape, nbytes in heads:
        yield np.frombuffer(data, dtype, math.prod(shape), start).reshape(shape) if nbytes else np.empty(shape, dtype)
        start += nbytes


def _size_without_zeros(shape: Sequence[int]) -> int:
    return math.prod(size for size in shape if size)
