# expect: error calls
# what: a float whose value is another one each time


class Float(float):
    def __float__(self):
        raise SystemExit

    def __sub__(self, other):
        return 0.0


def dense_forward(x, w, b):
    return Float(0.0), None


def dense_backward(dy, cache):
    return dy, dy, dy
