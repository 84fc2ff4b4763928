# expect: fail shape
# what: states an array of 2^62 bytes, hoping that the grader makes room for it
import struct
import sys

import numpy as np

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")


def frame_of_lies(stream, frame):
    head = struct.pack("<HBBI", wire.MAGIC, wire.CALL, 1, 0)
    stream.write(head + struct.pack("<BBQ8Q", 0, 1, 1 << 62, 1 << 59, *[0] * 7))


def dense_forward(x, w, b):
    wire.write_frame = frame_of_lies
    return np.zeros((len(x), len(b))), None


def dense_backward(dy, cache):
    return dy, dy, dy
