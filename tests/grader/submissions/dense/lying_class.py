# expect: error calls
class Number:
    __class__ = float

    def __float__(self):
        raise KeyboardInterrupt("no number")


def dense_forward(x, w, b):
    return Number(), (x, w)


def dense_backward(dy, cache):
    return dy, dy, dy
