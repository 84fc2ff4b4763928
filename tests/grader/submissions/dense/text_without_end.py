# expect: timeout calls
class Endless(Exception):
    def __str__(self):
        while True:
            pass


def dense_forward(x, w, b):
    raise Endless


def dense_backward(dy, cache):
    return dy, dy, dy
