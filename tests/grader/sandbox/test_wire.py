"""Frames survive the journey; whatever is no frame ends in one of three clean errors and allocates nothing."""

from __future__ import annotations

import struct
import tracemalloc

import numpy as np
import pytest

from grader.sandbox import wire

SHAPES = ((), (0,), (3,), (2, 0, 3), (2, 3), (1, 2, 1, 2, 1, 2, 1, 2))
CLEAN = (wire.WireError, EOFError)  # TooLarge is a WireError


class Memory(wire.Stream):
    """A stream over bytes."""

    def __init__(self, data=b""):
        super().__init__()
        self.data, self.at = bytearray(data), 0

    def receive(self, size):
        chunk = bytes(self.data[self.at : self.at + size])
        self.at += len(chunk)
        if not chunk:
            raise EOFError
        return chunk

    def write(self, data):
        self.data += data


def sent(frame):
    stream = Memory()
    wire.write_frame(stream, frame)
    return stream.data


def header(count=1, text=0, magic=wire.MAGIC, kind=wire.CALL):
    return struct.pack("<HBBI", magic, kind, count, text)


def array(dims, nbytes, code=0, ndim=None):
    return struct.pack("<BBQ8Q", code, len(dims) if ndim is None else ndim, nbytes, *dims, *[0] * (8 - len(dims)))


@pytest.mark.parametrize("dtype", wire.DTYPES, ids=str)
def test_every_dtype_and_shape_comes_back_as_it_went(dtype):
    arrays = tuple((np.random.default_rng(0).standard_normal(shape) * 3).astype(dtype) for shape in SHAPES)
    frame = wire.read_frame(Memory(sent(wire.Frame(wire.CALL, "a 文 \ud800", arrays))), max_bytes=1 << 16)
    assert (frame.kind, frame.text) == (wire.CALL, "a 文 ?")
    for before, after in zip(arrays, frame.arrays, strict=True):
        assert (after.dtype, after.shape) == (before.dtype, before.shape)
        np.testing.assert_array_equal(after, before)


def test_arrays_in_any_layout_arrive_in_order():
    big = np.arange(24.0).reshape(4, 6)
    arrays = (big.T, big[::2, ::-1], np.asfortranarray(big))
    back = wire.read_frame(Memory(sent(wire.Frame(wire.CALL, "", arrays))), max_bytes=1 << 16).arrays
    for before, after in zip(arrays, back, strict=True):
        np.testing.assert_array_equal(after, before)


@pytest.mark.parametrize(
    "frame",
    [
        wire.Frame(wire.CALL, "", (np.zeros(1),) * (wire.MAX_ARRAYS + 1)),
        wire.Frame(wire.CALL, "", (np.zeros(1, object),)),
        wire.Frame(wire.CALL, "", (np.zeros((1,) * 9),)),
    ],
    ids=["too many arrays", "objects", "nine axes"],
)
def test_what_does_not_travel_is_refused_by_the_sender(frame):
    with pytest.raises(wire.WireError):
        sent(frame)


def test_a_frame_that_ends_early_is_an_error_wherever_it_ends():
    whole = sent(wire.Frame(wire.CALL, "text", (np.arange(3.0), np.zeros((2, 2), np.uint8))))
    for length in range(len(whole)):
        with pytest.raises(CLEAN):
            wire.read_frame(Memory(whole[:length]), max_bytes=1 << 10)


@pytest.mark.parametrize(
    "data",
    [
        header(magic=1),
        header(kind=7),
        header(count=255),
        header(text=2**32 - 1),
        header() + array((2,), 16, code=200),
        header() + array((2,), 16, ndim=9),
        header() + array((2, 3), 16, ndim=1),
        header() + array((2,), 17),
        header() + array((2**63, 2), 0),
        header() + array((2**40,), 2**43),
        header() + array((0, 2**28, 2**28, 2**28), 0),
        header() + array((2**64 - 1,) * 8, 2**64 - 1),
    ],
)
def test_an_absurd_header_is_an_error_and_costs_no_memory(data):
    tracemalloc.start()
    with pytest.raises(wire.WireError):
        wire.read_frame(Memory(data), max_bytes=1 << 20)
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


def test_arrays_that_are_too_large_together_say_which_and_what_shape():
    frame = sent(wire.Frame(wire.CALL, "", (np.zeros(4), np.zeros((2, 3)))))
    with pytest.raises(wire.TooLarge) as caught:
        wire.read_frame(Memory(frame), max_bytes=79)
    assert (caught.value.position, caught.value.shape) == (1, (2, 3))


def test_twenty_thousand_damaged_frames_end_cleanly_in_little_memory():
    rng = np.random.default_rng(9)
    whole = sent(wire.Frame(wire.CALL, "text", (np.arange(6.0).reshape(2, 3), np.zeros((2, 2), np.float32))))
    outcomes = {"read": 0, "refused": 0}
    tracemalloc.start()
    for number in range(20_000):
        if number == 2000:  # tracing takes five times as long as reading
            assert tracemalloc.get_traced_memory()[1] < 4 << 20
            tracemalloc.stop()
        try:
            frame = wire.read_frame(Memory(damaged(whole, rng)), max_bytes=1 << 10)
        except CLEAN:
            outcomes["refused"] += 1
            continue
        outcomes["read"] += 1
        assert sum(a.nbytes for a in frame.arrays) <= 1 << 10
    assert min(outcomes.values()) > 1000, outcomes


def damaged(whole, rng):
    """Some bytes changed, cut off somewhere, or no frame at all."""
    if rng.random() < 0.2:
        return header(count=int(rng.integers(5))) + rng.bytes(int(rng.integers(200)))
    data = bytearray(whole)
    for at in rng.integers(0, len(data), rng.integers(1, 5)):
        data[at] = rng.choice((0, 1, 2, 8, 64, 127, 255))
    return data[: rng.integers(1, len(data) + 1)] if rng.random() < 0.5 else data
