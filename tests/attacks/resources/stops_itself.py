# expect: blocked loads
# what: stops itself, hoping that who waits for its end waits for ever
import os

os.kill(os.getpid(), 19)
print("BREACH: goes on after SIGSTOP")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
