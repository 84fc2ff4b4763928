# expect: timeout calls
import sys

signal = sys.modules.get("signal") or __import__("_signal")
for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def dense_forward(x, w, b):
    while True:
        pass


def dense_backward(dy, cache):
    return dy, dy, dy
