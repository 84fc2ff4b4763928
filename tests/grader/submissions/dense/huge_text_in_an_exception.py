# expect: error calls
class Loud(BaseException):
    def __str__(self):
        return "\x1b[2J\r\n" + "x" * 100_000_000


Loud.__name__ = "L" * 100_000


def dense_forward(x, w, b):
    raise Loud


def dense_backward(dy, cache):
    return dy, dy, dy
