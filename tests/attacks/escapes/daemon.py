# expect: blocked loads
# what: leaves a process behind that nobody's child is and no session holds
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        with open("/tmp/gradlings-attack-daemon", "w") as file:
            file.write("BREACH")
        time.sleep(5)
    os._exit(0)
print("BREACH: a daemon")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
