# expect: timeout calls
# what: never ends when it is asked what it says
class Endless(Exception):
    def __str__(self):
        while True:
            pass


def dense_forward(x, w, b):
    raise Endless


def dense_backward(dy, cache):
    return dy, dy, dy
