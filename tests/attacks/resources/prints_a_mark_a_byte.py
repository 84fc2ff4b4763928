# expect: fail forward
# what: prints a million headings, each of which might be worth a record
import os

os.write(1, b"\x1e\n" * 500_000)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
