# expect: fail loads
# what: leaves out every field that an account of an error has
import json
import sys

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")
FACTS = {"cause": "structure"}
once = wire.write_frame
wire.write_frame = lambda stream, frame: once(stream, wire.Frame(wire.ERROR, json.dumps(FACTS)))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
