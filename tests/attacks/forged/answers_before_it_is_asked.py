# expect: fail|error shape|calls
# what: sends results for every call ahead, hoping that nobody makes the calls
import os
import sys

import numpy as np

wire = next(module for name, module in sys.modules.items() if name.split(".")[-1] == "wire")


class Channel(wire.Stream):
    """Every descriptor that may be the one that the grader reads."""

    def write(self, data):
        for fd in range(3, 10):
            try:
                os.write(fd, data)
            except OSError:
                pass


FUNCTIONS = '{"functions": {"dense_forward": [3, 3], "dense_backward": [2, 2]}}'
wire.write_frame(Channel(), wire.Frame(wire.LOADED, FUNCTIONS))
for _ in range(40):
    wire.write_frame(Channel(), wire.Frame(wire.CALL, "", (np.zeros((2, 4)),)))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
