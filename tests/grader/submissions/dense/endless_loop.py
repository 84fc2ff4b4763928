# expect: timeout calls
def dense_forward(x, w, b):
    while True:
        pass


def dense_backward(dy, cache):
    return dy, dy, dy
