# expect: blocked loads
# what: opens its memory, through which even pages that it may not write can be written
with open("/proc/self/mem", "r+b") as memory:
    print("BREACH:", memory)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
