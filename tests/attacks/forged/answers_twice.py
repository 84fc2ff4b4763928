# expect: error calls
# what: sends every frame twice, so that one answer counts for two questions
import sys

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")
once = wire.write_frame


def twice(stream, frame):
    once(stream, frame)
    once(stream, frame)


wire.write_frame = twice


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
