# expect: error calls
# what: is its own cause, in a group of groups
def dense_forward(x, w, b):
    error = ValueError("x")
    error.__cause__ = error.__context__ = error
    for _ in range(1000):
        error = ExceptionGroup("all checks pass", [error])
    error.add_note("all checks pass " * 1000)
    raise error


def dense_backward(dy, cache):
    return dy, dy, dy
