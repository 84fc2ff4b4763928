# expect: error functions
# what: answers with JSON nested so deep that parsing it overflows a stack
import sys

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")
once = wire.write_frame
wire.write_frame = lambda stream, frame: once(stream, wire.Frame(frame.kind, '{"functions":' * 4000, frame.arrays))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
