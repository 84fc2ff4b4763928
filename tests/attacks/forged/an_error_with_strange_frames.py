# expect: error loads
# what: names places in its file that no file has
import json
import sys

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")
FACTS = {
    "cause": "raised",
    "type": "E",
    "message": "",
    "frames": [
        {"line": float("inf"), "code": "x"},
        7,
        None,
        {"line": -1, "code": "y", "function": [], "values": 3, "mark": ["a"]},
        {"line": 2, "code": "z", "function": "f", "mark": [5, -5], "values": [1, {}]},
    ],
}
once = wire.write_frame
wire.write_frame = lambda stream, frame: once(stream, wire.Frame(wire.ERROR, json.dumps(FACTS)))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
