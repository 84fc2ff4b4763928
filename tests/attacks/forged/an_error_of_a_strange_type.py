# expect: error loads
# what: hopes that the grader formats what it says about itself without looking
import json
import sys

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")
FACTS = {"cause": "raised", "type": {"a": 1}, "message": ["x"], "line": "one", "frames": {"0": 1}}
once = wire.write_frame
wire.write_frame = lambda stream, frame: once(stream, wire.Frame(wire.ERROR, json.dumps(FACTS)))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
