# expect: error loads
# what: tells of a syntax error without saying where
import json
import sys

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")
FACTS = {"cause": "syntax", "type": "", "frames": [{"line": True, "code": ""}]}
once = wire.write_frame
wire.write_frame = lambda stream, frame: once(stream, wire.Frame(wire.ERROR, json.dumps(FACTS)))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
