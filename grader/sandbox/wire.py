"""Frames between the grader and a child: one binary layout, read as if the other side were hostile.

    magic u16 | kind u8 | arrays u8 | text length u32 | text | per array: dtype u8, ndim u8, nbytes u64, 8 dims u64, raw

Owns the layout and its limits. Refuses pickles, dtype strings and anything whose length is not stated before it
comes: the npy format's header is a Python literal that the sender controls, and a pickle is the sender's program.
Imports nothing of ours, since the child loads this file by path as a top-level module.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

MAGIC = 0x6C47
SOURCE, LOADED, CALL, ERROR, HELLO = 0, 1, 2, 3, 9
KINDS = frozenset({SOURCE, LOADED, CALL, ERROR, HELLO})

MAX_ARRAYS = 64
MAX_DIMS = 8
MAX_TEXT = 64 * 1024

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

_HEAD = struct.Struct("<HBBI")
_ARRAY = struct.Struct("<BBQ8Q")


class WireError(Exception):
    """The other side broke the protocol, or ended in the middle of a frame."""


class TooLarge(WireError):
    """An array is larger than what is expected here; its shape is known, its bytes were not read."""

    def __init__(self, position: int, shape: tuple[int, ...]) -> None:
        super().__init__(f"array {position} of shape {shape} is larger than allowed")
        self.position = position
        self.shape = shape


class Stream(Protocol):
    """What a frame is read from and written to; a deadline is the stream's own business."""

    def read(self, size: int) -> bytes | bytearray:
        """Exactly `size` bytes. Raises WireError at the end of the stream."""

    def write(self, parts: Iterable[bytes | memoryview]) -> None:
        """All the parts, in order."""


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
    parts: list[bytes | memoryview] = [_HEAD.pack(MAGIC, frame.kind, len(frame.arrays), len(text)), text]
    for array in frame.arrays:
        parts += _array_parts(array)
    stream.write(parts)


def read_frame(stream: Stream, max_bytes: int, max_text: int = MAX_TEXT) -> Frame:
    """Receive one frame whose arrays hold at most `max_bytes` together.

    Raises TooLarge before the payload of an array that would exceed it, and WireError for anything that is not
    a frame. Nothing is allocated on the sender's word alone.
    """
    magic, kind, count, length = _HEAD.unpack(stream.read(_HEAD.size))
    if magic != MAGIC or kind not in KINDS or count > MAX_ARRAYS or length > max_text:
        raise WireError("not a frame")
    text = bytes(stream.read(length)).decode("utf-8", "replace")
    arrays = []
    for position in range(count):
        array = _read_array(stream, position, max_bytes)
        max_bytes -= array.nbytes
        arrays.append(array)
    return Frame(kind, text, tuple(arrays))


def _array_parts(array: np.ndarray[Any, Any]) -> list[bytes | memoryview]:
    if array.dtype not in DTYPES or array.ndim > MAX_DIMS:
        raise WireError(f"an array of dtype {array.dtype} with {array.ndim} axes does not travel")
    dims = [*array.shape, *[0] * (MAX_DIMS - array.ndim)]
    head = _ARRAY.pack(DTYPES.index(array.dtype), array.ndim, array.nbytes, *dims)
    return [head, np.ascontiguousarray(array).reshape(-1).view(np.uint8).data] if array.size else [head]


def _read_array(stream: Stream, position: int, max_bytes: int) -> np.ndarray[Any, Any]:
    code, ndim, nbytes, *dims = _ARRAY.unpack(stream.read(_ARRAY.size))
    if code >= len(DTYPES) or ndim > MAX_DIMS or any(dims[ndim:]):
        raise WireError("an array header that is none")
    dtype, shape = DTYPES[code], tuple(dims[:ndim])
    if math.prod(shape) * dtype.itemsize != nbytes:
        raise WireError("an array whose size is not that of its shape")
    # The product of the non-zero sizes too: NumPy refuses (0, 2**28, 2**28, 2**28) with an exception of its own.
    if nbytes > max_bytes or _size_without_zeros(shape) * dtype.itemsize > max(max_bytes, 2**31):
        raise TooLarge(position, shape)
    return np.frombuffer(stream.read(nbytes), dtype).reshape(shape)


def _size_without_zeros(shape: Sequence[int]) -> int:
    return math.prod(size for size in shape if size)
