# expect: error calls
# what: fails a million times over before it fails
def fail(depth):
    try:
        fail(depth - 1) if depth else 1 / 0
    except ArithmeticError as error:
        raise ArithmeticError("x" * 1000) from error


def dense_forward(x, w, b):
    fail(900)


def dense_backward(dy, cache):
    return dy, dy, dy
