# expect: error calls
# what: says that it has loaded before it has, so that every answer is one early
import os
import sys

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


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
