# expect: fail loads
# what: hopes that a number of thousands of digits stops the grader
import json
import sys

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")
FACTS = {"cause": "structure", "where": "y", "wanted": 10**4000, "got": "x", "call": -(10**4000)}
once = wire.write_frame
wire.write_frame = lambda stream, frame: once(stream, wire.Frame(wire.ERROR, json.dumps(FACTS)))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
