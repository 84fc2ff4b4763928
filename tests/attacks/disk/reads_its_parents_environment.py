# expect: blocked loads
# what: reads the environment of the process that started it
import os

with open(f"/proc/{os.getppid()}/environ", "rb") as environment:
    print("BREACH:", environment.read(100))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
