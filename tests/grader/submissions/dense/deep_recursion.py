# expect: error calls
def dense_forward(x, w, b):
    return dense_forward(x, w, b)


def dense_backward(dy, cache):
    return dy, dy, dy
