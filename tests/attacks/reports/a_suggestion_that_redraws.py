# expect: error functions
# what: has a function named nearly as asked for, with an escape sequence in its name
globals()["dense_forward\x1b[2J\u202e"] = lambda x, w, b: (x @ w, None)


def dense_backward(dy, cache):
    return dy, dy, dy
