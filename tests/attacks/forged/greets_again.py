# expect: error loads
# what: says hello again and names layers that it does not have
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


for _ in range(3):
    wire.write_frame(Channel(), wire.Frame(wire.HELLO, '{"layers": ["nothing"], "verdict": "pass"}'))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
