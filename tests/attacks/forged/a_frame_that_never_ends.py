# expect: timeout calls
# what: sends a byte now and then for ever, hoping that each one buys new time
import sys
import time

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")


def drip(stream, frame):
    stream.write(wire._HEAD.pack(wire.MAGIC, wire.CALL, 1, wire.MAX_TEXT))
    while True:
        stream.write(b"x")
        time.sleep(0.01)


def dense_forward(x, w, b):
    wire.write_frame = drip
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
