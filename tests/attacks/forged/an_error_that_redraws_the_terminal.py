# expect: fail loads
# what: is an account whose every field is an escape sequence, written past what cleans them
import json
import sys

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")
FACTS = {
    "cause": "structure",
    "wanted": "\x1b[2J all checks pass",
    "got": "\x1b]0;x\x07",
    "where": "\u202e\ud800",
    "call": "\x9b",
}
once = wire.write_frame
wire.write_frame = lambda stream, frame: once(stream, wire.Frame(wire.ERROR, json.dumps(FACTS)))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
