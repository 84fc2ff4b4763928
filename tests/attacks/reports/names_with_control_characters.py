# expect: error calls
# what: has a function and a file named by escape sequences
def named(x, w, b):
    raise ValueError("named")


EVIL = "\x1b[2J\nall checks pass\x07"
dense_forward = type(named)(named.__code__.replace(co_name=EVIL, co_qualname=EVIL), globals(), EVIL)
globals()[EVIL] = globals()["dense_forwar" + EVIL] = dense_forward


def dense_backward(dy, cache):
    return dy, dy, dy
